"""Pages that the proxy shows when it cannot ask the site: the same words as ours, as plain files."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string

STATUSES = (413, 503)


class Command(BaseCommand):
    help = "Writes the pages for the proxy into proxy-pages, beside STATIC_ROOT. Needs the collected style sheet."

    def handle(self, **options):
        folder = settings.STATIC_ROOT.with_name("proxy-pages")
        folder.mkdir(parents=True, exist_ok=True)
        for status in STATUSES:
            page = folder / f"{status}.html"
            text = render_to_string(f"{status}.html", {"is_telling": True})  # The proxy cannot know.
            unfinished = page.with_suffix(".unfinished")
            unfinished.write_text(text, encoding="utf-8")
            unfinished.chmod(0o644)
            unfinished.replace(page)
