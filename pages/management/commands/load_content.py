from collections import Counter

from django.core.management import BaseCommand
from django.db import transaction

from coproduction_site.letters import content as letters_content
from coproduction_site.search import content as search_content
from coproduction_site.search import put_right
from ladder import content as ladder_content
from pages import content as pages_content
from partners import content as partners_content
from stories import content as stories_content


class Command(BaseCommand):
    help = (
        "Loads the starter content. Makes what is missing, never overwrites an edit; safe to run again."
    )

    @transaction.atomic
    def handle(self, *args, verbosity, **options):
        counted = {}

        def say(created, thing):
            counted.setdefault(thing._meta.verbose_name_plural, Counter())[created] += 1

        for content in (
            letters_content,
            search_content,
            ladder_content,
            partners_content,
            stories_content,
            pages_content,
        ):
            content.load(say)
        put_right.write_fixed()
        for name, done in counted.items():
            if verbosity:
                self.stdout.write(f"  {name}: {done[True]} created, {done[False]} kept")
