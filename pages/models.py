from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.reviews.models import Reviewed
from coproduction_site.rich_text import RichTextField
from coproduction_site.workflow.versions import Versioned
from coproduction_site.writing_direction import direction_of
from pages.booking.models import AccessNeed, Booking, BookingCount  # noqa: F401 - tables of this app.
from pages.case_studies.models import CaseStudy  # noqa: F401 - a table of this app.
from pages.chances.interests import Interest  # noqa: F401 - who wants to join in.
from pages.chances.models import Chance  # noqa: F401 - a chance to join in.
from pages.chances.offers import Offer  # noqa: F401 - and those that partners offer.
from pages.easy_read.models import EasyReadStep, EasyReadTwin  # noqa: F401 - the twins of pages.
from pages.events.models import Event  # noqa: F401 - and of this one.
from pages.feedback.models import PageFeedback, SiteChange  # noqa: F401 - what visitors say of pages.
from pages.files.models import PageFile  # noqa: F401 - a table of this app.
from pages.films.scenes import VideoScene  # noqa: F401 - the pictures of a film's storyboard.
from pages.films.signed import RULES as SIGNING_RULES
from pages.films.signed import Signed
from pages.news.models import NewsReader  # noqa: F401 - who asked for letters.
from pages.plan.models import PlanRow  # noqa: F401 - one for the plan to spread the word.
from pages.resources.formats import ResourceFormat  # noqa: F401 - in which formats a resource is there.
from pages.resources.link_checks import LinkCheck  # noqa: F401 - and what was found of its links.
from pages.resources.models import Resource  # noqa: F401 - another one.
from pages.resources.suggestions import Suggestion  # noqa: F401 - and what partners suggest.
from pages.toolkit.models import ToolkitStep  # noqa: F401 - a step of the how-to guide.
from pages.translations.models import Translation  # noqa: F401 - a page in another language.
from pages.word_list.models import GlossaryTerm  # noqa: F401 - another one.

HOME = "home"
GET_INVOLVED = "get-involved"  # Its words stand below the chances to join in (`chances.views`).


class PageQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=Page.State.PUBLISHED)

    def due_for_review(self, day):
        return self.published().filter(next_review_on__lte=day)


@shown_to_public
class Page(Reviewed):
    """A page of words that staff write: an explainer, a policy, the front page."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    class Shows(models.TextChoices):
        NOTHING = "", "Nothing more"
        SUPPORTS = "supports", "The supports and how far each has come"
        RUNGS = "rungs_compared", "The seven rungs side by side"
        GLOSSARY = "glossary", "The glossary"
        CONTACT = "contact", "How to reach us"
        PLAN = "plan", "The communications plan"
        YOUNG_PEOPLE = "young_people", "Four doors for young people, and their stories"
        DATA = "data", "The licence of our data, and where it is"
        SIGNED = "signed", "What there is in British Sign Language"
        NUMBERS = "numbers", "Above the words: the numbers for urgent help"
        NUMBERS_BELOW = "numbers_below", "The numbers for urgent help"

    slug = models.SlugField(
        "address",
        unique=True,
        help_text="The last part of the web address. If you change it, the old one leads to the new.",
    )
    title = models.CharField(max_length=120)
    menu_title = models.CharField("short title", max_length=40, blank=True)
    summary = models.CharField(max_length=300, help_text="One sentence, shown large under the title.")
    body = RichTextField(blank=True)
    drawing = models.CharField(max_length=40, blank=True)
    shows = models.CharField("shows below the words", max_length=20, choices=Shows, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    in_menu = models.BooleanField("in the menu at the top", default=False)
    in_footer = models.BooleanField("in the list at the bottom", default=False)
    order = models.PositiveSmallIntegerField(default=100)
    lang = models.CharField("language", max_length=12, default="en-GB", help_text="For example pa, ur.")
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords(excluded_fields=["review_told_for"])

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title"]
        permissions = [("preview_page", "Can see a page before it is published")]
        constraints = [
            models.CheckConstraint(
                name="page_in_the_menu_has_a_short_title",
                condition=models.Q(in_menu=False) | ~models.Q(menu_title=""),
                violation_error_message="A page in the menu needs a short title.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        if self.slug == HOME:
            return reverse("pages:home")
        return reverse("pages:page", args=[self.slug])

    def publish(self) -> None:
        self._become(self.State.PUBLISHED)

    def retire(self) -> None:
        """Away from the public, kept for staff."""
        if self.is_home:
            raise ValidationError("The front page is always published.")
        self._become(self.State.DRAFT)

    @classmethod
    def to_review(cls, day):
        return cls.objects.due_for_review(day)

    @property
    def is_home(self) -> bool:
        return self.slug == HOME

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def direction(self) -> str:
        return direction_of(self.lang)

    def _become(self, state) -> None:
        self.state = state
        self.version += 1
        self.save(update_fields=["state", "version"])


class FormerAddressQuerySet(models.QuerySet):
    def leading_somewhere(self):
        """To a published page. A page that stands at the address itself comes before any of these."""
        return self.filter(page__state=Page.State.PUBLISHED).select_related("page")


@shown_to_public
class FormerAddress(models.Model):
    """Where something stood on an older website. Addresses that a page had here are in its history."""

    slug = models.SlugField("old address", unique=True)
    page = models.ForeignKey(Page, models.CASCADE, related_name="former_addresses")

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "former addresses"

    def __str__(self):
        return f"/{self.slug}/"


@shown_to_public
class Support(Versioned):
    """One of the things the charter's partners promised to build, and how far it has come."""

    class State(models.TextChoices):
        PROMISED = "promised", "Promised"
        UNDER_WAY = "under way", "Under way"
        LIVE = "live", "Live"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    summary = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.PROMISED)
    state_note = models.CharField("what that means today", max_length=300)
    link = models.CharField(max_length=200, blank=True, help_text="For example /stories/")
    drawing = models.CharField(max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["order", "name"]

    def __str__(self):
        return self.name

    @property
    def is_here(self) -> bool:
        return self.state != self.State.PROMISED


@shown_to_public
class Video(Versioned, Reviewed, Signed):
    """A short film: made or still to be made, never without its words."""

    slug = models.SlugField(unique=True)
    page = models.ForeignKey(Page, models.PROTECT, related_name="videos")
    title = models.CharField(max_length=120)
    length = models.CharField(max_length=40, blank=True, help_text="For example: about 90 seconds")
    file = models.FileField(
        upload_to="videos/", blank=True, validators=[FileExtensionValidator(["mp4", "webm"])]
    )
    link = models.URLField(blank=True, help_text="Opened only when somebody presses it.")
    captions = models.FileField(
        upload_to="videos/", blank=True, validators=[FileExtensionValidator(["vtt"])]
    )
    transcript = RichTextField()
    audio_description_note = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords(excluded_fields=["version", "review_told_for"])

    class Meta:
        ordering = ["order", "title"]
        constraints = [
            models.CheckConstraint(
                name="video_file_has_captions",
                condition=models.Q(file="") | ~models.Q(captions=""),
                violation_error_message="A film needs captions before it can be shown.",
            ),
            *SIGNING_RULES,
        ]

    def __str__(self):
        return self.title

    @classmethod
    def to_review(cls, day):
        return super().to_review(day).filter(page__state=Page.State.PUBLISHED)

    @property
    def is_made(self) -> bool:
        return bool(self.file or self.link)

    @property
    def film_address(self) -> str:
        return self._address(self.file)

    @property
    def captions_address(self) -> str:
        return self._address(self.captions)

    def _address(self, file) -> str:
        return reverse("pages:film", args=[self.slug, PurePath(file.name).name])
