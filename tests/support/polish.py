"""A catalogue of a test's own in the place of ours."""

from contextlib import contextmanager

from django.utils import translation
from django.utils.translation import trans_real

from tests.tools.catalogues import packed

HEAD = {"": "Content-Type: text/plain; charset=UTF-8\n"}


@contextmanager
def speaking_polish(words: dict[str, str], folder, settings):
    """English → what is Polish for it, until the end."""
    place = folder / "pl" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.mo").write_bytes(packed(HEAD | words))
    settings.LOCALE_PATHS = [folder]
    trans_real._translations = {}
    with translation.override("pl"):
        yield
    trans_real._translations = {}
