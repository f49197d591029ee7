"""What a decision is: when it can be taken, by whom, with which words and which letter."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import Form

from stories.models import StoryEvent


@dataclass(frozen=True)
class Desk:
    """A story as somebody at the desk sees it now. `reasons` are those for a second person.

    `has_changes` says that the page still shows earlier words.
    """

    story: object
    user: object
    reasons: list[str]
    has_changes: bool = False

    @property
    def needs_first_yes(self) -> bool:
        return bool(self.reasons) and self.story.first_yes_by is None

    @property
    def needs_colleague(self) -> bool:
        """The same person cannot say yes twice."""
        return bool(self.reasons) and self.story.first_yes_by == self.user

    @property
    def is_featured(self) -> bool:
        return self.story.featured_at is not None


@dataclass(frozen=True)
class Decision:
    name: str
    title: str
    explains: str
    event: StoryEvent.Kind
    verb: Callable
    before: tuple[str, ...]
    done: str
    form: type[Form] | None = None
    letter: Callable | None = None
    weight: str = ""
    for_leads: bool = False
    needs_address: bool = False
    needs_copy: bool = True
    offered: Callable[[Desk], bool] = lambda desk: True

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

    def form_for(self, typed=None, is_pressed=False):
        """Checked if it was pressed; otherwise only filled with what was typed, so that nothing is lost."""
        if self.form is None:
            return None
        if is_pressed:
            return self.form(typed, prefix=self.name)
        words = {name: (typed or {}).get(f"{self.name}-{name}", "") for name in self.form.base_fields}
        return self.form(initial={name: said for name, said in words.items() if said}, prefix=self.name)
