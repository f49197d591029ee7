"""What one page says, in another language: one row a language. Found through `pages.models`."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.in_languages.known import OWN_NAMES, Language
from coproduction_site.rich_text import RichTextField
from coproduction_site.workflow import one_winner
from coproduction_site.writing_direction import direction_of
from pages.twins import OF_ONE_PAGE, Place, Twin, TwinQuerySet

HOME = "home"
WITH_URGENT_NUMBERS = ("numbers", "numbers_below")
OF_WORDS = [
    (Place.LADDER.value, Place.LADDER.label)
]  # Of those in code, what can be told in words alone.
OWN_WORDS = "You published these words yourself. Somebody else has to check them."
CHANGED_MEANWHILE = "Somebody changed these words while you read them. Please read them again."


class TranslationQuerySet(TwinQuerySet):
    def at(self, address: str):
        """Of the page that stands at this address, in every language."""
        place = {reverse(place): place for place in Place}.get(address)
        if place:
            return self.filter(place=place)
        return self.filter(page__slug=address.strip("/") or HOME)


@shown_to_public
class Translation(Twin):
    """A page in one language. Nobody has checked it until somebody says who did: another person than published it.

    What is about safety or consent is not shown before that, whoever wrote it.
    """

    language = models.CharField(max_length=5, choices=Language)
    page = models.ForeignKey(
        "pages.Page", models.CASCADE, null=True, blank=True, related_name="translations"
    )
    place = models.CharField("or this one", max_length=20, choices=OF_WORDS, blank=True)
    title = models.CharField(max_length=120)
    menu_title = models.CharField("short title", max_length=40)
    summary = models.CharField(max_length=300)
    body = RichTextField()
    is_about_safety = models.BooleanField(
        "it is about safety, consent or private details",
        default=True,
        help_text="Then its words are shown only when a speaker has checked them.",
    )
    checked_by = models.CharField("who checked it", max_length=120, blank=True)
    checked_on = models.DateField("when they checked it", null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["version", "written_for", "looked_at"])

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["language", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="translation_is_of_one_page",
                condition=OF_ONE_PAGE,
                violation_error_message="Choose the page that it is the translation of: one, and only one.",
            ),
            models.UniqueConstraint(
                name="page_has_one_translation_a_language",
                fields=["language", "page"],
                violation_error_message="This page has a translation into this language already.",
            ),
            models.UniqueConstraint(
                name="place_has_one_translation_a_language",
                fields=["language", "place"],
                condition=~Q(place=""),
                violation_error_message="This page has a translation into this language already.",
            ),
            models.CheckConstraint(
                name="translation_is_checked_with_two_facts",
                condition=Q(checked_by="", checked_on=None)
                | (~Q(checked_by="") & Q(checked_on__isnull=False)),
                violation_error_message="Write both: who checked it, and when.",
            ),
            models.CheckConstraint(
                name="translation_is_into_a_known_language", condition=Q(language__in=Language.values)
            ),
        ]

    def __str__(self):
        return f"{self.source_name}, in {self.get_language_display()}"

    def get_absolute_url(self):
        return f"/{self.language}{self.source_address}"

    @property
    def direction(self) -> str:
        return direction_of(self.language)

    @property
    def own_name(self) -> str:
        """Of its language."""
        return OWN_NAMES[self.language]

    @property
    def is_checked(self) -> bool:
        return bool(self.checked_by)

    @property
    def has_urgent_numbers(self) -> bool:
        return bool(self.page) and self.page.shows in WITH_URGENT_NUMBERS

    @property
    def is_held_back(self) -> bool:
        """Whether its words wait for somebody who speaks the language."""
        return (self.is_about_safety or self.has_urgent_numbers) and not self.is_checked

    @property
    def shown_summary(self) -> str:
        return "" if self.is_held_back else self.summary

    @property
    def shown_body(self) -> str:
        return "" if self.is_held_back else self.body

    def texts_to_check(self) -> dict[str, str]:
        """By the author's checker, which counts as English does: none."""
        return {}

    @transaction.atomic
    def check_by(self, user, by: str, on) -> None:
        """A speaker has read these very words. Raises ValidationError if it was `user` who published them."""
        if (
            self.history.order_by("-history_id").values_list("history_user", flat=True).first()
            == user.pk
        ):
            raise ValidationError(OWN_WORDS)
        row = one_winner.with_version_taken(self, self.version, CHANGED_MEANWHILE)
        row.checked_by, row.checked_on = by, on
        row.save_without_historical_record()
