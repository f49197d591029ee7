import time
from pathlib import Path

from django.core.management.base import BaseCommand

from coproduction_site.backup import restoring


class Command(BaseCommand):
    help = (
        "Goes back to a copy that back_up made. Stop the site before. What was there is put aside. What was erased, "
        "taken back or held since the copy is so again."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("copy", type=Path)

    def handle(self, copy, **options):
        started = time.monotonic()
        aside = restoring.restore(copy.absolute())
        seconds = time.monotonic() - started
        self.stdout.write(f"Restored in {seconds:.1f} s. What was there is in {aside}.")
