"""What can be searched, in one table: who may find it, what it is, and the words by which it is found."""

from django.db import models

from coproduction_site.search import index
from coproduction_site.search.kinds import Entry
from coproduction_site.search.stems import stems_in
from coproduction_site.search.words import beginnings_of, looked_for

NAMES_APART = "\n"
LONGEST_TITLE, LONGEST_ADDRESS = 200, 300


class Audience(models.TextChoices):
    DESK = "desk", "Staff at the desk"
    EVERYBODY = "everybody", "Everybody"


class SearchEntryQuerySet(models.QuerySet):
    def put(self, entries) -> None:
        """Each in the place of the one that stood there, in one statement."""
        self.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["audience", "kind", "number"],
            update_fields=["tokens", "address", "title", "shown", "other_names", "lang"],
        )

    def for_everybody(self):
        return self.filter(audience=Audience.EVERYBODY)

    def take_out_other_kinds(self, known) -> int:
        """Of a kind that the site does not have any more."""
        return self.for_everybody().exclude(kind__in=known).delete()[0]

    def take_out(self, kind: str, numbers) -> int:
        """For every audience: what may not be found is found by nobody."""
        return self.filter(kind=kind, number__in=numbers).delete()[0]

    def newest(self, audience: str, kind: str, query: str) -> list[int]:
        """The numbers of the newest with all words of the query, at most `index.MOST`; of no word, none."""
        words = looked_for(query)
        return index.newest_with([_mark(audience, kind), *words]) if words else []


class SearchEntry(models.Model):
    """The words by which one thing is found by one audience. They open nothing: whoever shows the thing asks who may see it.

    An entry for everybody is written by what publishes, out of what is published, and one for the desk by what stores;
    no entry is read for the other audience, because the index itself is asked for the mark of the one. An entry for the
    desk has no title, address or text: it opens nothing.
    """

    Audience = Audience

    audience = models.CharField(max_length=9, choices=Audience)
    kind = models.SlugField(max_length=20, db_index=False)
    number = models.BigIntegerField("number of the thing")
    tokens = models.TextField()
    address = models.CharField(max_length=LONGEST_ADDRESS, blank=True, default="", db_default="")
    title = models.CharField(max_length=LONGEST_TITLE, blank=True, default="", db_default="")
    shown = models.TextField("what a result may quote", blank=True, default="", db_default="")
    other_names = models.TextField("one on each line", blank=True, default="", db_default="")
    lang = models.CharField(max_length=12, blank=True, default="", db_default="")

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "kind", "number"], name="one_search_entry_for_an_audience"
            ),
            models.CheckConstraint(
                name="search_entry_has_a_known_audience",
                condition=models.Q(audience__in=Audience.values),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.number}, for {self.get_audience_display().lower()}"

    @classmethod
    def of(cls, audience: str, kind: str, number: int, text: str) -> "SearchEntry":
        """Saved nowhere yet."""
        tokens = " ".join([_mark(audience, kind), *beginnings_of(text)])
        return cls(audience=audience, kind=kind, number=number, tokens=tokens)

    @classmethod
    def public(cls, kind: str, number: int, found: Entry, is_numerous: bool = False) -> "SearchEntry":
        """Saved nowhere yet. For the title each word has one token more, so that the index itself knows of titles."""
        names = " ".join([found.title, *found.other_names])
        titled = stems_in(names)
        text = " ".join([names, found.shown, found.also])
        marks = [EVERYBODY, mark_of(kind), *([] if is_numerous else [FEW])]
        tokens = [*marks, *map(in_title, titled), *stems_in(text)]
        return cls(
            audience=Audience.EVERYBODY,
            kind=kind,
            number=number,
            tokens=" ".join(tokens),
            address=found.address[:LONGEST_ADDRESS],
            title=found.title[:LONGEST_TITLE],
            shown=found.shown,
            other_names=NAMES_APART.join(found.other_names),
            lang=found.lang,
        )


# No word that anybody types holds these signs.
def in_title(stem: str) -> str:
    return f"¶{stem}"


def mark_of(kind: str) -> str:
    return _mark(Audience.EVERYBODY, kind)


def _mark(audience: str, kind: str) -> str:
    return f"§{audience}§{kind}"


EVERYBODY, FEW = f"§{Audience.EVERYBODY}", f"§{Audience.EVERYBODY}§few§"
