"""Somebody asks for news. Until a press says yes, nothing but one letter goes to the address, and it is deleted soon."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import honeypot, limits
from coproduction_site.models import RefusedAddress
from pages.models import NewsReader
from pages.news import actions, keeping
from tests.support.factories import make_site
from tests.support.news import asked, link_in, make_reader

pytestmark = pytest.mark.django_db
SAVEPOINT = re.compile(r'"s\d+_x\d+"')


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch):
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)
    make_site(contact_email="team@example.org")


def rows() -> list:
    return list(NewsReader.objects.order_by("pk").values())


def test_one_letter_asks_and_a_press_on_its_page_says_yes(client):
    answer = asked(client, topics=["stories", "events"], often="monthly")
    assertRedirects(answer, "/news/asked/")
    [letter] = mail.outbox
    assert letter.to == ["pat@example.org"]
    assert "Stories, Training and meetings" in letter.body
    assert "List-Unsubscribe" not in letter.extra_headers
    own = link_in(letter)
    assertContains(client.get(own), "Nothing comes before you press.")

    pressed = client.post(own, {"yes": "yes"}, follow=True)

    assertContains(pressed, "You get our news")
    reader = NewsReader.objects.get()
    assert (reader.topics, reader.often) == (["stories", "events"], "monthly")
    assert reader.is_confirmed


@pytest.mark.parametrize("ending", ["", "stop/"])
@pytest.mark.parametrize("says_yes", [True, False])
def test_opening_a_link_changes_nothing_however_often_and_by_whatever_method(says_yes, ending):
    reader = make_reader(says_yes)
    before = rows()

    for program in (Client(), Client()):
        for method in (program.get, program.head):
            answer = method(reader.get_own_url() + ending)
            assert answer.status_code == 200
            assert "no-store" in answer.headers["Cache-Control"]

    assert rows() == before


def test_the_page_of_a_link_names_nobody():
    for says_yes in (True, False):
        reader = make_reader(says_yes)
        assertNotContains(Client().get(reader.get_own_url()), reader.email)


def test_whoever_types_an_address_learns_nothing_of_it(client):
    make_reader(email="known@example.org")
    mail.outbox.clear()

    def seen(email):
        browser, written = Client(), len(mail.outbox)
        answer = asked(browser, email=email)
        letters = [letter.body.replace(link_in(letter), "") for letter in mail.outbox[written:]]
        return answer.status_code, browser.get(answer.headers["Location"]).content, letters

    assert seen("known@example.org") == seen("new@example.org") == seen("Known@Example.org")


def test_the_same_is_asked_of_the_database_whether_an_address_is_known_or_not():
    """So the answer takes the same time."""
    make_reader(email="known@example.org")
    asked(email="first@example.org")  # Whoever comes first fills what is remembered.

    def questions(email):
        with CaptureQueriesContext(connection) as found:
            asked(Client(REMOTE_ADDR=f"192.0.2.{len(email)}"), email=email)
        return [SAVEPOINT.sub("", query["sql"])[:60] for query in found]

    assert questions("known@example.org") == questions("other2@example.org")


def test_the_form_sent_twice_is_one_letter():
    key = uuid4()

    for _ in range(2):
        assert asked(key=str(key)).status_code == 302

    assert NewsReader.objects.count() == len(mail.outbox) == 1


def test_one_address_gets_only_so_many_letters_and_the_page_says_the_same():
    answers = {
        (answer.status_code, answer.headers["Location"])
        for number in range(9)
        for answer in [asked(Client(REMOTE_ADDR=f"198.51.{number}.7"))]
    }

    assert answers == {(302, "/news/asked/")}
    assert len(mail.outbox) == limits.NEWS_ASKED_BY_ONE.times


def test_a_robot_is_slowed_and_a_person_keeps_what_was_chosen(monkeypatch):
    monkeypatch.setattr(limits, "NEWS_ASKED", limits.Limit("news-test", 2, 60))
    for number in range(2):
        asked(email=f"robot{number}@example.org")

    answer = asked(email="late@example.org")

    assertContains(answer, "late@example.org", status_code=429)
    assert NewsReader.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"topics": []}, "Choose what you want to hear about."),
        ({"topics": ["secrets"]}, "Choose from the answers on this page."),
        ({"often": "hourly"}, "Choose from the answers on this page."),
        ({"email": ""}, "Write your e-mail address."),
        ({"email": "a@example.org, b@example.org"}, "Write the whole address"),
        ({"website": "http://robot.example"}, "A box that must stay empty"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_kept(wrong, sentence):
    assertContains(asked(**wrong), sentence)
    assert rows() == mail.outbox == []


def test_an_address_that_nobody_confirms_is_deleted_after_seven_days_with_its_letter(
    settings, time_machine
):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    begun = timezone.now()
    asked()
    kept = make_reader()
    waiting = NewsReader.objects.unanswered().get()

    time_machine.move_to(begun + timedelta(days=6, hours=20))
    keeping.erase_old()
    assert Client().get(waiting.get_own_url()).status_code == 200
    time_machine.move_to(begun + timedelta(days=8))
    assert Client().post(waiting.get_own_url(), {"yes": "yes"}).status_code == 410, (
        "before the worker came"
    )
    keeping.erase_old()

    assert list(NewsReader.objects.all()) == [kept]
    assert not Email.objects.exists()


def test_who_is_there_already_and_says_yes_again_has_the_new_choice_and_the_old_links():
    reader = make_reader(email="pat@example.org", topics=["stories"], often="weekly")
    asked(email="PAT@example.org", topics=["events"], often="monthly")
    new = link_in(mail.outbox[-1])

    page = Client().post(new, {"yes": "yes"}, follow=True)

    assert page.redirect_chain[-1][0].startswith(reader.get_own_url())
    [only] = NewsReader.objects.all()
    assert (only.pk, only.topics, only.often) == (reader.pk, ["events"], "monthly")
    assert Client().get(new).status_code == 410


def test_a_yes_that_is_pressed_twice_is_one():
    reader = make_reader(says_yes=False)

    for _ in range(2):
        assert Client().post(reader.get_own_url(), {"yes": "yes"}).status_code == 302

    assert NewsReader.objects.confirmed().count() == 1


def test_a_yes_after_the_address_was_deleted_brings_nothing_back():
    reader = make_reader(says_yes=False)
    actions.stop(reader)

    assert actions.confirm(reader) is None
    assert Client().post(reader.get_own_url(), {"yes": "yes"}).status_code == 410
    assert rows() == []


def test_the_database_keeps_an_address_once_and_sends_nothing_without_a_yes():
    reader = make_reader(email="pat@example.org")
    for columns in (
        {"confirmed_at": None},
        {"sent_for": None},
        {"email": ""},
        {"often": "hourly"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            NewsReader.objects.filter(pk=reader.pk).update(**columns)
    second = make_reader(says_yes=False, email="pat@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsReader.objects.filter(pk=second.pk).update(
            confirmed_at=timezone.now(), sent_for=timezone.localdate()
        )


def test_what_somebody_hears_about_is_changed_on_their_own_page():
    reader = make_reader()

    wrong = Client().post(reader.get_own_url(), {"often": "monthly"})
    right = Client().post(reader.get_own_url(), {"often": "monthly", "topics": ["changes"]}, follow=True)

    assertContains(wrong, "Choose what you want to hear about.")
    assertContains(right, "It is changed")
    reader.refresh_from_db()
    assert (reader.topics, reader.often) == (["changes"], "monthly")


def test_the_form_works_without_a_cookie():
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/news/")
    data = {name: str(page.context[name]) for name in ("key", "stamp")}
    browser.cookies.clear()

    answer = asked(browser, **data)

    assert answer.status_code == 302
    assert NewsReader.objects.count() == 1


def test_an_address_that_refuses_letters_is_not_asked_for_ever(settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    asked()
    for _ in range(3):
        RefusedAddress.objects.count_one("pat@example.org")

    assert keeping.stop_who_refuse() == 1

    assert rows() == []
    assert not Email.objects.exists()
