import json
import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from coproduction_site.doctor import everything
from coproduction_site.operations.findings import State

MARKS = {State.RIGHT: "✓", State.WARNING: "!", State.FAULT: "✗"}


class Command(BaseCommand):
    help = (
        "Says on one page whether everything is right: settings, database, cache, files, mail, worker, copies, "
        "certificate, clock, disk. Ends with 1 if something is wrong. It changes nothing."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="For a program that reads it.")

    def handle(self, **options):
        found = list(everything.findings())
        faults = [finding for finding in found if finding.is_fault]
        if options["json"]:
            self.stdout.write(_as_json(found))
        else:
            for finding in found:
                self.stdout.write(f"{MARKS[finding.state]} {finding.name:<15} {finding.sentence}")
            self.stdout.write(f"\n{_in_short(len(faults))}")
        if faults:
            sys.exit(1)


def _as_json(found) -> str:
    checks = [
        {"name": finding.name, "state": finding.state, "sentence": finding.sentence} for finding in found
    ]
    is_right = not any(finding.is_fault for finding in found)
    return json.dumps(
        {"at": timezone.now().isoformat(), "is_right": is_right, "checks": checks}, indent=2
    )


def _in_short(number: int) -> str:
    if not number:
        return "Everything that must be right is right."
    return f"{number} {'thing is' if number == 1 else 'things are'} wrong."
