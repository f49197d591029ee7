from django.urls import reverse

from coproduction_site.cache.page_cache import public_page
from coproduction_site.feeds import NEWEST, atom
from coproduction_site.last_changes import last_change
from partners.directory.confirmed import confirmed
from partners.models import Partner


@public_page
def feed(request):
    """The partners of today that came or changed last: only what is confirmed, as in the open data.

    A partner that changes again comes again, once a day at the most.
    """
    changed = Partner.objects.current().annotate(changed_at=last_change(Partner))
    newest = changed.exclude(changed_at=None).order_by("-changed_at", "-pk")
    return atom(
        "Partners",
        "Partners in co-production, new and changed.",
        reverse("partners:list"),
        reverse("partners:feed"),
        map(_entry, newest.only("slug", "name", "summary", "to_be_confirmed")[:NEWEST]),
        is_open_data=True,
    )


def _entry(partner) -> dict:
    return {
        "title": partner.name,
        "link": partner.get_absolute_url(),
        "text": confirmed(partner, "summary"),
        "at": partner.changed_at,
    }
