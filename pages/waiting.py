"""What waits for whoever looks after the pages (see `desk.waiting`, which counts it)."""

from django.utils import timezone

from coproduction_site.desk.waiting import Kind, Section
from coproduction_site.models import SiteSettings
from pages.easy_read.sources import numbers_behind
from pages.models import Chance, EasyReadTwin, LinkCheck, Offer, Page, Suggestion, Translation

PAGES = [
    Kind(
        "Pages to check again",
        lambda user: Page.objects.due_for_review(timezone.localdate()),
        "next_review_on",
        "admin:index",
        "#to-review",
        is_due=True,
    ),
    Kind(
        "Easy Read pages that are behind",
        lambda user: EasyReadTwin.objects.filter(pk__in=numbers_behind(EasyReadTwin)),
        "looked_at",
        "admin:pages_easyreadtwin_changelist",
        permission="pages.change_easyreadtwin",
    ),
    Kind(
        "Translations that are behind",
        lambda user: Translation.objects.filter(pk__in=numbers_behind(Translation)),
        "looked_at",
        "admin:pages_translation_table",
        permission="pages.change_translation",
    ),
    Kind(
        "The pilot is over: give it another day, or none",
        lambda user: SiteSettings.objects.pilot_is_over(timezone.localdate()),
        "pilot_until",
        "admin:coproduction_site_sitesettings_changelist",
        permission="coproduction_site.change_sitesettings",
        is_due=True,
    ),
]
RESOURCES = [
    Kind(
        "Suggested resources",
        lambda user: Suggestion.objects.waiting(),
        "sent_at",
        "admin:pages_suggestion_changelist",
    ),
    Kind(
        "Links that may be broken",
        lambda user: LinkCheck.objects.broken(),
        "failing_since",
        "admin:pages_linkcheck_changelist",
        is_due=True,
    ),
]
CHANCES = [
    Kind(
        "Promised to tell people, and not done",
        lambda user: Chance.objects.late(timezone.localdate()),
        "hear_by",
        "admin:pages_chance_changelist",
        "?stage__exact=late",
        is_due=True,
    ),
    Kind(
        "Chances from partners to read",
        lambda user: Offer.objects.waiting(),
        "sent_at",
        "admin:pages_offer_changelist",
    ),
]
SECTIONS = [
    Section(
        "Pages",
        "pages.change_page",
        PAGES,
        "No page has to be checked today.",
        below="admin/needs_review.html",
    ),
    Section(
        "Resources",
        "pages.change_resource",
        RESOURCES,
        "No suggestion waits, and no link is broken.",
    ),
    Section(
        "Chances to join in",
        "pages.change_chance",
        CHANCES,
        "We have kept every promise, and no partner waits.",
    ),
]
