"""Days to come to: what everybody reads, chooses and finds again, and how staff write them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.drafts.models import Draft
from pages.booking import actions
from pages.events import stages
from pages.models import Event
from tests.support.admin_forms import opened_form
from tests.support.events import address, book, make_event
from tests.support.factories import make_user

pytestmark = pytest.mark.django_db
LIST = "/events/"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def desk():
    client = Client()
    client.force_login(make_user("Event organisers"))
    return client


def titles(client, query="") -> list[str]:
    page = client.get(f"{LIST}{query}")
    return [event.title for event in page.context["page"]]


def test_the_next_day_is_first_and_what_is_past_has_a_list_of_its_own(client):
    make_event(title="Later", in_days=9)
    make_event(title="Next", in_days=2)
    make_event(title="Goes on now", in_days=-0.01)
    make_event(title="Long ago", in_days=-40)
    make_event(title="Last week", in_days=-7)

    assert titles(client) == ["Goes on now", "Next", "Later"]
    assert titles(client, "?when=past") == ["Last week", "Long ago"]


def test_choices_have_addresses_and_what_is_for_everybody_is_for_each(client):
    make_event(title="For staff", audience="staff", kind="training")
    make_event(title="For families", audience="families")
    make_event(title="For all", kind="training", in_days=40)

    assert titles(client, "?who=families") == ["For families", "For all"]
    assert titles(client, "?kind=training") == ["For staff", "For all"]
    assert titles(client, "?kind=training&who=families") == ["For all"]
    assertContains(client.get(f"{LIST}?kind=together"), "There is nothing like this now.")
    assertContains(client.get(f"{LIST}?kind=guess"), "This is not in the list.")
    assertContains(client.get(f"{LIST}?when=past"), "There is nothing here yet.")


def test_an_empty_list_says_so_kindly(client):
    assertContains(client.get(LIST), "No days are planned now")


@pytest.mark.parametrize("number", ["0", "2", "x", "-1", "9" * 30, "٢"])
def test_a_page_that_is_not_there_is_not_found(client, number):
    make_event()

    assert client.get(f"{LIST}?page={number}").status_code == 404


def test_of_very_many_days_twenty_are_on_a_page(client, django_assert_max_num_queries):
    for number in range(45):
        make_event(title=f"Day {number:02}", in_days=number + 1)

    with django_assert_max_num_queries(6):
        first = client.get(LIST)

    assert len(first.context["page"]) == 20
    assert titles(client, "?page=3") == [f"Day {number}" for number in range(40, 45)]


def test_the_list_and_the_page_cost_the_same_however_many_come(client, django_assert_max_num_queries):
    event = make_event()
    for name in ("Ann", "Bea"):
        make_event()
        book(event, name)
        with django_assert_max_num_queries(4):
            client.get(LIST)
        with django_assert_max_num_queries(3):
            client.get(event.get_absolute_url())


def test_a_page_says_what_people_need_to_decide(client):
    event = make_event(
        starts_at=datetime(2027, 7, 5, 9, 0, tzinfo=UTC),
        costs="Nothing.",
        step_free=True,
        getting_in="Ring the bell.",
        audience="families",
    )

    page = client.get(event.get_absolute_url())

    for words in (
        *("Monday 5 July 2027, ", "10:00", "to 12:00", "The Long Hall, bus 6", "Nothing."),
        *("Fares and £10 an hour", "Two parents and Sam", "Families", "Places left", "Ring the bell."),
        *("Step-free way in: <strong>yes</strong>", "Hearing loop: <strong>no</strong>"),
        *("Quiet room", "BSL interpreter", "Accessible toilet", "Parking for disabled people"),
    ):
        assertContains(page, words)


@pytest.mark.parametrize(
    ("capacity", "people", "words"),
    [
        (20, 0, "Places left"),
        (6, 1, "Places left"),
        (6, 2, "A few places left"),
        (6, 5, "A few places left"),
        (3, 0, "A few places left"),
        (6, 6, "Waiting list"),
        (0, 0, "Waiting list"),
    ],
)
def test_no_page_says_how_many_places_are_left(client, capacity, people, words):
    event = make_event(capacity=capacity)
    for number in range(people):
        book(event, f"Person {number}")

    for page in (LIST, event.get_absolute_url(), address(event)):
        shown = client.get(page).content.decode()
        assert words in shown or (page == address(event) and "waiting list" in shown)
        assert f"{capacity - people} place" not in shown


def test_a_kept_page_moves_when_its_words_about_places_do_and_only_then(client):
    event = make_event(capacity=6)
    moved = []
    for number in range(7):
        before = revision.current()
        book(event, f"Person {number}")
        moved.append(revision.current() > before)

    assert moved == [False, True, False, False, False, True, False]
    before = revision.current()
    actions.cancel(event.bookings.filter(state="waiting").get())
    assert revision.current() == before
    actions.cancel(event.bookings.filter(state="booked").first())
    assert revision.current() > before


def test_pages_show_that_a_day_begins_and_ends_without_a_press(time_machine):
    event = make_event(in_days=1)
    assert stages.move_on() == 0

    for hours, stage in ((24.1, "now"), (26.1, "over")):
        before = revision.current()
        time_machine.move_to(event.starts_at - timedelta(hours=24) + timedelta(hours=hours))
        assert stages.move_on() == 1
        assert revision.current() > before
        assert stages.move_on() == 0
        event.refresh_from_db()
        assert event.stage == stage


def test_what_is_over_cannot_be_booked_and_says_what_came_of_it(client):
    quiet = make_event(in_days=-3)
    told = make_event(in_days=-3, outcome="<p>We moved the bus stop.</p>")

    assertContains(client.get(quiet.get_absolute_url()), "We will write here what came of it.")
    page = client.get(told.get_absolute_url())
    assertContains(page, "We moved the bus stop.")
    assertNotContains(page, address(told))
    assertNotContains(page, "Add it to your calendar")


def test_a_day_without_places_asks_nobody_to_book(client):
    event = make_event(capacity=None)

    assertContains(client.get(event.get_absolute_url()), "You do not have to book.")
    assert client.get(address(event)).status_code == 404
    assert client.post(address(event)).status_code == 404


def test_words_of_staff_are_words_and_no_page(client):
    event = make_event(title="<b>Bold</b> & Co", place="<script>x</script>", about="<p>Hi</p>")

    for page in (LIST, event.get_absolute_url(), address(event)):
        shown = client.get(page)
        assertNotContains(shown, "<b>Bold")
        assertNotContains(shown, "<script>x")
        assertContains(shown, "&lt;b&gt;Bold&lt;/b&gt; &amp; Co")


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"state": "cancelled"},
        {"why_cancelled": "Snow"},
        {"taken": 21},
    ],
)
def test_the_database_refuses_a_day_that_cannot_be(wrong):
    event = make_event()

    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(**wrong)


def change_of(event) -> str:
    return reverse("admin:pages_event_change", args=[event.pk])


def filled_in(**more) -> dict:
    return {
        "title": "Plan the year",
        "slug": "plan-the-year",
        "summary": "We plan.",
        "kind": "meeting",
        "audience": "everybody",
        "starts_at": "2027-07-05T10:00",
        "ends_at": "2027-07-05T12:00",
        "place": "Hall",
        "costs": "Nothing",
        "pays": "Fares",
        "run_by": "Two parents",
        "capacity": "20",
        "version": "0",
        "draft": "0",
    } | more


def test_staff_prepare_look_and_publish_like_all_other_words(desk, client):
    add = reverse("admin:pages_event_add")

    desk.post(add, filled_in(_draft="1", title="Half a"))
    assert not Event.objects.exists()
    draft = Draft.objects.get()
    preview = desk.post(f"{add}?draft={draft.pk}", filled_in(_preview="1", draft=draft.version))
    assertContains(preview, "Plan the year")
    assert not Event.objects.exists()
    desk.post(f"{add}?draft={draft.pk}", filled_in(_save="1", draft=draft.version))

    event = Event.objects.get()
    assert timezone.localtime(event.starts_at).hour == 10
    assert not Draft.objects.exists()
    assertContains(client.get(event.get_absolute_url()), "Plan the year")
    assert event.history.count() == 1


def test_an_end_before_the_beginning_is_refused_with_a_sentence(desk):
    page = desk.post(reverse("admin:pages_event_add"), filled_in(_save="1", ends_at="2027-07-05T09:00"))

    assertContains(page, "It has to end after it begins.")
    assert not Event.objects.exists()


def test_whoever_saves_writes_over_no_booking_that_came_meanwhile(desk):
    event = make_event()
    opened = opened_form(desk, change_of(event))
    book(event)

    desk.post(change_of(event), opened | {"title": "A new title", "_save": "1"})

    event.refresh_from_db()
    assert (event.title, event.taken, event.version) == ("A new title", 1, 2)


def test_fewer_places_than_people_is_refused_with_a_sentence(desk):
    event = make_event()
    for name in ("Ann", "Bea", "Cas"):
        book(event, name)

    for capacity in ("2", ""):
        page = desk.post(
            change_of(event), opened_form(desk, change_of(event)) | {"capacity": capacity, "_save": "1"}
        )
        assertContains(page, "3 people have a place or are offered one.")

    event.refresh_from_db()
    assert event.capacity == 20


def test_an_earlier_state_that_comes_back_brings_no_cancelled_day_back(desk):
    event = make_event()
    book(event)
    desk.post(change_of(event), opened_form(desk, change_of(event)) | {"title": "New", "_save": "1"})
    event.refresh_from_db()
    actions.cancel_event(event, None, "Snow")
    old = event.history.last()
    earlier = reverse("admin:pages_event_simple_history", args=[event.pk, old.pk])

    desk.post(earlier, opened_form(desk, earlier) | {"_save": "1"})

    event.refresh_from_db()
    assert (event.title.startswith("Day"), event.state, event.taken) == (True, "cancelled", 1)


def test_a_new_address_leads_on_from_the_old_one(desk, client):
    event = make_event()
    old = event.get_absolute_url()
    event.save()

    desk.post(change_of(event), opened_form(desk, change_of(event)) | {"slug": "anew", "_save": "1"})

    assertRedirects(client.get(old), "/events/anew/", status_code=301)
    assert client.get("/events/nothing/").status_code == 404


def test_staff_cancel_by_a_press_with_a_reason_once(desk, client):
    event = make_event()
    page = reverse("admin:pages_event_cancel", args=[event.pk])

    assertContains(desk.post(page, {"do": "cancel", "version": 1}), "Say why.")
    assertContains(desk.post(page, {"do": "cancel", "version": 7, "reason": "Snow"}), "Read it again")
    for _ in range(2):
        assertRedirects(
            desk.post(page, {"do": "cancel", "version": 1, "reason": "Snow"}), change_of(event)
        )

    event.refresh_from_db()
    assert (event.state, event.version) == ("cancelled", 2)
    assertContains(client.get(event.get_absolute_url()), "Snow")
    assertContains(client.get(LIST), "Cancelled")
    assertContains(client.get(address(event)), "This day cannot be booked any more")
    with pytest.raises(ValidationError, match="cancelled already"):
        event.cancel(None, "Rain")
    with pytest.raises(ValidationError, match="has begun"):
        make_event(in_days=-1).cancel(None, "Rain")


def test_who_may_not_write_days_cancels_none(client):
    event = make_event()
    client.force_login(make_user("Moderators"))

    page = client.post(
        reverse("admin:pages_event_cancel", args=[event.pk]),
        {"do": "cancel", "version": 1, "reason": "x"},
    )

    assert page.status_code == 403
    event.refresh_from_db()
    assert not event.is_cancelled


def test_a_day_that_somebody_booked_is_not_deleted(desk):
    booked, empty = make_event(), make_event()
    book(booked)
    both = {"action": "delete_selected", "_selected_action": [booked.pk, empty.pk], "post": "yes"}

    assert (
        desk.post(reverse("admin:pages_event_delete", args=[booked.pk]), {"post": "yes"}).status_code
        == 403
    )
    desk.post(reverse("admin:pages_event_changelist"), both)

    assert booked in Event.objects.all()
