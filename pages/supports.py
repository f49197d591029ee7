"""How far each promised support has come: it follows from what is there, where the site can know."""

from django.db.models import Exists, QuerySet
from django.utils import timezone

from pages.models import CaseStudy, Event, PlanRow, Resource, Support, ToolkitStep
from partners.models import Partner

MADE_OF = (Support, PlanRow, CaseStudy, Resource, ToolkitStep, Partner, Event)
LIVE, PROMISED = Support.State.LIVE, Support.State.PROMISED
# By the address of a support: what must be there, where it is then, and what is said if its own note is about another state.
FOLLOWS = {
    "communications-plan": (PlanRow.objects.agreed, "/communications-plan/"),
    "case-studies": (lambda: CaseStudy.objects.listed().true(), "/case-studies/"),
    "resource-hub": (Resource.objects.listed, "/resources/"),
    "toolkit": (ToolkitStep.objects.all, "/toolkit/"),
    "champions": (
        lambda: Partner.objects.current().filter(is_champion=True),
        "/partners/",
    ),
    "training": (lambda: Event.objects.on(timezone.now()), "/events/"),
}
NOTES = {LIVE: "You can use it today.", PROMISED: "It is not here now."}


def all_supports() -> list[Support]:
    """As they are to be shown, in one query. Nothing of it is stored."""
    return [_as_it_is(support) for support in _looked_at()]


def _looked_at() -> QuerySet:
    looks = {_name(slug): Exists(rows()) for slug, (rows, _) in FOLLOWS.items()}
    return Support.objects.annotate(**looks)


def _as_it_is(support: Support) -> Support:
    """What is under way stays so until it is there."""
    if support.slug not in FOLLOWS:
        return support
    is_there, was_live = getattr(support, _name(support.slug)), support.state == LIVE
    if is_there != was_live:
        support.state = LIVE if is_there else PROMISED
        support.state_note = NOTES[support.state]
        support.link = FOLLOWS[support.slug][1] if is_there else ""
    return support


def _name(slug: str) -> str:
    return f"has_{slug.replace('-', '_')}"
