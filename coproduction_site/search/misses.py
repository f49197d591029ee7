"""What people look for and do not find, so that staff can add a word: a count a week, and nothing of who asked.

The words themselves are written down the third time in a week that somebody misses them; before that stands a mark of them
from which they cannot be read. Never are kept: what has a digit or an “@”, more than five words, or what may be a name.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.crypto import salted_hmac

from coproduction_site.finder import details
from coproduction_site.search.words import words_in

DAYS_KEPT, ENOUGH, MOST_WORDS, LONGEST = 90, 3, 5, 60
MOST_IN_A_WEEK = 2_000


class SearchMissQuerySet(models.QuerySet):
    def told(self):
        """Missed often enough to be written down, the most missed first."""
        return self.exclude(words="").order_by("-week", "-times", "words")

    def forget_old(self) -> int:
        oldest = timezone.localdate() - timedelta(days=DAYS_KEPT)
        return self.filter(week__lt=oldest).delete()[0]


class SearchMiss(models.Model):
    """Words that were looked for in one week and not found."""

    week = models.DateField("week that begins on")
    mark = models.CharField(max_length=40, editable=False)
    words = models.CharField("what was looked for", max_length=LONGEST, blank=True)
    times = models.PositiveIntegerField("how often", default=0)

    objects = SearchMissQuerySet.as_manager()

    class Meta:
        verbose_name = "search without a result"
        verbose_name_plural = "searches without a result"
        constraints = [
            models.UniqueConstraint(fields=["week", "mark"], name="one_row_for_a_miss_in_a_week"),
            models.CheckConstraint(
                name="words_of_a_miss_are_kept_from_the_third_time_on",
                condition=models.Q(words="") | models.Q(times__gte=ENOUGH),
            ),
        ]

    def __str__(self):
        return self.words


def note(text: str) -> None:
    """Once more, if it may be kept at all."""
    words = kept_words(text)
    if not words:
        return
    week = _week(timezone.localdate())
    mark = salted_hmac("search miss", f"{week} {words}").hexdigest()
    row = SearchMiss.objects.filter(week=week, mark=mark)
    now_told = Case(When(times__gte=ENOUGH - 1, then=Value(words)), default=Value(""))
    if row.update(times=F("times") + 1, words=now_told):
        return
    if SearchMiss.objects.filter(week=week).count() < MOST_IN_A_WEEK:
        SearchMiss.objects.bulk_create(
            [SearchMiss(week=week, mark=mark, times=1)], ignore_conflicts=True
        )


def kept_words(text: str) -> str:
    """Normalised; empty for what is never kept."""
    words = words_in(text)
    normal = " ".join(words)
    if not words or len(words) > MOST_WORDS or len(normal) > LONGEST:
        return ""
    if "@" in text or any(sign.isdigit() for sign in text) or details.found_in(text.title()):
        return ""
    return normal


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())
