"""What is sent twice is kept once: the key that travels with a form is the key of its row."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Model

from coproduction_site.limits import Limit

SENT_BEFORE = (
    "You have sent this form before, in other words. We have those. "
    "Do you want to send these too? Then press the button again."
)
Row = TypeVar("Row", bound=Model)


@transaction.atomic
def kept_once(
    table: type[Row],
    key: UUID,
    answers: dict,
    *,
    limit: Limit | None = None,
    visitor: str = "",
    first: Callable[[Row], None] | None = None,
) -> Row:
    """The row of this key, also if eight presses come at once; only the first one writes it and is counted.

    `first` is what belongs to that one, such as its letter: both are kept, or neither.
    Raises TooMany if more came from this visitor than the limit lets through. Nothing is kept then.
    """
    row, is_new = table._default_manager.get_or_create(key=key, defaults=answers)
    if is_new and limit:
        limit.count(visitor)
    if is_new and first:
        first(row)
    return row


def key_of_other_words(form, row: Model) -> UUID | None:
    """For somebody who went back, changed what they wrote and pressed again: the key with which it can go too.

    None if the row says just this. Otherwise the form says so, and holds the new key.
    """
    if all(getattr(row, name) == answer for name, answer in form.answers.items()):
        return None
    key = uuid4()
    form.data = form.data.copy()
    form.data["key"] = str(key)
    form.add_error(None, SENT_BEFORE)
    return key
