"""The screen on which somebody decides: a button is pressed, and it is done once, or refused with a sentence.

A button pressed twice has one answer on every screen: both presses say that it is done, and lead to one page.
A refusal shows the row as it stands now, and every word that was typed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form

from coproduction_site.errors import kept
from coproduction_site.workflow import versions

MISSING = "Something is missing. Look at the words in red."
STALE = "This has changed since you opened it. Read it again first."


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a press came to. Neither, if there is only something to look at first."""

    done: str = ""
    refusal: str = ""


def press(request, attempt: Callable[[], str], just_done: Callable[[], str]) -> Answer:
    """`attempt` does all of it and says so, or raises ValidationError: then nothing of it is kept.

    `just_done` reads the row again. It says the same sentence if this person has just done this with
    these words, and nothing if not.
    """
    try:
        with transaction.atomic():
            done = attempt()
    except ValidationError as error:
        done = just_done()
        if not done:
            return Answer(refusal=" ".join(error.messages))
    if done:
        messages.success(request, done)
    return Answer(done=done)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One button. `verb(row, user, **what its form says)` does it, or raises ValidationError with a sentence.

    `done` is what people read then. `to` is the state that it leads to; where there is none, `found` tells
    from the row, the person and the form's answers whether it has just been done.
    """

    name: str
    verb: Callable
    done: str | Callable[..., str]
    to: str = ""
    found: Callable[..., bool] | None = None
    form: type[Form] | None = None
    prefix: str | None = None
    missing: str = MISSING

    def form_for(self, data=None, is_pressed=False, **initial):
        """Checked if it was pressed; otherwise only filled with what was typed, so that nothing is lost."""
        if self.form is None:
            return None
        if is_pressed:
            return self.form(data, prefix=self.prefix)
        start = f"{self.prefix}-" if self.prefix else ""
        typed = {name: (data or {}).get(f"{start}{name}", "") for name in self.form.base_fields}
        initial |= {name: text for name, text in typed.items() if text}
        return self.form(initial=initial, prefix=self.prefix)

    def do(self, row, user, form) -> str:
        if form is not None and not form.is_valid():
            raise ValidationError(self.missing)
        self.verb(row, user, **(form.cleaned_data if form else {}))
        return self.says(row)

    def says(self, row) -> str:
        return self.done if isinstance(self.done, str) else self.done(row)

    def was_just_done(self, row, user, form, shown: int = 0) -> bool:
        """`shown` is the version of the page that was pressed, for whoever cannot tell from the row alone."""
        if form is not None and not form.is_valid():
            return False
        answers = form.cleaned_data if form else {}
        if self.found:
            return self.found(row, user, **answers)
        same = all(getattr(row, name) == answer for name, answer in answers.items())
        return row.state == self.to and row.decided_by_id == user.pk and same


class Screen:
    """One row with its buttons. `read` finds the row anew each time, or answers that it is not there."""

    stale = STALE

    def __init__(self, request, read: Callable, decisions: list[Decision], noted=lambda row: None):
        self.request, self.read, self.noted = request, read, noted
        self.row, self.refusal = read(), ""
        self.data = request.POST or kept(request) or {}
        self.pressed = next((each for each in decisions if each.name == self.data.get("do")), None)
        self.form = self.pressed and self.pressed.form_for(self.data, is_pressed=True)

    def is_done(self) -> bool:
        """Now, or by the press before."""
        if self.request.method != "POST" or self.pressed is None:
            return False
        answer = press(self.request, self._attempt, self._just_done)
        self.refusal = answer.refusal
        return bool(answer.done)

    def form_of(self, *decisions: Decision, **initial):
        """The form that these share: as it was pressed, or filled with what was typed."""
        if self.pressed in decisions:
            return self.form
        return decisions[0].form_for(self.data, **initial)

    def _attempt(self) -> str:
        if self.form is not None and not self.form.is_valid():
            raise ValidationError(self.pressed.missing)
        if versions.posted(self.data) != self.row.version:
            raise ValidationError(self.stale)
        done = self.pressed.do(self.row, self.request.user, self.form)
        self.noted(self.row)
        return done

    def _just_done(self) -> str:
        self.row = self.read()
        shown = versions.posted(self.data)
        was_done = self.pressed.was_just_done(self.row, self.request.user, self.form, shown)
        return self.pressed.says(self.row) if was_done else ""
