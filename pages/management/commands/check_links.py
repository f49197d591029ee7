from django.core.management.base import BaseCommand

from coproduction_site.links.checking import Checker
from pages.resources.checking import check_due
from pages.resources.link_checks import LinkCheck


class Command(BaseCommand):
    help = (
        "Follows every link of the resources that was not followed today. The worker does so by itself."
    )

    def handle(self, **options):
        number = check_due(Checker(), say=self._say)
        broken = LinkCheck.objects.broken().count()
        self.stdout.write(f"{number} links followed. Perhaps broken: {broken}")

    def _say(self, check) -> None:
        self.stdout.write(f"  {check.link}: {check.finding}")
