from io import StringIO

from django.conf import settings
from django.core.management import BaseCommand, call_command

from coproduction_site.operations import static_files, tables
from deploy.steps import Steps

NAMED_AT_MOST = 12


class Command(BaseCommand):
    help = (
        "Brings tables, starter content and static files to this code, and says what it did. "
        "Safe to run again, on several servers at once, and while the site is being served."
    )
    requires_system_checks = []  # The start makes them; here nothing is served.

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="Invented stories and accounts too.")
        parser.add_argument("--steps-done", type=int, default=0, help="Where the counting goes on.")

    def handle(self, demo, steps_done, **options):
        todo = [
            (f"The database and its tables ({_place()})", _bring_tables),
            ("Starter content", _load_content),
        ]
        if demo:
            todo.append(("Invented stories and accounts", lambda: call_command("load_demo")))
        if not settings.DEBUG:
            todo.append(("Style sheets and pictures", static_files.collect))
            todo.append(("Pages that a proxy shows", lambda: call_command("write_error_pages")))
        steps = Steps(steps_done + len(todo), done=steps_done)
        for name, act in todo:
            with steps.step(name) as tell:
                if result := act():
                    tell(result)


def _bring_tables() -> str:
    carried_out = tables.bring_up_to_date()
    if len(carried_out) > NAMED_AT_MOST:
        return f"{len(carried_out)} migrations"
    return ", ".join(carried_out) or "nothing new"


def _load_content() -> str:
    out = StringIO()
    call_command("load_content", stdout=out)
    created = sum(int(line.rpartition(": ")[2].split()[0]) for line in out.getvalue().splitlines())
    return f"{created} created" if created else "nothing new"


def _place() -> str:
    """Never with the password that is in the address."""
    database = settings.DATABASES["default"]
    where = database.get("HOST")
    return f"{database['NAME']} on {where}" if where else str(database["NAME"])
