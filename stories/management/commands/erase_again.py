from django.core.management.base import BaseCommand

from coproduction_site.rights import actions as rights
from stories.following import erased_before


class Command(BaseCommand):
    help = (
        "After going back to a copy: erases what was erased since it was made, takes back and holds what was taken "
        "back and held. Safe to repeat."
    )

    def handle(self, **options):
        self.stdout.write(f"{erased_before.erase_again()} stories erased again.")
        self.stdout.write(f"{rights.erase_again()} other rows about people erased again.")
        self.stdout.write(f"{erased_before.end_again()} stories taken back or held again.")
