"""Reasons and ready questions are rows that leads write; a decision keeps the code alone."""

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.cache import revision
from coproduction_site.drafts.models import Draft
from stories.content import load
from stories.following.shown import shown_to_teller
from stories.models import ReadySentence, reasons
from stories.moderation import actions
from stories.moderation.decision_forms import DeclineForm, QuestionForm
from stories.reports.you_said import numbers
from tests.support.admin_forms import opened_form
from tests.support.factories import make_moderator, make_user, make_waiting_story

pytestmark = pytest.mark.django_db
Kind = ReadySentence.Kind
LIST = reverse("admin:stories_readysentence_changelist")
ADD = reverse("admin:stories_readysentence_add")


@pytest.fixture(autouse=True)
def sentences(settings):
    settings.REQUIRE_STAFF_MFA = False
    load(lambda created, row: None)


def signed_in(*roles) -> Client:
    browser = Client()
    browser.force_login(make_user(*roles, is_staff=True))
    return browser


@pytest.fixture
def lead():
    return signed_in("Safeguarding leads")


def sentence(kind, code) -> ReadySentence:
    return ReadySentence.objects.get(kind=kind, code=code)


def address_of(row) -> str:
    return reverse("admin:stories_readysentence_change", args=[row.pk])


def press(browser, row, button="_save", without=(), **changes):
    opened = opened_form(browser, address_of(row))
    data = {name: value for name, value in opened.items() if name not in without}
    return browser.post(address_of(row), data | {button: "1"} | changes)


def add(browser, **answers):
    return browser.post(ADD, opened_form(browser, ADD) | {"_save": "1"} | answers)


def decline(code, words=""):
    story = make_waiting_story()
    actions.decline(story, make_moderator(), code, words)
    return story


def test_the_rows_begin_as_the_words_of_the_first_day():
    for kind, first in reasons.first_words().items():
        assert reasons.offered(kind) == list(first.items())


def test_a_lead_adds_a_reason_and_it_is_chosen_read_and_counted(lead, client):
    assert add(lead, kind="declined", words="It is about another city.", order="3").status_code == 302

    row = ReadySentence.objects.get(words="It is about another city")
    assert row.code.startswith("own_")
    form = DeclineForm({"reason": row.code, "words": "Try Dudley."})
    assert form.is_valid()
    story = make_waiting_story()
    actions.decline(story, make_moderator(), **form.cleaned_data)
    assert story.events.get(kind="declined").reason == row.code
    assert "It is about another city.\n\nTry Dudley." in outbox.outbox[-1].body
    assert shown_to_teller(story).words == "It is about another city. Try Dudley."
    assert numbers(story.submitted_at.year).reasons["It is about another city"] == 1
    assertContains(client.get("/stories/how-we-read/"), "It is about another city")


def test_new_words_are_read_in_old_decisions_and_the_code_stays(lead, client):
    story = decline("abuse", "Sorry.")
    before = revision.current()

    press(lead, sentence(Kind.DECLINED, "abuse"), words="It hurts somebody")

    assert story.events.get(kind="declined").reason == "abuse"
    assert shown_to_teller(story).words == "It hurts somebody. Sorry."
    assert revision.current() > before
    assertContains(client.get("/stories/how-we-read/"), "It hurts somebody")
    assert sentence(Kind.DECLINED, "abuse").history.count() == 2


def test_what_is_not_offered_any_more_cannot_be_chosen_and_still_reads_right(lead, client):
    story = decline("abuse")
    press(lead, sentence(Kind.DECLINED, "abuse"), without=["is_offered"])

    page = client.get("/stories/how-we-read/")
    form = DeclineForm({"reason": "abuse", "words": "Sorry."})

    assertNotContains(page, "It is unkind to somebody")
    assert form.errors["reason"] == ["Choose from the answers on this page."]
    assert "abuse" not in dict(DeclineForm().fields["reason"].choices)
    assert shown_to_teller(story).words == "It is unkind to somebody."
    assert numbers(story.submitted_at.year).reasons["It is unkind to somebody"] == 1


