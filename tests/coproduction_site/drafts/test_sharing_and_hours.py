"""A draft is shown to people without an account, and goes out at its day and hour."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.drafts import scheduled
from coproduction_site.drafts.models import Draft
from pages.models import Page
from tests.coproduction_site.drafts.test_drafts import (
    EDITOR,
    address_of,
    decide,
    press,
    screen_of,
    signed_in,
    without_second_factor,  # noqa: F401
)
from tests.support.admin_forms import opened_form
from tests.support.factories import make_page

pytestmark = pytest.mark.django_db
LIST = "/admin/coproduction_site/draft/"


@pytest.fixture
def desk():
    return signed_in(EDITOR)


@pytest.fixture
def live():
    return make_page(title="As it is")


@pytest.fixture
def draft(desk, live):
    press(desk, live, "_draft", title="As it will be")
    return Draft.objects.get()


def shared(draft) -> str:
    draft.refresh_from_db()
    return reverse("drafts:shared", args=[draft.token])


def in_hours(hours) -> dict:
    moment = timezone.localtime(timezone.now() + timedelta(hours=hours))
    return {"publishing-on": f"{moment:%Y-%m-%d}", "publishing-at": f"{moment:%H:%M}"}


def test_whoever_has_the_link_sees_the_draft_without_an_account(desk, draft, live):
    decide(desk, draft, "share")

    answer = Client().get(shared(draft))

    assertContains(answer, "<h1>As it will be</h1>", html=True)
    assertContains(answer, "This is not public yet")
    assertContains(answer, 'content="noindex"')
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    live.refresh_from_db()
    assert (live.title, live.history.count()) == ("As it is", 1)


def test_a_link_shows_a_page_that_is_not_there_yet(desk):
    add = reverse("admin:pages_page_add")
    new = {"title": "New", "slug": "new", "summary": "S.", "order": "1", "lang": "en-GB"}
    desk.post(add, opened_form(desk, add) | new | {"_draft": "1"})
    draft = Draft.objects.get()
    decide(desk, draft, "share")

    assertContains(Client().get(shared(draft)), "<h1>New</h1>", html=True)
    assert not Page.objects.exists()


def test_a_link_ends_by_itself(desk, draft, settings):
    decide(desk, draft, "share")

    with time_machine.travel(timezone.now() + timedelta(days=settings.DRAFT_LINK_DAYS, minutes=1)):
        answer = Client().get(shared(draft))

    assertContains(answer, "This link has ended", status_code=410)


def test_a_link_can_be_ended_and_a_new_one_ends_the_old_one(desk, draft):
    decide(desk, draft, "share")
    first = shared(draft)
    decide(desk, draft, "share")
    second = shared(draft)

    assert [Client().get(link).status_code for link in (first, second)] == [410, 200]
    decide(desk, draft, "stop_sharing")
    assert Client().get(second).status_code == 410


@pytest.mark.parametrize("guess", ["x", "1", "WzEsIm5vIl0", "WzEsIm5vIl0:abc"])
def test_a_link_cannot_be_guessed(desk, draft, guess):
    decide(desk, draft, "share")

    assert Client().get(f"/drafts/{guess}/").status_code == 404


def test_a_link_ends_when_whoever_saved_the_draft_may_not_write_any_more(desk, draft):
    decide(desk, draft, "share")
    desk.user.groups.clear()

    assert Client().get(shared(draft)).status_code == 410


def test_a_link_to_what_is_unfinished_says_so(desk, live, draft):
    press(desk, live, "_draft", title="")
    decide(desk, draft, "share")

    assertContains(Client().get(shared(draft)), "Not finished yet")


def test_a_link_shows_the_draft_also_when_the_live_words_have_moved(desk, live, draft):
    decide(desk, draft, "share")
    Page.objects.update(version=5)

    assertContains(Client().get(shared(draft)), "As it will be")


def test_a_colleague_is_asked_by_a_letter_with_the_link(desk, draft):
    decide(desk, draft, "ask", address="pat@example.org", message="Is the date right?")

    (letter,) = mail.outbox
    assert letter.to == ["pat@example.org"]
    assert "Is the date right?" in letter.body
    link = next(line for line in letter.body.splitlines() if "/drafts/" in line)
    assert link.startswith("http")
    assertContains(Client().get(urlsplit(link).path), "As it will be")


def test_what_is_missing_in_a_question_to_a_colleague_is_said_and_nothing_is_sent(desk, draft):
    answer = decide(desk, draft, "ask", address="", message="Is the date right?")

    assertContains(answer, "Is the date right?")
    assert not mail.outbox


def test_what_is_prepared_goes_out_at_its_hour(desk, draft, live, client):
    press(desk, live, "_schedule", **in_hours(2) | {"publishing-what_changed": "The new title."})

    assertContains(desk.get(LIST), "As it will be")
    assertContains(desk.get(LIST), f"{timezone.localtime(Draft.objects.get().publish_at):%H:%M}")
    assert scheduled.publish_due() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=2, minutes=1)):
        assert scheduled.publish_due() == 1
        assert scheduled.publish_due() == 0

    assertContains(client.get(live.get_absolute_url()), "As it will be")
    assert not Draft.objects.exists()
    record = live.history.first()
    assert (record.history_user, record.history_change_reason) == (desk.user, "The new title.")


@pytest.mark.parametrize(
    ("hour", "sentence"), [({}, "Choose a day and an hour"), (in_hours(-1), "This moment has passed")]
)
def test_an_hour_that_cannot_be_is_refused_and_nothing_typed_is_lost(desk, live, hour, sentence):
    answer = press(desk, live, "_schedule", title="Typed", **hour)

    assertContains(answer, sentence)
    assert opened_form(desk, "", answer)["title"] == "Typed"
    assert not Draft.objects.exists()


def test_what_is_not_right_gets_no_hour(desk, live):
    assertContains(
        press(desk, live, "_schedule", title="", **in_hours(1)), "Put this right first: Title"
    )

    assert not Draft.objects.exists()


def test_saving_the_draft_again_takes_the_hour_away(desk, live):
    press(desk, live, "_schedule", title="Prepared", **in_hours(1))

    press(desk, live, "_draft", title="Other words")

    assert Draft.objects.get().publish_at is None


def fails_with(live, sentence):
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert scheduled.publish_due() == 0
    live.refresh_from_db()
    draft = Draft.objects.get()
    assert (live.title, draft.data["title"], draft.publish_at) == ("As it is", ["Prepared"], None)
    assert sentence in draft.failure
    (letter,) = mail.outbox
    assert sentence in " ".join(letter.body.split())


def test_an_hour_that_comes_after_other_words_went_out_keeps_both(desk, live):
    press(desk, live, "_schedule", title="Prepared", **in_hours(1))
    Page.objects.update(summary="Published meanwhile", version=2)

    fails_with(live, "Somebody published other words")

    assertContains(desk.get(LIST), "Did not go out")
    assertContains(desk.get("/admin/"), "did not go out")
    opened = desk.get(address_of(live))
    assertContains(opened, "Published meanwhile")
    assertContains(opened, "Prepared")


def test_nothing_goes_out_for_somebody_who_may_not_publish_any_more(desk, live):
    press(desk, live, "_schedule", title="Prepared", **in_hours(1))
    Group.objects.get(name=EDITOR).permissions.remove(
        *Group.objects.get(name=EDITOR).permissions.filter(codename="publish_draft")
    )

    fails_with(live, "may not publish any more")


def test_what_is_wrong_by_then_does_not_go_out(desk, live):
    press(desk, live, "_schedule", title="Prepared", slug="wanted", **in_hours(1))
    make_page(slug="wanted")

    fails_with(live, "This is not right yet: Address")


def test_an_hour_can_be_taken_back(desk, live):
    press(desk, live, "_schedule", title="Prepared", **in_hours(1))

    decide(desk, Draft.objects.get(), "do_not_publish")

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert scheduled.publish_due() == 0
    assert Page.objects.get().title == "As it is"


def test_two_decisions_about_one_draft_do_not_cross(desk, draft):
    decide(desk, draft, "share")

    answer = desk.post(screen_of(draft), {"do": "stop_sharing", "version": 1})

    assertContains(answer, "This has changed since you opened it")
    assertNotContains(desk.get(LIST), "Did not go out")


def test_a_late_press_for_a_new_link_is_not_said_to_have_made_one(desk, draft, live):
    decide(desk, draft, "share")
    old = shared(draft)
    version = draft.version
    press(desk, live, "_draft", title="Other words")

    late = desk.post(f"{LIST}{draft.pk}/change/", {"do": "share", "version": version}, follow=True)

    assertContains(late, "Read it again first.")
    assertNotContains(late, "There is a new link.")
    assert shared(draft) == old
    draft.refresh_from_db()
    for _ in range(2):
        again = {"do": "share", "version": draft.version}
        pressed = desk.post(f"{LIST}{draft.pk}/change/", again, follow=True)
        assertContains(pressed, "There is a new link.")
