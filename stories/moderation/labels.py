"""What the boxes of the desk are called, for whoever was signed out while writing in them."""

import re

from coproduction_site.accounts.box_labels import asked
from stories.moderation import decisions
from stories.moderation.forms import ScreenForm
from stories.moderation.photos import PhotoForm
from stories.moderation.redaction import KeepForm, TakeOutForm

OF_A_PHOTO = re.compile(r"photo-\d+-(\w+)")
OF_A_DETAIL = re.compile(r"keep-[0-9a-f]+-reason")


def in_words(name: str, text: str) -> tuple[str, str] | None:
    """What a box is called, and its answer as its reader knows it; None for what nobody wrote.

    It is read by somebody who is not signed in: nothing here is looked up in a table, but what a reason or a question says.
    """
    label, field = _box(name) or ("", None)
    return asked(label, field, text)


def _box(name: str):
    if match := OF_A_PHOTO.fullmatch(name):
        field = PhotoForm.base_fields.get(match[1])
        return field and (field.label, field)
    if OF_A_DETAIL.fullmatch(name):
        field = KeepForm.base_fields["reason"]
        return field.label, field
    for title, prefix, form in _forms():
        field = form.base_fields.get(name.removeprefix(prefix)) if name.startswith(prefix) else None
        if field is not None:
            return f"{title}{_as_asked(form)[name.removeprefix(prefix)].label}", field
    return None


def _as_asked(form):
    """Some forms word their questions only when they are made."""
    return form.base_fields if form is ScreenForm else form(prefix="x").fields


def _forms():
    """How the title of each button that asks something begins what it asks, the prefix of its boxes, and its form."""
    for decision in decisions.BY_NAME.values():
        if decision.form is not None:
            yield f"{decision.title}: ", f"{decision.name}-", decision.form
    yield "Take out: ", f"{TakeOutForm.prefix}-", TakeOutForm
    yield "", "", ScreenForm
