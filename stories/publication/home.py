from stories.models.enums import Teller
from stories.models.publication import Publication

A_FEW, LOOK = 3, 1_000


def stories(most: int) -> list[Publication]:
    """Those that staff chose, the latest choice first; the newest ones fill what is left."""
    public = Publication.objects.for_everywhere().as_cards()
    chosen = list(public.featured()[:most])
    others = public.newest_first().exclude(pk__in=[story.pk for story in chosen])
    return [*chosen, *others[: most - len(chosen)]]


def by_young_people() -> list[Publication]:
    """The newest few that a child or young person told, among the newest `LOOK`: no index stands for them alone."""
    newest = Publication.objects.for_everywhere().newest_first().values("pk")[:LOOK]
    told = Publication.objects.as_cards().filter(pk__in=newest, teller=Teller.YOUNG_PERSON)
    return list(told.newest_first()[:A_FEW])
