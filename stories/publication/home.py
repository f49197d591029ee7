from django.db.models import F, QuerySet

from coproduction_site.put_once import PutOnce
from stories.models.enums import Teller
from stories.models.publication import Publication

A_FEW, LOOK = 3, 1_000


def stories(most: int) -> list[Publication]:
    """Those that staff chose, the latest choice first; the newest ones fill what is left."""
    found = Publication.objects.as_cards().filter(pk__in=_chosen_or_newest.within(most))
    cards = found.order_by().annotate(chosen_at=F("featured_at"))
    return sorted(cards, key=_place, reverse=True)[:most]


@PutOnce
def _chosen_or_newest(most: int) -> QuerySet:
    public, all_of_them = Publication.objects.for_everywhere(), Publication.objects.order_by()
    chosen, newest = public.featured().values("pk")[:most], public.newest_first().values("pk")[:most]
    first, others = (all_of_them.filter(pk__in=few).values_list("pk") for few in (chosen, newest))
    return first.union(others)


def _place(story) -> tuple:
    is_chosen = story.chosen_at is not None
    return is_chosen, story.chosen_at if is_chosen else story.published_at, story.published_at, story.pk


def by_young_people() -> list[Publication]:
    """The newest few that a child or young person told, among the newest `LOOK`: no index stands for them alone."""
    newest = Publication.objects.for_everywhere().newest_first().values("pk")[:LOOK]
    told = Publication.objects.as_cards().filter(pk__in=newest, teller=Teller.YOUNG_PERSON)
    return list(told.newest_first()[:A_FEW])
