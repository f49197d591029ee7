"""Words of this field and what they mean."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.reviews.models import Reviewed
from coproduction_site.search.a_to_z import OTHER_SIGNS, letter_of, sorted_by
from coproduction_site.workflow.versions import Versioned

SHOWN_ON = "glossary"  # The address of the page that lists them.


class GlossaryTermQuerySet(models.QuerySet):
    def public(self, pages):
        """All, if their page is among these, and none without it."""
        return self.filter(models.Exists(pages.filter(slug=SHOWN_ON)))

    def in_order(self) -> list["GlossaryTerm"]:
        """As a reader looks for them, whatever the database holds to come first. Signs and numbers are the last."""
        return sorted(self, key=lambda term: (term.letter == OTHER_SIGNS, sorted_by(term.term)))


@shown_to_public
class GlossaryTerm(Versioned, Reviewed):
    """A hard word, said simply. Its first use on a page leads to it (see `coproduction_site.listed_words`)."""

    slug = models.SlugField(unique=True)
    term = models.CharField(max_length=60)
    meaning = models.CharField(max_length=400)
    also = models.CharField(
        "also written as",
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="Other forms of the word, with commas. For example: EHC plan, EHC plans",
    )
    is_proposed = models.BooleanField(
        "proposed, not law yet",
        default=False,
        db_default=False,
        help_text="Say by what day to look at it again, below.",
    )
    history = HistoricalRecords(excluded_fields=["version", "review_told_for"])

    objects = GlossaryTermQuerySet.as_manager()

    class Meta:
        ordering = ["term"]
        constraints = [
            models.CheckConstraint(
                name="glossary_term_proposed_has_a_day",
                condition=models.Q(is_proposed=False) | models.Q(next_review_on__isnull=False),
                violation_error_message="A word that is only proposed needs the day to look at it again.",
            )
        ]

    def __str__(self):
        return self.term

    def get_absolute_url(self):
        return reverse("pages:word", args=[self.slug])

    @property
    def letter(self) -> str:
        """Under which it stands in the list."""
        return letter_of(sorted_by(self.term))

    @property
    def forms(self) -> list[str]:
        """The word, and every other way in which it is written."""
        others = (form.strip() for form in self.also.split(","))
        return [self.term, *filter(None, others)]