def test_the_last_that_can_be_chosen_stays(lead):
    ReadySentence.objects.filter(kind=Kind.DECLINED).exclude(code="other").update(is_offered=False)

    page = press(lead, sentence(Kind.DECLINED, "other"), without=["is_offered"])

    assertContains(page, "Let another one be chosen first.")
    assert sentence(Kind.DECLINED, "other").is_offered


def test_without_rows_the_words_of_the_first_day_are_offered_and_read():
    story = decline("abuse")
    ReadySentence.objects.all().delete()

    assert shown_to_teller(story).words == "It is unkind to somebody."
    assert ("wish", "What would you like to happen now?") in QuestionForm().fields["ready"].choices
    assert reasons.in_words(Kind.DECLINED, "own_gone") == "own_gone"


def test_a_ready_question_is_sent_in_the_words_of_today(lead):
    press(lead, sentence(Kind.QUESTION, "wish"), words="What do you hope for?")

    form = QuestionForm({"ready": "wish", "question": "We listen."})

    assert form.is_valid()
    assert form.cleaned_data == {"question": "What do you hope for?\n\nWe listen."}


def test_a_reason_is_prepared_and_looked_at_in_the_letter_that_holds_it(lead):
    row = sentence(Kind.TAKEN_DOWN, "photo")

    page = press(lead, row, "_preview", words="The photo shows <b>too much</b>.")

    assertContains(page, "The photo shows &lt;b&gt;too much&lt;/b&gt;.")
    assertContains(page, "We have taken your story off the website.")
    press(lead, row, "_draft", words="The photo shows too much")
    assert sentence(Kind.TAKEN_DOWN, "photo").words == "There is a worry about a photo"
    assert Draft.objects.get().title == "The photo shows too much"


def test_its_preview_has_no_address_of_its_own(client, lead):
    for browser in (client, lead):
        address = reverse("stories:sentence", args=[sentence(Kind.QUESTION, "wish").pk])
        assert browser.get(address).status_code == 404


def test_the_kind_is_chosen_once_and_nothing_is_deleted(lead):
    row = sentence(Kind.DECLINED, "abuse")

    press(lead, row, words="It is unkind", kind="question")
    delete = reverse("admin:stories_readysentence_delete", args=[row.pk])

    assert lead.post(delete, {"post": "yes"}).status_code == 403
    assert sentence(Kind.DECLINED, "abuse").words == "It is unkind"


@pytest.mark.parametrize("role", ["Moderators", "Content editors", "Partner managers"])
def test_nobody_else_reads_or_writes_them(role):
    browser, row = signed_in(role), sentence(Kind.DECLINED, "abuse")

    for address in (LIST, ADD, address_of(row)):
        assert browser.get(address).status_code == 403
        assert browser.post(address, {"words": "x", "version": "1"}).status_code == 403
    assert sentence(Kind.DECLINED, "abuse").version == 1


def test_an_administrator_writes_them_too():
    browser = signed_in("Administrators")

    press(browser, sentence(Kind.DECLINED, "abuse"), words="It is unkind")
    add(browser, kind="question", words="May we ring you?", order="9")

    assert sentence(Kind.DECLINED, "abuse").words == "It is unkind"
    assert ReadySentence.objects.filter(kind=Kind.QUESTION, words="May we ring you?").exists()


def test_the_desk_costs_the_same_however_many_there_are(django_assert_num_queries):
    story, reader = make_waiting_story(), signed_in("Moderators")
    address = reverse("admin:stories_story_change", args=[story.pk])
    reader.get(address)
    with CaptureQueriesContext(connection) as few:
        reader.get(address)
    asked = len(few)
    ReadySentence.objects.bulk_create(
        ReadySentence(kind=kind, words=f"Words {number}") for kind in Kind for number in range(20)
    )
    reader.get(address)  # The boxes in which they stand are drawn anew.

    with django_assert_num_queries(asked):
        reader.get(address)
