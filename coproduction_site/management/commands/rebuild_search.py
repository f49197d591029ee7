from django.core.management import BaseCommand

from coproduction_site.search import put_right, spelling


class Command(BaseCommand):
    help = "Writes the public search anew where it does not fit to what is public. Safe at any time, and to run again."

    def handle(self, *args, **options):
        entries, words = put_right.put_right(), spelling.build()
        self.stdout.write(f"  entries put right: {entries}; words that came or went: {words}")
