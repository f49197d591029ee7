"""What the public reads of a story, in tables of their own.

A publication has the number of its story, and no relation to it: no query that begins here can be
led to a private column. `stories.models.publishing` writes these rows, and nothing else does.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from coproduction_site.cache.revision import shown_to_public
from ladder.models import Rung
from partners.models import CharterValue, Partner
from stories.models import ages, in_pictures, languages
from stories.models.card import StoryCard
from stories.models.enums import Progress, Teller
from stories.models.teller_name import told_by
from stories.models.texts import TEXTS

WORDS_ON_A_CARD = 30
NEWEST = (F("published_at").desc(), F("id").desc())
FOUND_TOGETHER = {
    "publication_of_rung_and_age": ("rung", "about_age"),
    "publication_of_rung_progress": ("rung", "progress"),
    "publication_of_age_progress": ("about_age", "progress"),
}
ON_A_CARD = (
    *("slug", "title", "happened", "content_note", "teller", "shown_name", "published_at"),
    *("only_here", "public_language"),
    *("rung__name", "rung__band"),
)


class PublicationQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def featured(self):
        """Chosen by staff for the home page, the latest choice first."""
        return self.filter(featured_at__isnull=False).order_by("-featured_at", "-pk")

    def for_everywhere(self):
        """Without those whose tellers want them on this site, and not in search engines or feeds."""
        return self.filter(only_here=False)

    def as_cards(self):
        """With the rung, and nothing that no card shows."""
        return self.select_related("rung").only(*ON_A_CARD)


@shown_to_public
class Publication(models.Model):
    """A story as everybody can read it: a snapshot that somebody approved."""

    id = models.BigIntegerField("number of the story", primary_key=True)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    happened = models.TextField("what happened", max_length=10_000)
    good = models.TextField("what was good", max_length=5_000, blank=True)
    better = models.TextField("what could be better", max_length=5_000, blank=True)
    changed = models.TextField("what changed", max_length=5_000, blank=True)
    took_part = models.TextField("who took part", max_length=2_000, blank=True)
    content_note = models.CharField(max_length=200, blank=True)
    pictures = models.JSONField(default=list, blank=True)
    shows_photos = models.BooleanField(default=False)
    teller = models.CharField(max_length=12, choices=Teller)
    shown_name = models.CharField(max_length=40, blank=True)
    about_age = models.CharField(max_length=8, choices=ages.choices)
    language = models.CharField("language in which it was told", max_length=10, blank=True)
    public_language = models.CharField(
        "language of these words", max_length=10, blank=True, default="", db_default=""
    )
    rung = models.ForeignKey(
        Rung, models.PROTECT, null=True, blank=True, related_name="publications", db_index=False
    )
    heard_on = models.DateField()
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField("what everybody reads of it changed last", null=True)
    featured_at = models.DateTimeField(null=True, blank=True)
    only_here = models.BooleanField(default=False, db_default=False)
    progress = models.PositiveSmallIntegerField(default=Progress.UNANSWERED, db_default=0)
    partners = models.ManyToManyField(
        Partner, blank=True, related_name="publications", through="stories.PublicationPartner"
    )
    themes = models.ManyToManyField(
        "stories.Theme", blank=True, related_name="publications", through="stories.PublicationTheme"
    )
    values = models.ManyToManyField(
        CharterValue, blank=True, related_name="publications", through="stories.PublicationValue"
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(*NEWEST, name="publication_newest_first"),
            models.Index(F("rung"), *NEWEST, name="publication_newest_on_rung"),
            models.Index(F("about_age"), *NEWEST, name="publication_newest_of_age"),
            models.Index(F("progress"), *NEWEST, name="publication_newest_by_progress"),
            *(models.Index(*map(F, pair), *NEWEST, name=name) for name, pair in FOUND_TOGETHER.items()),
            models.Index(*NEWEST, condition=Q(only_here=False), name="publication_newest_everywhere"),
            models.Index(
                *NEWEST,
                condition=Q(progress__gt=Progress.UNANSWERED),
                name="publication_newest_answered",
            ),
            models.Index(
                F("featured_at").desc(),
                F("id").desc(),
                condition=Q(featured_at__isnull=False),
                name="publication_newest_featured",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="publication_has_a_title_and_says_what_happened",
                condition=~Q(title="") & ~Q(happened="") & ~Q(slug=""),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("stories:detail", args=[self.slug])

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Heading and text of each part that has any."""
        fields = [self._meta.get_field(text) for text in TEXTS if text != "title"]
        parts = [(field.verbose_name, getattr(self, field.name)) for field in fields]
        return [(f"{name[0].upper()}{name[1:]}", text) for name, text in parts if text]

    @property
    def pictures_picked(self) -> list[in_pictures.Group]:
        """They name nobody, so they are shown wherever the story is."""
        return in_pictures.picked(self.pictures)

    @property
    def public_language_name(self) -> str:
        return languages.name_of(self.public_language)

    @property
    def marked_language(self) -> str:
        """For `lang`. Empty in English, and where nobody knows."""
        return self.public_language if languages.is_written(self.public_language) else ""

    @property
    def opening(self) -> str:
        """For a card: the note if there is one, so that nobody meets hard words unprepared."""
        words = (self.content_note or self.happened).split(maxsplit=WORDS_ON_A_CARD)
        opening = " ".join(words[:WORDS_ON_A_CARD])
        return f"{opening.rstrip('.,;:')}…" if len(words) > WORDS_ON_A_CARD else opening

    @property
    def opening_language(self) -> str:
        """Staff write the note, in English."""
        return "" if self.content_note else self.marked_language

    @property
    def published_on(self) -> date:
        """The day here, of which a card says the month. A filter costs a card ten times as much."""
        return timezone.localdate(self.published_at)

    @property
    def published_in(self) -> str:
        return f"{self.published_on:%B %Y}"

    @property
    def card(self) -> StoryCard:
        return StoryCard.of(self)

    @property
    def in_plain_words(self) -> dict:
        """For its teller, who wants to know what everybody can read."""
        return {
            "Title": self.title,
            **dict(self.parts),
            "Warning before the story": self.content_note,
            "Told by": self.teller_shown,
            "Photos": [f"{photo.alt}. {photo.caption}".strip() for photo in self.photos.all()],
        }

    @property
    def teller_shown(self) -> str:
        return told_by(self.get_teller_display(), self.shown_name)


@shown_to_public
class PublishedPhoto(models.Model):
    """A photo as it stands on the page. The file is the story's, and goes with the story's."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="photos")
    key = models.UUIDField(unique=True)
    position = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to="stories/photos/")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    alt = models.CharField(max_length=200)
    caption = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["publication", "position"]
        constraints = [models.CheckConstraint(name="published_photo_is_described", condition=~Q(alt=""))]

    def __str__(self):
        return f"Photo {self.position} of {self.publication}"


def with_publications(rows, *columns) -> list:
    """Each row that has the number of a story gets its `publication`, or None: one query for all of them.

    With only these `columns` of it, or all.
    """
    rows = list(rows)
    stories = Publication.objects.only(*columns) if columns else Publication.objects.all()
    found = stories.in_bulk({row.story_id for row in rows})
    for row in rows:
        row.publication = found.get(row.story_id)
    return rows


def with_stories_still_public(rows) -> list:
    """Each row with the title and the address of its `publication`, without those whose story has just been taken back."""
    return [row for row in with_publications(rows, "title", "slug") if row.publication]
