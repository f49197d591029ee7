"""Feeds for programs that follow a site: Atom, RFC 4287."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed

from coproduction_site import text
from coproduction_site.models import SiteSettings
from coproduction_site.site_address import on_this_site

NEWEST = 20


class _Feed(Atom1Feed):
    def item_attributes(self, item):
        """An entry may be in another language than its feed."""
        return {"xml:lang": item["lang"]} if item.get("lang") else {}


def atom(
    title: str,
    description: str,
    page: str,
    feed: str,
    entries: Iterable[dict],
    is_open_data: bool = False,
) -> HttpResponse:
    """`page` and `feed` are addresses on this site, and so is the `link` of each entry.

    What is open data names its licence. Stories are no open data: they belong to their tellers.
    XML refuses some signs, and one in an old row would take the feed from everybody; so none gets in here.
    """
    site = SiteSettings.objects.current()
    made = _Feed(
        title=text.one_line(f"{title} – {site.name}"),
        link=on_this_site(page),
        feed_url=on_this_site(feed),
        description=description,
        language="en-GB",
        feed_copyright=(is_open_data and (site.data_licence_url or site.data_licence)) or None,
    )
    for entry in entries:
        made.add_item(**_item(entry))
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _item(entry: dict) -> dict:
    return {
        "title": text.one_line(entry["title"]),
        "link": on_this_site(entry["link"]),
        "description": text.cleaned(entry["text"]),
        "author_name": text.one_line(entry["author"]) if entry.get("author") else None,
        "pubdate": entry["at"],
        "updateddate": entry["at"],
        "lang": entry.get("lang"),
    }
