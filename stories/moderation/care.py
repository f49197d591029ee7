"""Nobody is given one hard story after another, nor today what they cannot read today."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from stories.models import SkippedTheme, Story, StoryEvent, Theme
from stories.models.risk import HEAVY_THEMES, MAY_BE_UNSAFE, risk_of
from stories.models.texts import all_texts


def is_heavy(risk: int, content_note: str) -> bool:
    return risk >= MAY_BE_UNSAFE or bool(content_note)


def heavy_in_a_row(user) -> int:
    """How many of those that somebody took last today were hard to read."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    taken = StoryEvent.objects.filter(by=user, at__gte=midnight, kind=StoryEvent.Kind.CLAIMED)
    latest = taken.order_by("-at", "-pk").values_list("story__risk", "story__content_note")
    count = 0
    for row in latest[: settings.HEAVY_STORIES_IN_A_ROW]:
        if not is_heavy(*row):
            break
        count += 1
    return count


def gently(rows: list[tuple[int, bool]], in_a_row: int) -> list[int]:
    """Numbers of stories, each with whether it is heavy: in their order, but never too many heavy ones in a row."""
    left, ordered = list(rows), []
    while left:
        lighter = next((row for row in left if not row[1]), None)
        row = lighter if in_a_row >= settings.HEAVY_STORIES_IN_A_ROW and lighter else left[0]
        left.remove(row)
        ordered.append(row[0])
        in_a_row = in_a_row + 1 if row[1] else 0
    return ordered


@dataclass(frozen=True)
class Skipped:
    """What somebody is not given until midnight. Empty for most people on most days."""

    found: frozenset[str]
    themes: frozenset[str]

    @classmethod
    def of(cls, user) -> "Skipped":
        names = set(SkippedTheme.objects.of_today(user).values_list("theme", flat=True))
        return cls(frozenset(names & set(HEAVY_THEMES)), frozenset(names - set(HEAVY_THEMES)))

    @property
    def is_anything(self) -> bool:
        return bool(self.found or self.themes)

    def with_theme(self, numbers: list[int]) -> set[int]:
        """Those of these stories that a moderator has sorted under such a theme."""
        if not self.themes:
            return set()
        links = Story.themes.through.objects.filter(theme__slug__in=self.themes, story__in=numbers)
        return set(links.values_list("story", flat=True))

    def has_in_words(self, story) -> bool:
        """Found anew each time: no list of worries is kept about anybody."""
        if not self.found or not story.may_be_unsafe:
            return False
        return not self.found.isdisjoint(risk_of(all_texts(story), story.about_age).reasons)


def skip(user, theme: str) -> str:
    """Until midnight; one of `themes_to_skip`. What it is called."""
    SkippedTheme.objects.get_or_create(by=user, day=timezone.localdate(), theme=theme)
    return dict(themes_to_skip())[theme]


def skip_no_more(user) -> None:
    SkippedTheme.objects.of_today(user).delete()


def skipped_today(user) -> list[str]:
    names = dict(themes_to_skip())
    skipped = SkippedTheme.objects.of_today(user).values_list("theme", flat=True)
    return [names[theme] for theme in skipped if theme in names]


def themes_to_skip() -> list[tuple[str, str]]:
    """What a computer finds in stories that nobody has sorted yet, then the themes of the site."""
    found = [(theme, theme.capitalize()) for theme in HEAVY_THEMES]
    return [*found, *Theme.objects.values_list("slug", "name")]
