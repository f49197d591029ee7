"""The whole address of a page, for whatever leaves the site: letters, feeds, files and open data."""

from urllib.parse import urljoin

from django.conf import settings


def on_this_site(path: str) -> str:
    """From a path that starts with a slash. What is a whole address already stays as it is."""
    return urljoin(settings.SITE_URL, path)
