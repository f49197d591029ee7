"""The how-to guide, step by step. Found through `pages.models`."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.reviews.models import Reviewed
from coproduction_site.workflow.versions import Versioned

FEWEST, MOST = 5, 7
LONGEST = 140  # Signs of one line, so that the whole guide fits eight sheets.


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def fits_a_list(text: str) -> None:
    """A form has said that it is empty before this is asked."""
    lines = lines_of(text)
    if not FEWEST <= len(lines) <= MOST:
        raise ValidationError(
            f"Write {FEWEST} to {MOST} lines, each on a line of its own. There are {len(lines)} now."
        )
    _is_short(lines)


def is_short(text: str) -> None:
    lines = lines_of(text)
    if len(lines) > MOST:
        raise ValidationError(f"Write {MOST} lines or fewer. There are {len(lines)} now.")
    _is_short(lines)


def _is_short(lines) -> None:
    for line in lines:
        if len(line) > LONGEST:
            raise ValidationError(f"This line is too long for a list. Make it shorter: “{line[:40]}…”")


@shown_to_public
class ToolkitStep(Versioned, Reviewed):
    """One step of the guide: lines to tick, a sheet to fill in, what can go wrong, and what it costs."""

    slug = models.SlugField(
        "address",
        unique=True,
        max_length=40,
        help_text="The last part of the web address. If you change it, the old one leads to the new.",
    )
    title = models.CharField(max_length=40)
    summary = models.CharField(max_length=200, help_text="One sentence, shown large under the title.")
    ticks = models.TextField(
        "lines to tick",
        max_length=1_200,
        validators=[fits_a_list],
        help_text=f"{FEWEST} to {MOST}, one on each line.",
    )
    sheet_title = models.CharField("name of the sheet to fill in", max_length=60)
    questions = models.TextField(
        "questions on the sheet",
        max_length=1_200,
        validators=[is_short],
        help_text=f"One on each line, {MOST} or fewer. There is room to write below each.",
    )
    warning_rung = models.ForeignKey(
        "ladder.Rung",
        models.PROTECT,
        related_name="+",
        verbose_name="rung that it slips down to",
        help_text="Where this step ends if the warning comes true.",
    )
    warning = models.CharField(max_length=300, help_text="What it looks like when it slips.")
    costs = models.TextField(
        "what it costs", max_length=500, help_text="Hours and money, told straight."
    )
    story_rung = models.ForeignKey(
        "ladder.Rung",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="rung of the story",
        help_text="The newest public story on this rung is shown. If there is none, or this is empty, no story is.",
    )
    is_agreed = models.BooleanField(
        "it is agreed",
        default=False,
        help_text="Until then the page calls it a draft, for families to change.",
    )
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords(excluded_fields=["version", "review_told_for"])

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "step of the how-to guide"
        verbose_name_plural = "how-to guide"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("pages:toolkit_step", args=[self.slug])

    @property
    def lines_to_tick(self) -> list[str]:
        return lines_of(self.ticks)

    @property
    def lines_to_answer(self) -> list[str]:
        return lines_of(self.questions)
