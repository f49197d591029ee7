"""How much a question page does: the files of ours that it runs, and how often it checks the whole story.

A file counts if one of its functions runs while the page is answered, from the address to the last byte.
Not counted: settings and addresses, which run when the site starts; templates; and `ON_EVERY_PAGE`, the ground's
middleware and the frame around each page (menu, crumbs, name of the site), and `ON_EVERY_FORM`. Tests hold
both lists to their names.
"""

import sys
from collections import Counter

import pytest
from django.forms.forms import BaseForm
from pytest_django.asserts import assertRedirects

from partners.models import Partner
from stories.submission.forms import StoryForm
from tests.support.factories import make_partner
from tests.support.house import PACKAGES, ROOT
from tests.support.telling import ASKING, CHECK, FIRST, PAGES, THANKS, answers, part_of, post, write

pytestmark = pytest.mark.same_on_any_database

MOST = 8
ONE_MORE = {
    "consent",
    "partners",
}  # Who says yes, and whether somebody may not be safe; which partners can be found.
# Once for each story: the honeypot, who sends it and how often, the new row with its key and reference.
MOST_TO_BEGIN = 14
ON_EVERY_PAGE = {
    "coproduction_site/accounts/adapter.py",  # Middleware: who must sign in anew.
    "coproduction_site/accounts/session_guard.py",  # Middleware: an answer with somebody's bar is theirs alone.
    "coproduction_site/cache/remembered.py",
    "coproduction_site/context.py",
    "coproduction_site/errors.py",  # Middleware, and the words that it keeps.
    "coproduction_site/headers.py",  # Middleware.
    "coproduction_site/in_languages/addresses.py",  # Middleware: the language of an address.
    "coproduction_site/in_languages/catalogues.py",  # Which languages have each word.
    "coproduction_site/in_languages/known.py",  # The frame is made in English.
    "coproduction_site/logs.py",  # Middleware: the number of each request.
    "coproduction_site/models.py",
    "coproduction_site/request_rules.py",  # Middleware.
    "coproduction_site/sentences.py",  # Its words, in the language of the page.
    "coproduction_site/sharing.py",  # Whether a link to the page has a picture elsewhere.
    "coproduction_site/site_address.py",
    "coproduction_site/structured_data.py",
    "coproduction_site/templatetags/remembered.py",
    "coproduction_site/templatetags/sharing.py",
    "coproduction_site/templatetags/structured_data.py",
    "coproduction_site/templatetags/words.py",
    "partners/templatetags/signed_in.py",
    "coproduction_site/uploads/body_limit.py",  # Middleware.
    "coproduction_site/urgent_numbers.py",  # Whom to ring, wherever somebody may tell of harm.
    "coproduction_site/writing_direction.py",  # Of the languages that the switcher names.
    "coproduction_site/without_cookies.py",  # Middleware, and the stamp of each form.
    "stories/submission/checked.py",  # Whether words about safety wait for a speaker.
    "stories/templatetags/checked_words.py",
    "pages/context.py",
    "pages/models.py",
    "pages/twins.py",  # Which pages have one, in easy words or in another language.
    "pages/word_list/models.py",  # Comes with the menu, in one question.
    "coproduction_site/listed_words.py",
}
ON_EVERY_FORM = {
    "coproduction_site/templatetags/fields.py",  # Draws a field that nobody has answered.
    "coproduction_site/plain_errors.py",  # What it says, as the frame around each page.
    "coproduction_site/text.py",  # The door for what is typed, as middleware is for requests.
}
OF_THE_DATABASE = {"coproduction_site/postgresql/base.py"}  # Runs with every query, on PostgreSQL alone.
NOT_COUNTED = ON_EVERY_PAGE | ON_EVERY_FORM | OF_THE_DATABASE
QUESTIONS = [step.slug for step in ASKING if step.fields]
WHOLE_STORY = 15  # Fields: more than any one page has, fewer than a story.


