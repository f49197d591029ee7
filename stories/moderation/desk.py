"""One story as somebody at the desk sees it, and what a decision about it is: when it is offered, and to whom."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from coproduction_site.workflow import decide
from stories.models import SafeguardingCase, Story, StoryEvent
from stories.models.cases import case_of

Kind, State = StoryEvent.Kind, Story.State
IN_USE = (*Story.IN_USE, State.SAFEGUARDING)
OF_A_CASE = (Kind.CASE_TAKEN, Kind.CASE_NOTE, Kind.CASE_CLOSED, Kind.CASE_AGAIN)
# What stands after a decision in the history, and is no decision.
PASSING = (Kind.OPENED, Kind.UNFOLDED, Kind.INVITED)


@dataclass(frozen=True)
class Desk:
    """`reasons` are those for a second person; `kinds` are those of the story's events, in their order.

    `has_changes` says that the page still shows earlier words.
    """

    story: object
    user: object
    reasons: list[str]
    has_changes: bool = False
    kinds: list[str] = field(default_factory=list)
    case: SafeguardingCase | None = None

    @property
    def needs_first_yes(self) -> bool:
        return bool(self.reasons) and self.story.first_yes_by is None

    @property
    def needs_colleague(self) -> bool:
        """The same person cannot say yes twice."""
        return bool(self.reasons) and self.story.first_yes_by == self.user

    @property
    def may_publish(self) -> bool:
        return not self.needs_first_yes and not self.needs_colleague

    @property
    def has_open_case(self) -> bool:
        return self.case is not None and self.case.is_open

    @property
    def has_closed_case(self) -> bool:
        return self.case is not None and not self.case.is_open

    @property
    def is_featured(self) -> bool:
        return self.story.featured_at is not None

    @property
    def is_unseen(self) -> bool:
        return self.story.state in IN_USE and self.story.teller_has_not_seen_it(self.kinds)

    @property
    def may_go_unasked(self) -> bool:
        return self.is_unseen and self.story.teller_cannot_be_asked(self.kinds)

    @property
    def lost_first_yes(self) -> bool:
        said = (Kind.APPROVED, Kind.FIRST_GONE, Kind.PUBLISHED, Kind.REPUBLISHED)
        last = [kind for kind in self.kinds if kind in said][-1:]
        return self.story.state in IN_USE and last == [Kind.FIRST_GONE]


@dataclass(frozen=True, kw_only=True)
class Decision(decide.Decision):
    """`event` is what the history says of it. Each form has names of its own, for all stand on one screen.

    What goes out has `may_be_checked(story, user)`: on the desk its button leads to the page on which it is
    read as it will look, or this raises ValidationError. Only that page does it.
    """

    title: str
    explains: str
    event: Kind
    before: tuple[str, ...]
    letter: Callable | None = None
    weight: str = ""
    for_leads: bool = False
    needs_address: bool = False
    needs_copy: bool = True
    offered: Callable[[Desk], bool] = lambda desk: True
    may_be_checked: Callable | None = None

    def __post_init__(self):
        object.__setattr__(self, "prefix", self.name)

    @property
    def leads_to_check(self) -> bool:
        return self.may_be_checked is not None

    def check(self, story, user) -> None:
        """Whether it makes sense to read the page. Raises ValidationError with what is missing before."""
        if story.state not in self.before:
            raise ValidationError(story.NOT_NOW.format(story.get_state_display().lower()))
        self.may_be_checked(story, user)

    @property
    def has_letter(self) -> bool:
        return self.letter is not None

    def is_open_at(self, desk: Desk) -> bool:
        """Only what is offered on the screen. Whether it is allowed, the verb says."""
        return (
            desk.story.state in self.before
            and (desk.story.email or not self.needs_address)
            and (not self.for_leads or desk.user.has_perm("stories.read_held_story"))
            and self.offered(desk)
        )

    def was_just_done(self, row, user, form) -> bool:
        """The last thing in the history, by the same person and with the same words."""
        last = row.events.exclude(kind__in=PASSING).last()
        if (last.by_id, last.kind) != (user.pk, self.event):
            return False
        answers = form.cleaned_data if form and form.is_valid() else {}
        return _tells_the_same(last, row, answers)


def has_just_done(story, user, kind) -> bool:
    """The last thing in the history, by this person: for a press that has no form."""
    last = story.events.exclude(kind__in=PASSING).last()
    return last is not None and (last.kind, last.by_id) == (kind, user.pk)


def _tells_the_same(last, story, answers) -> bool:
    if last.kind in OF_A_CASE:
        return case_of(story).tells(last.by, **answers)
    if last.kind == Kind.TOLD:
        told = story.told.filter(written_by=last.by, who=answers.get("who"), how=answers.get("how"))
        return told.exists()
    if last.kind in (Kind.PUBLISHED, Kind.REPUBLISHED) and answers:
        return story.events.filter(kind=Kind.UNASKED, by=last.by, words=answers["reason"]).exists()
    if "to" in answers:
        return story.claimed_by == answers["to"]
    if last.reason:
        return (last.reason, last.words) == (answers.get("reason"), answers.get("words"))
    return not answers or last.words == (answers.get("question") or answers.get("reason"))
