"""The route by which somebody tells their story has the same addresses in each language, below `/<language>/`.

While a request below one of them is answered its language is the active one, so `reverse` and every redirect lead
to addresses in that language, and all others to English. A language that misses a word of the route has no such
addresses. The idea is that of `i18n_patterns`, for one part of the site.
"""

import re

from django.urls import URLResolver
from django.utils import translation

from coproduction_site.in_languages import catalogues
from coproduction_site.in_languages.catalogues import spoken
from coproduction_site.in_languages.known import ENGLISH, Language

ROUTE = "/stories/share/"
_LANGUAGE = re.compile(rf"/({'|'.join(Language.values)})(?=/)")
_TO_ENGLISH = re.compile(
    rf'<a (?![^>]*hreflang=)(?=[^>]*href="/(?!(?:{"|".join(Language.values)})/|static/))'.encode()
)


class BelowLanguage:
    """What `URLResolver` asks of the start of an address. Its regex is kept for each language by the resolver."""

    converters: dict = {}

    @property
    def regex(self):
        return re.compile(re.escape(str(self)))

    def match(self, path):
        return (path.removeprefix(str(self)), (), {}) if path.startswith(str(self)) else None

    def check(self):
        return []

    def describe(self):
        return f"'{self}'"

    def __str__(self):
        language = spoken()
        return f"{language}/" if language else ""


def in_each_language(*patterns) -> URLResolver:
    return URLResolver(BelowLanguage(), patterns)


def language_of(path: str) -> Language | None:
    found = _LANGUAGE.match(path)
    return Language(found[1]) if found else None


def in_english(path: str) -> str:
    """The address of the same page in English."""
    found = _LANGUAGE.match(path)
    return path[found.end() :] if found else path


def is_of_route(path: str) -> bool:
    return in_english(path).startswith(ROUTE)


def speaks_the_language_of_its_address(get_response):
    """Of the route alone: other pages in a language know theirs."""

    def middleware(request):
        language = language_of(request.path_info)
        is_there = language and is_of_route(request.path_info) and catalogues.is_live(language)
        request.language = language if is_there else None
        if not is_there:
            return get_response(request)
        with translation.override(language.value):
            return _with_links_marked(get_response(request))

    return middleware


def _with_links_marked(response):
    """A link out of the route leads to a page in English, and says so."""
    if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
        response.content = _TO_ENGLISH.sub(f'<a hreflang="{ENGLISH}" '.encode(), response.content)
    return response
