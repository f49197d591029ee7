"""Whether the words about consent and safety are checked in the language of a request. If not, they are not shown."""

from functools import wraps
from http import HTTPStatus

from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from coproduction_site.cache.remembered import remembered
from coproduction_site.in_languages.addresses import in_english
from coproduction_site.in_languages.catalogues import mark_of, spoken
from coproduction_site.in_languages.known import Language
from stories.models import CheckedWords


def are_checked(language: Language | None) -> bool:
    """English is ours. Of another language these very words, by somebody who speaks it."""
    return language is None or _marks().get(language) == mark_of(language)


def words(request) -> dict:
    """For every template: `words_wait` where a part about consent or safety must be said in English."""
    return {"words_wait": SimpleLazyObject(lambda: not are_checked(spoken()))}


def shown_when_checked(view):
    """A page that asks for consent, or sends: before its words are checked it leads to an interpreter, or to English.

    Nothing is done there by any button, and nothing that was kept is lost.
    """

    @wraps(view)
    def checked(request, *args, **kwargs):
        if are_checked(spoken()):
            return view(request, *args, **kwargs)
        return ask_interpreter(request)

    return checked


def ask_interpreter(request, fields=(), key=None):
    """`fields` are what came with a button that cannot be pressed in this language: English has the same button."""
    context = {
        "in_english": in_english(request.get_full_path()),
        "fields": fields,
        "key": key,
        "is_asking": True,
    }
    status = HTTPStatus.OK if request.method == "GET" else HTTPStatus.CONFLICT
    response = render(request, "pages/translations/interpreter.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    request.is_public_page = False
    return response


@remembered(CheckedWords)
def _marks() -> dict[str, str]:
    return dict(CheckedWords.objects.values_list("language", "mark"))
