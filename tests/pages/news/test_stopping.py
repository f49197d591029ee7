"""One press stops all news and deletes the address: without an account, a cookie or a token. RFC 8058."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.rights.actions import erase_again
from pages.models import NewsReader
from pages.news import letters
from tests.support.factories import make_site, make_user
from tests.support.news import OUTBOX, make_reader, send_news, stops_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.REQUIRE_STAFF_MFA = False
    make_site()


def test_one_press_of_a_mail_program_deletes_the_address_and_every_letter_to_it(settings):
    reader = make_reader()
    settings.EMAIL_BACKEND = OUTBOX["EMAIL_BACKEND"]
    letters.ask(make_reader(says_yes=False, email=reader.email))
    send_news(reader)
    letter = mail.outbox[-1]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    answer = Client(enforce_csrf_checks=True).post(
        stops_at(letter), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 200
    assert not answer.cookies
    assert not NewsReader.objects.exists()
    assert not [row for row in Email.objects.all() if reader.email in row.to]


def test_pressed_twice_it_says_the_same_and_nothing_is_left_to_see():
    reader = make_reader()
    stop = reader.get_stop_url()

    pages = [Client().post(stop).content for _ in range(2)]

    assert pages[0] == pages[1]
    for address in (stop, reader.get_own_url()):
        assertContains(Client().get(address), "This link has ended", status_code=410)


def test_a_letter_that_waits_does_not_go_after_the_stop(settings):
    reader = make_reader()
    settings.EMAIL_BACKEND = OUTBOX["EMAIL_BACKEND"]

    Client().post(reader.get_stop_url())
    send_news(reader)

    assert [letter for letter in mail.outbox if letter.to == [reader.email]] == []


def test_only_this_reader_stops():
    reader, other = make_reader(), make_reader()

    Client().post(reader.get_stop_url())

    assert list(NewsReader.objects.all()) == [other]


def test_the_page_to_stop_has_one_button_and_says_what_happens():
    page = Client().get(make_reader().get_stop_url())

    assertContains(page, "We delete your address at once.")
    assertContains(page, "Stop all news</button>", count=1)


def test_who_stopped_stays_away_after_a_way_back_to_an_older_copy():
    reader = make_reader()
    columns = NewsReader.objects.filter(pk=reader.pk).values().get()
    Client().post(reader.get_stop_url())

    NewsReader.objects.create(**columns)
    erase_again()

    assert not NewsReader.objects.exists()


@pytest.mark.parametrize("token", ["x", "a" * 43])
def test_an_address_that_was_made_up_opens_nothing(token):
    for ending in ("", "stop/"):
        assert Client().get(f"/news/mine/{token}/{ending}").status_code == 410
    assert Client().post(f"/news/mine/{token}/", {"yes": "yes"}).status_code == 410


def test_staff_see_how_many_and_never_who(client):
    make_reader(topics=["stories"], often="weekly", email="ann@example.org")
    make_reader(topics=["stories", "events"], often="weekly")
    make_reader(says_yes=False)
    address = reverse("admin:pages_newsreader_changelist")
    client.force_login(make_user("Content editors"))

    page = client.get(address)

    assert page.context["rows"] == [
        ("Stories", [2, 0]),
        ("Chances to join in", [0, 0]),
        ("Training and meetings", [1, 0]),
        ("What changed because of stories", [0, 0]),
    ]
    assertContains(page, "2 people get news. 1 has not said yes yet.")
    assertNotContains(page, "ann@example.org")
    assertContains(client.get("/admin/"), address)
    client.force_login(make_user("Moderators"))
    assert client.get(address).status_code == 403
