"""When something is wrong below `/<language>/`, the page says so in that language, and needs no database."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponseNotAllowed
from django.utils import translation

from coproduction_site import errors
from coproduction_site.in_languages.known import Language
from coproduction_site.writing_direction import direction_of

ANSWERS = {
    400: lambda request: errors.bad_request(request, ValueError()),
    403: lambda request: errors.forbidden(request, None),
    405: lambda request: errors.not_allowed(request, HttpResponseNotAllowed(["GET"])),
    413: lambda request: errors.bad_request(request, RequestDataTooBig()),
    500: errors.server_error,
    503: errors.unavailable,
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("status", ANSWERS)
def test_each_error_is_said_in_the_language(rf, status, language):
    answer = ANSWERS[status](rf.post(f"/{language}/stories/share/who/"))

    html = BeautifulSoup(answer.content, "html.parser").html
    assert answer.status_code == status
    assert (html["lang"], html["dir"]) == (language, direction_of(language))
    assert html.select_one("a.urgent-number[href='tel:999']")
    assert html.select_one("a.leave")
    for other in html.select("[lang='en-GB']"):
        other.decompose()
    assert not re.findall(r"\b(?:the|you|your|that|was|page)\b", html.body.get_text())
    assert translation.get_language() == "en-gb"


def test_too_often_is_said_in_the_language_too(rf):
    answer = errors._page(rf.get("/pl/"), 429)

    assert answer.status_code == 429
    assert "To było za często" in answer.content.decode()


def test_an_error_elsewhere_is_in_english(rf):
    for path in ("/urdu/", "/stories/share/", "/xx/"):
        assert 'lang="en-GB"' in errors.unavailable(rf.get(path)).content.decode()


@pytest.mark.django_db
def test_a_page_that_takes_no_form_says_so_in_the_language(client):
    answer = client.post("/ur/")

    assert answer.status_code == 405
    assert 'lang="ur"' in answer.content.decode()
