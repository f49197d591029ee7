"""“You said, we did”: what partners answered in a year, and what was decided about stories."""

from dataclasses import dataclass
from operator import attrgetter

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import ExtractYear
from django.utils import timezone

from coproduction_site.cache.remembered import remembered
from coproduction_site.put_once import PutOnce
from partners.models import Partner
from stories.models.figures import Figure
from stories.models.publication import Publication
from stories.models.reasons import ReadySentence, SentenceKind, first_words
from stories.models.response_rules import AS_READ
from stories.models.responses import Response
from stories.models.years import span
from stories.publication.places import Part, Place, part_of
from stories.reports.card import AnswerCard

PAGE_SIZE, PART_SIZE = 20, 500
FEWEST = 5  # A smaller number could point at somebody.
IN_TABLE = (
    *("pk", "story", "kind", "words", "partner__name", "person", "role"),
    *("decided_at", "by_on", "done_on"),
)
COUNTED = ("its_what", "its_code", "its_days", "times", "text")
HEADINGS = {
    Response.Kind.CHANGED: "We did",
    Response.Kind.WILL_CHANGE: "We will",
    Response.Kind.COULD_NOT: "We could not, because",
    Response.Kind.HEARD: "We heard you",
}


def years() -> list[int]:
    """From this year back to the first answer or number."""
    this_year = timezone.localdate().year
    return list(range(this_year, min([*_first_years(), this_year]) - 1, -1))


@remembered(Response, Publication, Partner, Figure)
def _first_years() -> list[int]:
    return [int(year) for (year,) in _of_first_ones()]


@PutOnce
def _of_first_ones() -> QuerySet:
    """One look at each index, in one question."""
    answer, figure = (
        Response.objects.for_everywhere().values("pk")[:1],
        Figure.objects.order_by("year").values("pk")[:1],
    )
    answered = Response.objects.filter(pk__in=answer).values_list(ExtractYear("decided_at"))
    counted = Figure.objects.filter(pk__in=figure).values_list("year")
    return answered.order_by().union(counted.order_by())


@dataclass(frozen=True)
class Page:
    """`after` is where earlier answers begin."""

    answers: list[Response]
    after: Place | None


def page(year: int, place: Place | None) -> Page:
    """The newest answers first, each with `title_of_story` and `slug_of_story`, all in one query."""
    story = Publication.objects.for_everywhere().filter(pk=OuterRef("story"))
    told = {f"{name}_of_story": Subquery(story.values(name)) for name in ("title", "slug")}
    given = _given(year, place).annotate(**told)
    found = sorted(given, key=attrgetter("decided_at", "pk"), reverse=True)
    after = _place_of(found[PAGE_SIZE - 1]) if len(found) > PAGE_SIZE else None
    return Page(found[:PAGE_SIZE], after)


def _given(year: int, place: Place | None) -> QuerySet:
    """A page of them and one more, in no order that can be trusted."""
    if place is None:
        newest = Response.objects.filter(pk__in=_newest_of_year.within(year))
        return newest.select_related("partner").only(*AS_READ).order_by()
    older = Q(decided_at__lt=place.at) | Q(pk__lt=place.number)
    return _newest(_of_year(year).filter(older, decided_at__lte=place.at))


@PutOnce
def _newest_of_year(year: int) -> QuerySet:
    return _newest(_of_year(year)).values_list("pk")


def _newest(answers: QuerySet) -> QuerySet:
    return answers.order_by("-decided_at", "-pk")[: PAGE_SIZE + 1]


def part(year: int, place: Place | None) -> Part:
    """Of the table: what is told of each story, and the answer, the oldest first.

    So a part that is full stays as it is for as long as nothing is taken back.
    """
    given = _of_year(year).order_by("decided_at", "pk").values_list(*IN_TABLE, named=True)
    found = part_of(given, PART_SIZE, place, at="decided_at")
    stories = Publication.objects.for_everywhere().filter(pk__in={row.story for row in found.rows})
    told = {pk: texts for pk, *texts in stories.values_list("pk", "title", "slug")}
    return Part([(*told[row.story], row) for row in found.rows if row.story in told], found.after)


