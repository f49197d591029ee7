"""How long we keep who came and what they needed, and what somebody may ask of us."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from coproduction_site.rights.actions import erase, hand_out, picked
from pages.booking import actions, keeping
from pages.models import AccessNeed, Booking, Event
from tests.support.events import book, make_event
from tests.support.factories import make_user

pytestmark = pytest.mark.django_db


def held_days_ago(days):
    """A day with one of each kind, that ended so many days ago."""
    event = make_event(capacity=1)
    booked = book(event, "Booked", need="A ramp")
    book(event, "Waits", need="Large print")
    actions.cancel(book(event, "Gone"))
    ended = timezone.localtime() - timedelta(days=days)  # At this time of the day, also in summer.
    Event.objects.filter(pk=event.pk).update(starts_at=ended - timedelta(hours=2), ends_at=ended)
    return event, booked


@pytest.mark.parametrize(
    ("days", "needs", "names"), [(1, 2, 3), (14, 2, 3), (15, 0, 3), (60, 0, 3), (61, 0, 0)]
)
def test_needs_go_after_14_days_and_names_after_60_and_counts_stay(settings, days, needs, names):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    event, booked = held_days_ago(days)
    counted = {"came": 1, "waited": 1, "cancelled": 1}
    assert keeping.counts(event) == counted

    keeping.erase_old()

    assert (AccessNeed.objects.count(), Booking.objects.count()) == (needs, names)
    assert Email.objects.filter(message__contains=booked.token).exists() == bool(names)
    assert keeping.counts(event) == counted
    assert keeping.erase_old() == 0


def test_a_person_finds_and_gets_all_of_it_and_is_erased_with_every_letter(settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    event = make_event(capacity=1)
    booking, waiting = book(event, "Pat", need="A ramp"), book(event, "Sam")
    lead = make_user("Administrators")
    key = f"booking:{booking.pk}"

    rows = picked([key], "PAT@example.org", lead)
    [everything] = hand_out(rows, lead)["Bookings of training and meetings"]
    assert everything["Name"] == "Pat"
    assert everything["What you need on the day"] == "A ramp"
    assert erase(rows, lead, "They asked.") == 1
    assert erase(rows, lead, "They asked.") == 0

    assert list(Booking.objects.values_list("name", "state")) == [("Sam", "booked")]
    assert not AccessNeed.objects.exists()
    assert not Email.objects.filter(message__contains=booking.token).exists()
    assert Email.objects.filter(to=waiting.email, subject="A place has come free for you").exists()
    event.refresh_from_db()
    assert event.taken == 1


def test_what_somebody_needs_is_for_those_with_that_right_and_in_no_list_of_names(settings):
    settings.REQUIRE_STAFF_MFA = False
    event = make_event()
    booking = book(event, "Pat", need="Xyzzyramp")
    organiser, helper = make_user("Event organisers"), make_user(is_staff=True)
    helper.user_permissions.add(*_rights("change_booking", "change_event", "view_event"))
    pages = [
        *(
            reverse(f"admin:pages_booking_{name}", args=[event.pk])
            for name in ("event", "names", "needs")
        ),
        reverse("admin:pages_booking_change", args=[booking.pk]),
        reverse("admin:pages_booking_changelist"),
        reverse("admin:pages_event_change", args=[event.pk]),
    ]

    def reads(user):
        client = Client()
        client.force_login(user)
        return [b"Xyzzyramp" in client.get(page).content for page in pages]

    assert reads(organiser) == [False, False, True, True, False, False]
    assert reads(helper) == [False] * 6
    assert all(b"Xyzzyramp" not in str(letter.message()).encode() for letter in mail.outbox)


def _rights(*names):
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(content_type__app_label="pages", codename__in=names)
