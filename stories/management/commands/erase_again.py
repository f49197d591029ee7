from django.core.management.base import BaseCommand

from stories.following import erased_before


class Command(BaseCommand):
    help = "After going back to a copy: erases what was erased since it was made. Safe to repeat."

    def handle(self, **options):
        self.stdout.write(f"{erased_before.erase_again()} stories erased again.")
