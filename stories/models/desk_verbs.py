"""How moderators share the reading of a story, and what they note about it for each other."""

from datetime import timedelta
from itertools import takewhile

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from stories.models import cases, publishing
from stories.models.events import StoryEvent
from stories.models.moves import Moves
from stories.models.publication import PublishedPhoto
from stories.models.risk import risk_of
from stories.models.texts import all_texts

SAME_OPENING = timedelta(hours=1)
ONLY_HERE = "Its teller does not want it in search engines, and they read the home page. Choose another."


def passed_on_in_words(reader, to) -> tuple[str, str]:
    """What the history says of a story that went with a whole list, and of one that could not."""
    return (
        f"The whole list of {reader}, to {to}.",
        f"{reader} cannot go on, and {to} gave the first yes.",
    )


class DeskVerbs(Moves):
    def claim(self, moderator) -> None:
        """Take it to read. Refused while a colleague has it."""
        free = Q(claimed_by=None) | Q(claimed_by=moderator)
        self._claim(free, StoryEvent.Kind.CLAIMED, moderator, claimed_by=moderator)

    def hand_back(self, moderator) -> None:
        """Anybody may, so that a story never waits for somebody who is away."""
        self._claim(~Q(claimed_by=None), StoryEvent.Kind.HANDED_BACK, moderator, claimed_by=None)

    def hand_over(self, moderator, to) -> None:
        """To a colleague who may read it. What somebody else is reading is theirs to hand over."""
        mine = Q(claimed_by=None) | Q(claimed_by=moderator)
        self._hand_to(to, mine, moderator, f"To {to}.")

    def pass_on(self, by, reader, to) -> None:
        """One of the whole list of a reader who cannot go on. Raises ValidationError if it is theirs no more.

        Whoever said the first yes to it cannot say the second: then it is back with everybody.
        """
        theirs, (handed_over, handed_back) = Q(claimed_by=reader), passed_on_in_words(reader, to)
        if self.approved_by_id == to.pk:
            self._claim(theirs, StoryEvent.Kind.HANDED_BACK, by, handed_back, claimed_by=None)
        else:
            self._hand_to(to, theirs, by, handed_over)

    def _hand_to(self, to, condition, by, words) -> None:
        if not to.has_perm("stories.moderate_story"):
            raise ValidationError(f"{to} does not read stories.")
        self._claim(condition, StoryEvent.Kind.HANDED_OVER, by, words, claimed_by=to)

    @transaction.atomic
    def mark(self, moderator, themes=(), values=(), **marks) -> None:
        """What the desk notes of a story: how critical it is, and what it is about. It moves up the queue.

        Raises ValidationError if one person published it and the marks now ask for two.
        """
        self.themes.set(themes)
        self.values.set(values)
        for name, value in marks.items():
            setattr(self, name, value)
        marks["risk"] = max(self.criticality or 0, self.risk_of_words())
        self._check_second_yes()
        marked = [state for state in self.State.values if state not in ("draft", "withdrawn")]
        self._move(
            F("state"), marked, StoryEvent.Kind.MARKED, moderator, self._marks_in_words(), **marks
        )
        publishing.sort(self)

    def feature(self, moderator) -> None:
        """Choose it for the home page. Raises ValidationError if its teller keeps it out of search engines."""
        if self.only_here:
            raise ValidationError(ONLY_HERE)
        self._feature(moderator, "Chosen for the home page.", timezone.now())

    def unfeature(self, moderator) -> None:
        self._feature(moderator, "Not on the home page any more.", None)

    def note_opened(self, moderator) -> None:
        """Looking at a teller's own words is written down: again within an hour only if something has happened since."""
        mine = (StoryEvent.Kind.OPENED, moderator.pk, "")
        lately = self.events.filter(at__gt=timezone.now() - SAME_OPENING).order_by("-at", "-pk")
        if mine in takewhile(_is_opening, lately.values_list("kind", "by", "words")):
            cases.follow(self, mine[0], moderator, "")  # Who became a lead since then has seen it.
        else:
            self._log(StoryEvent.Kind.OPENED, moderator)

    def note_told(self, by) -> None:
        """Only that somebody was told; who, is in `stories.models.safeguarding`."""
        held = [self.State.SAFEGUARDING]
        self._move(self.State.SAFEGUARDING, held, StoryEvent.Kind.TOLD, by)

    def _check_second_yes(self) -> None:
        """What is on the page now was read by as many people as its new marks ask for."""
        was_read_by_two = self.approved_by_id not in (None, self.decided_by_id)
        if self.state != self.State.PUBLISHED or was_read_by_two:
            return
        on_the_page = PublishedPhoto.objects.filter(publication=self.pk).values("key")
        if reasons := self.why_two_by_marks(self.photos.filter(key__in=on_the_page)):
            raise ValidationError(
                f"Two people must say yes, because {' and '.join(reasons)}. "
                "One person published this story. Take it down first."
            )

    def risk_of_words(self) -> int:
        return risk_of(all_texts(self), self.about_age).level

    def _marks_in_words(self) -> str:
        """All of it, so that each event can be read by itself."""
        marks = [f"Criticality {'not said' if self.criticality is None else self.criticality}"]
        marks += [f"rung {self.moderator_rung}"] if self.moderator_rung else []
        for name in ("has_criticism", "has_health_detail"):
            marks += [self._meta.get_field(name).verbose_name] if getattr(self, name) else []
        marks += [str(row) for row in (*self.themes.all(), *self.values.all())]
        return f"{'; '.join(marks)}."

    @transaction.atomic
    def _feature(self, moderator, words, at) -> None:
        public = self.State.PUBLISHED
        self._move(public, [public], StoryEvent.Kind.FEATURED, moderator, words, featured_at=at)
        publishing.feature(self)

    def _claim(self, condition, kind, moderator, words="", **changes) -> None:
        self._move(
            self.State.WAITING,
            [self.State.WAITING],
            kind,
            moderator,
            words,
            any_version=True,
            still=condition,
            refusal=self._who_has_it,
            claimed_at=timezone.now(),
            **changes,
        )

    def _who_has_it(self) -> str:
        now = type(self).objects.select_related("claimed_by").filter(pk=self.pk).first()
        if now and now.state == self.State.WAITING and now.claimed_by:
            return f"{now.claimed_by} is reading this story."
        return self._why_not([])


def _is_opening(event) -> bool:
    return event[0] == StoryEvent.Kind.OPENED
