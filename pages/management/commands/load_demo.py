import json
import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pages import demo


class Command(BaseCommand):
    help = "Invented people and stories in every state. Only for a demo, which no public host can be."

    def handle(self, **options):
        if settings.REQUIRE_STAFF_MFA:
            raise CommandError(
                "Invented people with known passwords belong to a demo only. Start one with: make demo"
            )
        accounts = demo.load()
        _write(settings.DATA_DIR / "accounts.json", accounts)
        for account in accounts:
            who = " ".join(filter(None, [account["role"], account["partner"]]))
            self.stdout.write(f"{account['email']}  {account['password']}  {who}")


def _write(path, accounts) -> None:
    """Readable by whoever runs the demo and by nobody else."""
    with open(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        json.dump(accounts, file, indent=2)
