from django.core.management.base import BaseCommand

from stories.moderation import digest


class Command(BaseCommand):
    help = "Writes today's letter to the moderators, if something waits and it has not been written yet."

    def handle(self, **options):
        self.stdout.write(f"{digest.send_today()} letters written")
