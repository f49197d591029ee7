"""Staff write the steps as drafts, see which twin is behind, and say that it was read again."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.drafts.models import Draft
from pages.easy_read.sources import text_of
from pages.models import EasyReadStep, EasyReadTwin
from tests.support.admin_forms import opened_form
from tests.support.easy_read import make_twin
from tests.support.factories import make_page, make_user
from tests.support.signing_in import sign_in

pytestmark = pytest.mark.django_db
BEHIND = "The page that this is about has changed."
LIST = "admin:pages_easyreadtwin_changelist"


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    sign_in(client, make_user("Content editors"))
    return client


def change(twin) -> str:
    return reverse("admin:pages_easyreadtwin_change", args=[twin.pk])


def look(twin) -> str:
    return reverse("admin:pages_easyreadtwin_look", args=[twin.pk])


def written(desk, twin, **fields):
    """As an editor sends the form, with other words in it."""
    return opened_form(desk, change(twin)) | fields


def errors_of(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_steps_are_prepared_in_a_draft_looked_at_and_published(desk, client):
    twin = make_twin()
    fields = written(desk, twin, **{"steps-0-text": "We sing.", "steps-0-drawing": "happy"})

    desk.post(change(twin), fields | {"_draft": "1"})

    assert Draft.objects.over(twin)
    assertNotContains(client.get(twin.get_absolute_url()), "We sing.")
    preview = desk.get(reverse("admin:pages_easyreadtwin_preview", args=[twin.pk]))
    assertContains(preview, "We sing.")
    desk.post(change(twin), opened_form(desk, change(twin)) | {"_save": "1"})
    assertContains(client.get(twin.get_absolute_url()), "We sing.")
    assert EasyReadStep.history.filter(id=twin.steps.get().pk).count() == 2


def test_an_earlier_state_comes_back_as_a_draft_with_its_steps(desk, client):
    twin = make_twin()
    EasyReadStep.objects.create(twin=twin, order=2, text="We sing.", drawing="happy")
    desk.post(change(twin), written(desk, twin) | {"title": "First", "_save": "1"})
    first = twin.history.first().pk
    gone = {"steps-0-text": "We rest.", "steps-1-DELETE": "on", "title": "Second", "_save": "1"}
    desk.post(change(twin), written(desk, twin, **gone))
    assert [step.text for step in twin.steps.all()] == ["We rest."]

    address = reverse("admin:pages_easyreadtwin_simple_history", args=[twin.pk, first])
    desk.post(address, opened_form(desk, address))
    assertContains(client.get(twin.get_absolute_url()), "We rest.")
    desk.post(change(twin), opened_form(desk, change(twin)) | {"_save": "1"})

    assert EasyReadTwin.objects.get().title == "First"
    texts = [step.text.split() for step in twin.steps.all()]
    assert texts == [["We", "work", "together.", "We", "are", "equals."], ["We", "sing."]]


def test_a_new_twin_is_written_for_its_page_as_it_is_now(desk, client):
    page = make_page(slug="a-page")
    add = reverse("admin:pages_easyreadtwin_add")
    step = {"steps-0-text": "We sing.", "steps-0-drawing": "happy", "steps-0-order": "1"}

    desk.post(add, opened_form(desk, add) | step | {"title": "Songs", "page": page.pk, "_save": "1"})

    assertContains(client.get("/a-page/easy-read/"), "We sing.")
    assertNotContains(client.get("/a-page/easy-read/"), BEHIND)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"steps-0-text": "We " + "sing and " * 8}, "This sentence has 17 words."),
        (
            {"steps-0-text": "Organisational participation necessitates accountability."},
            "Easy Read is for somebody of 7",
        ),
        ({"steps-0-DELETE": "on"}, "Write at least one step."),
        ({"steps-0-hard_word": "charter"}, "Write it as it stands in the sentences."),
        ({"steps-0-link": "/ladder/"}, "A link needs an address and words."),
        (
            {"steps-0-link": "https://example.org/", "steps-0-link_text": "Go"},
            "Write an address on this site.",
        ),
        ({"steps-0-drawing": ""}, "Please choose an answer."),
        ({"checked_by": "Five people"}, "Write all three: who checked it, when"),
        ({"place": "ladder:ladder"}, "Choose the page that it is the twin of"),
    ],
)
def test_what_is_not_easy_or_not_whole_is_not_published(desk, client, fields, sentence):
    twin = make_twin()

    answer = desk.post(change(twin), written(desk, twin, **fields) | {"_save": "1"})

    assert sentence in errors_of(answer)
    assertContains(client.get(twin.get_absolute_url()), "We work together.")


def test_there_is_room_for_twenty_steps_and_no_more(desk):
    twin = make_twin()
    for number in range(2, 21):
        EasyReadStep.objects.create(twin=twin, order=number, text="We sing.", drawing="happy")
    fields = written(desk, twin)
    assert int(fields["steps-TOTAL_FORMS"]) == 20
    more = {"steps-20-text": "We sing.", "steps-20-drawing": "happy", "steps-20-order": "21"}

    answer = desk.post(change(twin), fields | more | {"steps-TOTAL_FORMS": "21", "_save": "1"})

    assert "20" in errors_of(answer)
    assert twin.steps.count() == 20


def test_a_drawing_is_chosen_from_a_list(desk):
    twin = make_twin()

    assertContains(desk.get(change(twin)), '<option value="equal" selected>Equal</option>', html=True)


def test_a_twin_that_is_behind_stands_on_the_first_screen_and_in_its_list(desk):
    twin = make_twin(written_for="Old words.")
    make_twin()
    pile = "Easy Read pages that are behind"

    assertContains(desk.get(reverse("admin:index")), pile)
    assertContains(desk.get(reverse(LIST)), twin.title)

    twin.look_again(text_of(twin))

    assertNotContains(desk.get(reverse("admin:index")), pile)


def test_pressing_checked_again_takes_the_words_of_today(desk, client):
    twin = make_twin(page=make_page(body="<p>Old words.</p>"))
    twin.page.body = "<p>New words.</p>"
    twin.page.save()
    assertContains(client.get(twin.get_absolute_url()), BEHIND)
    number = revision.current()
    opened = desk.get(look(twin))
    assertContains(opened, "<del>Old", html=False)
    assertContains(opened, "<ins>New", html=False)

    answer = desk.post(look(twin), opened_form(desk, look(twin), opened))

    assertRedirects(answer, reverse(LIST))
    assertNotContains(client.get(twin.get_absolute_url()), BEHIND)
    assert revision.current() > number
    assert EasyReadTwin.objects.get(pk=twin.pk).looked_at.date() == timezone.now().date()


def test_words_that_changed_once_more_meanwhile_are_not_said_to_be_read(desk, client):
    twin = make_twin(written_for="Old words.")
    opened = opened_form(desk, look(twin))
    twin.page.body = "<p>Newer words.</p>"
    twin.page.save()

    answer = desk.post(look(twin), opened)

    assertContains(answer, "This page has changed since you opened it")
    assertContains(client.get(twin.get_absolute_url()), BEHIND)


def test_who_may_not_publish_cannot_say_that_it_was_checked(desk, client):
    twin = make_twin(written_for="Old words.")
    client.force_login(make_user("Moderators"))

    assert client.post(look(twin), {"version": "x"}).status_code == 403


def test_the_word_list_is_not_offered_since_words_stand_below_its_address(desk):
    make_page(slug="glossary", title="What do the words mean?")
    make_page(slug="about", title="About all this")

    form = desk.get(reverse("admin:pages_easyreadtwin_add")).content.decode()

    assert "About all this" in form
    assert "What do the words mean?" not in form
