from django.core.management.base import BaseCommand

from coproduction_site.operations import troubles


class Command(BaseCommand):
    help = (
        "Writes one letter to the administrators for each thing that went wrong since: a worker that does not work, "
        "letters that do not go, copies that are not made. For a timer, because a dead worker tells nobody."
    )

    def handle(self, **options):
        troubles.watch()
