"""A form of the private page: pressed twice, it is done once; refused, it keeps every word."""

from collections.abc import Callable

from django.core.exceptions import ValidationError


def done_once(form, pledge, version: int, verb: Callable[[], None], is_done: Callable[[], bool]) -> bool:
    """False with a sentence in the form. `version` is that of the page; `is_done` is asked of the row as it is then."""
    try:
        pledge.version = version
        verb()
    except ValidationError as error:
        pledge.refresh_from_db()
        if is_done():
            return True
        form.add_error(None, error)
        return False
    return True