def _of_year(year: int):
    start, end = span(year)
    given = Response.objects.for_everywhere().only(*AS_READ)
    return given.filter(decided_at__gte=start, decided_at__lt=end)


def _place_of(answer: Response) -> Place:
    return Place(answer.decided_at, answer.pk)


def by_heading(answers) -> list[tuple[str, list[AnswerCard]]]:
    found = {heading: [] for heading in HEADINGS.values()}
    for answer in answers:
        found[HEADINGS[answer.kind]].append(AnswerCard.of(answer))
    return [(heading, several) for heading, several in found.items() if several]


def in_words(count: int) -> str:
    return str(count) if count >= FEWEST else f"fewer than {FEWEST}"


@dataclass(frozen=True)
class Numbers:
    received: int
    published: int
    reasons: dict[str, int]
    median_days: int | None

    @property
    def are_too_small(self) -> bool:
        """A table of them would say nothing."""
        counts = (self.received, self.published, *self.reasons.values())
        return self.median_days is None and max(counts) < FEWEST

    @property
    def rows(self) -> list[tuple[str, str]]:
        """No total of what was declined: with it, a small number could be worked out."""
        days = "too few to say" if self.median_days is None else f"{self.median_days}"
        return [
            ("Stories received", in_words(self.received)),
            ("Stories published", in_words(self.published)),
            *(
                (f"Not published: {why[0].lower()}{why[1:]}", in_words(n))
                for why, n in self.reasons.items()
            ),
            ("Days from sending to our decision, in the middle", days),
        ]


@remembered(Figure, ReadySentence)
def numbers(year: int) -> Numbers:
    found = _with_reasons(year)
    rows = [row for *row, text in found if not text]
    texts = {code: text for _, code, *_, text in found if text}
    return Numbers(
        received=sum(number for what, _, _, number in rows if what == Figure.What.RECEIVED),
        published=sum(number for what, _, _, number in rows if what == Figure.What.PUBLISHED),
        reasons=_by_reason(rows, texts),
        median_days=_median([(days, number) for _, _, days, number in rows if days is not None]),
    )


@PutOnce
def _with_reasons(year: int) -> QuerySet:
    """The rows of a year, put together by what, why and how many days, and the reasons in words: one query."""
    return _counted(year).union(_reasons(), all=True).order_by("its_what", "its_days", "times")


def _counted(year: int) -> QuerySet:
    rows = Figure.objects.filter(year=year).order_by()
    grouped = rows.values(its_what=F("what"), its_code=F("reason"), its_days=F("days"))
    return grouped.annotate(times=Sum("number"), text=Value("")).values_list(*COUNTED)


def _reasons() -> QuerySet:
    """In their order, each with its words."""
    rows = ReadySentence.objects.filter(kind=SentenceKind.DECLINED).order_by()
    named = {
        "its_what": F("kind"),
        "its_code": F("code"),
        "its_days": F("order"),
        "times": F("pk"),
        "text": F("words"),
    }
    return rows.annotate(**named).values_list(*COUNTED)


def _by_reason(rows, texts: dict[str, str]) -> dict[str, int]:
    """Of every reason that there is or was, in its words of today."""
    texts = first_words()[SentenceKind.DECLINED] | texts
    found = dict.fromkeys(texts.values(), 0)
    for what, reason, _, number in rows:
        if what == Figure.What.DECLINED:
            text = texts.get(reason, reason)
            found[text] = found.get(text, 0) + number
    return found


def _median(counted: list[tuple[int, int]]) -> int | None:
    total = sum(number for _, number in counted)
    if total < FEWEST:
        return None
    reached = 0
    for days, number in sorted(counted):
        reached += number
        if reached * 2 >= total:
            return days
    return None