def run(act) -> tuple:
    """The answer, the files of ours that ran for it, and how often a form checked (the whole story, one page)."""
    files, checks = set(), Counter()

    def watch(frame, event, argument):
        if event != "call":
            return
        files.add(frame.f_code.co_filename)
        if frame.f_code is BaseForm.full_clean.__code__:
            form = frame.f_locals["self"]
            if isinstance(form, StoryForm) and form.is_bound:
                checks["whole" if len(form.fields) > WHOLE_STORY else "page"] += 1

    sys.setprofile(watch)
    try:
        response = act()
    finally:
        sys.setprofile(None)
    return response, set(map(_name_of, files)) - {""}, checks


def _name_of(file) -> str:
    name = file.removeprefix(f"{ROOT}/")
    return name if name.split("/")[0] in PACKAGES else ""


@pytest.fixture
def whole(client, db):
    """Every question is answered, also the one for partners, and each page was opened once before."""
    make_partner()
    everything = answers(partners=[str(partner.pk) for partner in Partner.objects.all()], language="ur")
    write(client, **everything)
    for slug in QUESTIONS:
        client.get(PAGES[slug])
    return everything


@pytest.mark.parametrize("slug", QUESTIONS)
def test_a_question_page_is_shown_by_few_files(client, whole, slug):
    page, files, checks = run(lambda: client.get(PAGES[slug]))

    assert page.status_code == 200
    assert len(files - NOT_COUNTED) <= MOST + (slug in ONE_MORE), sorted(files - NOT_COUNTED)
    assert checks["whole"] == 1
    assert checks["page"] <= 1


@pytest.mark.parametrize("slug", QUESTIONS)
def test_an_answer_is_kept_by_few_files(client, whole, slug):
    page, files, checks = run(lambda: post(client, slug, whole))

    assert page.status_code == 302
    assert len(files - NOT_COUNTED) <= MOST, sorted(files - NOT_COUNTED)
    assert checks == {"whole": 1, "page": 1}


@pytest.mark.parametrize("slug", ["who", "age", "story", "partners", "name"])
def test_an_answer_that_is_not_right_is_shown_again_by_few_files(client, whole, slug):
    wrong = dict.fromkeys(part_of(whole, slug), "x" * 101) | {"key": whole["key"]}

    page, files, checks = run(lambda: client.post(PAGES[slug], wrong))

    assert page.status_code == 200
    assert len(files - NOT_COUNTED) <= MOST + (slug in ONE_MORE), sorted(files - NOT_COUNTED)
    assert checks["whole"] <= 1


def test_the_press_that_begins_a_story_also_keeps_robots_off(client, db):
    words = answers()

    page, files, checks = run(lambda: post(client, ASKING[0].slug, words))

    assert page.status_code == 302
    counted = files - NOT_COUNTED
    assert len(counted) <= MOST_TO_BEGIN, sorted(counted)
    assert "coproduction_site/kept_once.py" in files
    assert checks == {"page": 2}  # Of the whole story only what was asked so far.


def test_the_first_page_is_shown_by_few_files(client, db):
    client.get(FIRST)

    page, files, checks = run(lambda: client.get(FIRST))

    assert page.status_code == 200
    assert len(files - NOT_COUNTED) <= MOST, sorted(files - NOT_COUNTED)
    assert not checks


def test_files_look_and_check_look_at_the_whole_story_once(client, whole):
    for address in (PAGES["files"], PAGES["look"], CHECK):
        page, _, checks = run(lambda address=address: client.get(address))

        assert (page.status_code, checks) == (200, {"whole": 1})
    for slug in ("files", "look"):
        page, _, checks = run(lambda slug=slug: post(client, slug, whole))

        assert (page.status_code, checks) == (302, {"whole": 1})


def test_sending_looks_at_the_whole_story_once(client, whole):
    page, _, checks = run(lambda: client.post(CHECK))

    assertRedirects(page, THANKS, fetch_redirect_response=False)
    assert checks == {"whole": 1}


def test_what_is_not_counted_runs_on_every_page(client, db):
    """The frame is drawn for the first of them, and remembered."""
    _, files, _ = run(lambda: client.get("/stories/share/ring-me/"))

    assert files >= ON_EVERY_PAGE


def test_what_every_form_does_is_done_wherever_something_is_typed(client, db):
    _, files, _ = run(lambda: client.post("/stories/share/ring-me/", {"number": "1"}))

    assert files >= ON_EVERY_FORM
