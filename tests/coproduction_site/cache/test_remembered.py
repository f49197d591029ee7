"""What many pages share is made once a process, and never shown when something public has changed since."""

from http import HTTPStatus

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from coproduction_site.cache import remembered, revision
from coproduction_site.models import SiteSettings
from ladder.models import Rung
from pages.models import Page
from tests.support import events as days
from tests.support import factories, lists, public_reads

MOST_QUERIES, MORE_THAN_A_PAGE = 5, 22
REAL = pytest.mark.django_db(transaction=True)


class Counted:
    """How often it was made."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return self.times


@pytest.fixture
def site(transactional_db):
    factories.make_site()
    factories.make_ladder()


@pytest.fixture
def thing(site):
    return Counted()


@pytest.fixture
def request_that_goes_on(site):
    remembered._begin(environ={})
    yield
    remembered._end()


def reading(address) -> str:
    return Client().get(address).content.decode()


def test_it_is_made_once_until_something_public_changes(thing):
    assert [remembered.kept.get("thing", thing), remembered.kept.get("thing", thing)] == [1, 1]

    revision.move()

    assert remembered.kept.get("thing", thing) == 2


def test_a_change_that_may_yet_be_taken_back_is_never_remembered(thing):
    with transaction.atomic():
        revision.move()
        remembered.kept.get("thing", thing)
        transaction.set_rollback(True)
    revision.move()

    assert remembered.kept.get("thing", thing) == 2


def test_a_request_that_began_before_a_change_keeps_nothing_for_those_after_it(thing):
    number = revision.current()
    revision.move()
    remembered.kept.get("thing", thing)

    remembered._begin(environ={revision.READ_IN_FRONT: number})
    try:
        assert remembered.kept.get("thing", thing) == 2
        assert remembered.kept.get("thing", thing) == 3
    finally:
        remembered._end()
    assert remembered.kept.get("thing", thing) == 1


def test_no_more_is_remembered_than_there_is_room_for(thing, monkeypatch):
    monkeypatch.setattr(remembered, "MOST_THINGS", 1)
    remembered.kept.get("first", thing)
    remembered.kept.get("second", thing)

    assert remembered.kept.get("first", thing) == 1
    assert remembered.kept.get("second", thing) == 3


def test_whoever_changes_something_sees_it_in_the_same_answer(thing):
    remembered._begin(environ={})
    try:
        remembered.kept.get("thing", thing)
        revision.move()

        assert remembered.kept.get("thing", thing) == 2
    finally:
        remembered._end()


def test_what_follows_from_its_key_is_made_once_though_something_else_changes(
    thing, request_that_goes_on
):
    assert [remembered.kept.follows("thing", thing), remembered.kept.follows("thing", thing)] == [1, 1]

    revision.move()

    assert remembered.kept.follows("thing", thing) == 1
    assert remembered.kept.get("thing", thing) == 2


def test_what_follows_from_its_key_is_kept_in_a_transaction_too(thing, request_that_goes_on):
    with transaction.atomic():
        revision.move()
        made = remembered.kept.follows("thing", thing)
        transaction.set_rollback(True)

    assert [made, remembered.kept.follows("thing", thing)] == [1, 1]


def test_what_no_page_shows_any_more_is_soon_forgotten(thing, request_that_goes_on):
    remembered.kept.follows("thing", thing)
    revision.move()
    remembered.kept.follows("another thing", thing)
    revision.move()

    assert remembered.kept.follows("thing", thing) == 3


def test_a_card_is_drawn_again_when_its_words_change(site):
    event = days.make_event(title="A walk", place="The park")
    assert "The park" in reading("/events/")
    revision.move()
    assert "The park" in reading("/events/")

    event.place = "The river"
    event.save()

    assert "The river" in reading("/events/")
    assert "The park" not in reading("/events/")


def test_an_answer_in_a_filter_is_marked_for_who_chose_it_and_for_nobody_else(site):
    chosen = reading("/events/?kind=meeting")

    assert '<option value="meeting" selected>' in chosen
    assert reading("/events/?kind=meeting") == chosen
    assert '<option value="meeting" selected>' not in reading("/events/")
    assert "Please choose again." in reading("/events/?kind=a-party")
    assert "Please choose again." not in reading("/events/")


@pytest.mark.parametrize(
    ("address", "change", "text"),
    [
        ("ladder:ladder", lambda: SiteSettings.objects.get().save(), "Our new name"),
        ("stories:list", lambda: Rung.objects.first().save(), "A rung renamed"),
        ("stories:list", lambda: factories.make_partner(name="A new club"), "A new club"),
    ],
)
def test_names_numbers_and_options_are_new_at_the_next_request(site, address, change, text):
    address = reverse(address)
    factories.make_published_story()
    assert text not in reading(address)
    SiteSettings.objects.update(name="Our new name")
    Rung.objects.filter(number=7).update(name="A rung renamed")

    change()

    assert text in reading(address)


def test_a_page_is_in_the_menu_and_out_of_it_at_the_next_request(site):
    page = Page.objects.create(
        slug="new", title="New", menu_title="Brand new", summary="New.", state="published", in_menu=True
    )
    assert "Brand new" in reading("/ladder/")

    page.in_menu = False
    page.save()

    assert "Brand new" not in reading("/ladder/")


def test_a_partner_taken_out_of_the_directory_is_no_choice_any_more(site):
    factories.make_published_story()
    partner = factories.make_partner(name="A club that ends")
    assert partner.name in reading("/stories/")

    partner.is_listed = False
    partner.save()

    assert partner.name not in reading("/stories/")


LISTS = (
    *("/events/", "/events/?when=past", "/get-involved/", "/get-involved/?when=past", "/resources/"),
    *("/case-studies/", "/stories/", "/partners/", "/a-z/", "/news/", "/toolkit/", "/charter/signed/"),
)


def test_no_list_asks_the_database_more_than_five_times_when_nothing_is_remembered_yet(site):
    factories.make_page(slug="get-involved")
    factories.make_published_story()
    lists.fill(MORE_THAN_A_PAGE)

    asked = {address: _asked_by(_anew, address) for address in LISTS}

    assert {address: queries for address, queries in asked.items() if len(queries) > MOST_QUERIES} == {}
    assert "Page 1 of 2" in reading("/get-involved/?when=past")


@pytest.mark.takes_long
@REAL
def test_no_kind_of_public_page_asks_the_database_more_than_five_times():
    public_reads.fill()
    reader = public_reads.read_everything()
    addresses = {name: address for address, name in reader.addresses.items()}

    asked = {name: _asked_for(address) for name, address in addresses.items()}

    assert set(asked) == reader.kept
    assert {name: queries for name, queries in asked.items() if len(queries) > MOST_QUERIES} == {}


def _anew(address) -> None:
    remembered.kept.forget()
    assert Client().get(address).status_code == HTTPStatus.OK


def _asked_for(address) -> list[str]:
    """When the page is made anew, and what all pages share is there."""
    Client().get(address)
    return _asked_by(Client().get, address)


def _asked_by(read, address) -> list[str]:
    asked = []

    def note(execute, sql, *more):
        asked.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        read(address)
    return asked
