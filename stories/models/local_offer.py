"""Comments on the Local Offer: the council publishes them each year with its answer, and nobody can be recognised.

Regulation 56 of the Special Educational Needs and Disability Regulations 2014.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.workflow.versions import Versioned
from stories.models.publication import Publication
from stories.models.story import Story
from stories.models.years import span


class LocalOfferCommentQuerySet(models.QuerySet):
    def public(self):
        """Ready, and of a story that is public now: when the story goes, the comment goes with it."""
        day = Publication.objects.filter(pk=OuterRef("story")).values("published_at")
        return self.annotate(published_at=Subquery(day)).filter(
            is_ready=True, published_at__isnull=False
        )

    def of_year(self, year: int):
        """Of `public()`, by the day on which the story was published."""
        start, end = span(year)
        within = self.filter(published_at__gte=start, published_at__lt=end)
        return within.order_by("published_at", "pk")


@shown_to_public
class LocalOfferComment(Versioned):
    """What a story says about the Local Offer, in words of staff, and what the council does about it."""

    story = models.OneToOneField(Story, models.CASCADE, related_name="local_offer_comment")
    comment = models.TextField("the comment, in your words", max_length=600)
    answer = models.TextField("what the council says and does", max_length=1_000, blank=True)
    is_ready = models.BooleanField("show it in the yearly report", default=False)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )
    marked_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = LocalOfferCommentQuerySet.as_manager()

    class Meta:
        verbose_name = "comment on the Local Offer"
        verbose_name_plural = "comments on the Local Offer"
        constraints = [
            models.CheckConstraint(
                name="a_comment_in_the_report_has_words_and_an_answer",
                condition=Q(is_ready=False) | Q(~Q(comment=""), ~Q(answer="")),
                violation_error_message="The report needs the comment and the answer.",
            )
        ]

    def __str__(self):
        return f"Comment on the Local Offer from {self.story}"

    def keep(self, by) -> None:
        """Raises ValidationError if the public may not know of the story, or somebody else was first."""
        if self.is_ready and self.story.state != Story.State.PUBLISHED:
            raise ValidationError("Only a story that is on the website can be in the report.")
        self.marked_by, self.marked_at = by, timezone.now()
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            raise ValidationError("Somebody has just begun this comment. Read it first.") from None
