"""What is held for too long goes by itself, and nothing else does."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains

from stories import letters, retention
from stories.following import data_rights
from stories.models import TEXTS, GoneAddress, Story
from stories.moderation import actions
from tests.support.factories import (
    make_draft,
    make_moderator,
    make_published_story,
    make_site,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 22, 12, tzinfo=UTC)
YEAR = 365.25


@pytest.fixture(autouse=True)
def clock():
    """The day on which every test begins; `clock.move_to` goes on from there."""
    make_site()
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def days_later(days) -> datetime:
    return START + timedelta(days=days)


def run(*options) -> None:
    call_command("retention", *options, verbosity=0)


def declined() -> Story:
    story = make_waiting_story()
    story.decline(make_moderator(), "other")
    return story


def withdrawn() -> Story:
    story = make_published_story()
    story.withdraw()
    return story


def held_story() -> Story:
    story = make_waiting_story()
    story.hold(make_moderator(), "Harm.")
    return story


def held_and_taken_back() -> Story:
    story = held_story()
    story.withdraw()
    return story


@pytest.mark.parametrize(
    ("make", "days"),
    [(make_draft, 14), (declined, 90), (withdrawn, 30)],
    ids=["draft", "declined", "withdrawn"],
)
def test_a_story_is_kept_for_its_days_and_then_erased(clock, make, days):
    make()
    clock.move_to(days_later(days - 1))
    run("--do")
    assert Story.objects.exists()

    clock.move_to(days_later(days + 1))
    run("--do")

    assert not Story.objects.exists()


def test_the_days_are_settings(clock, settings):
    settings.DRAFT_STORY_DAYS = settings.DECLINED_STORY_DAYS = settings.WITHDRAWN_STORY_DAYS = 3
    make_draft(), declined(), withdrawn()

    clock.move_to(days_later(4))
    run("--do")

    assert not Story.objects.exists()


def test_an_erased_story_that_was_public_answers_that_it_is_gone(clock, client):
    address = withdrawn().get_absolute_url()

    clock.move_to(days_later(31))
    run("--do")

    assert not Story.objects.exists()
    assert client.get(address).status_code == 410


@pytest.mark.parametrize("make", [held_story, held_and_taken_back])
def test_a_held_story_is_never_touched(clock, make):
    story = make()
    before = Story.objects.filter(pk=story.pk).values().get()

    for years in (1, 2, 3, 30):
        clock.move_to(days_later(years * YEAR))
        run("--do")

    assert Story.objects.filter(pk=story.pk).values().get() == before
    assert mail.outbox == []
    assert all(references == [] for references in retention.due().values())


def test_without_do_it_only_lists_references(clock, capsys):
    story = declined()
    clock.move_to(days_later(91))

    call_command("retention")

    said = capsys.readouterr().out
    assert "1 declined stories erased" in said
    assert story.reference in said
    assert story.title not in said
    assert story.email not in said
    assert "Nothing was changed." in said
    assert Story.objects.exists()


def test_with_do_it_says_and_logs_how_many(clock, capsys, caplog):
    caplog.set_level("INFO", "stories")
    story = declined()
    clock.move_to(days_later(91))

    call_command("retention", "--do")

    assert "1 declined stories erased" in capsys.readouterr().out
    assert "Retention: 1 declined stories erased." in caplog.text
    assert story.reference not in caplog.text


def test_it_is_safe_to_repeat(clock):
    published = make_published_story()
    declined(), withdrawn()
    clock.move_to(days_later(2 * YEAR - 20))

    for _ in range(3):
        run("--do")

    assert list(Story.objects.all()) == [published]
    assert len(mail.outbox) == 1
    assert published.events.filter(kind="asked_again").count() == 1


def test_a_story_that_cannot_be_dealt_with_stops_no_other(clock, monkeypatch, caplog):
    first, _ = declined(), declined()
    really_erase = data_rights.erase

    def fail_for_one(story, among=None):
        if story.pk == first.pk:
            raise RuntimeError("A secret word")
        return really_erase(story, among)

    monkeypatch.setattr(data_rights, "erase", fail_for_one)
    clock.move_to(days_later(91))

    run("--do")

    assert list(Story.objects.all()) == [first]
    assert "Retention failed for one story: RuntimeError" in caplog.text
    assert "secret" not in caplog.text


def test_what_is_not_due_any_more_in_that_moment_stays(clock):
    story = make_draft()
    clock.move_to(days_later(15))
    found = Story.objects.forgotten_drafts().get()
    story.submit(wording="test")

    assert not data_rights.erase(found, among=Story.objects.forgotten_drafts())
    assert Story.objects.exists()


@pytest.mark.parametrize("days", [-400, -1, 0])
def test_a_clock_that_goes_back_erases_nothing(clock, days):
    stories = [make_draft(), declined(), withdrawn(), make_published_story()]

    clock.move_to(days_later(days))
    run("--do")

    assert Story.objects.count() == len(stories)
    assert mail.outbox == []


def test_a_clock_that_went_three_years_on_and_back_breaks_nothing(clock, client):
    story = make_published_story()
    clock.move_to(days_later(3 * YEAR))
    run("--do")
    clock.move_to(START)
    run("--do")

    assert client.get(story.get_follow_url()).status_code == 200
    assert client.get(story.get_absolute_url()).status_code == 410


@pytest.mark.parametrize(
    "day", [datetime(2028, 2, 29, 12, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)]
)
def test_a_leap_day_and_an_hour_that_is_not_there_are_days_like_others(clock, day):
    clock.move_to(day)
    make_published_story()
    run("--do")

    clock.move_to(day + timedelta(days=2 * YEAR + 40))
    run("--do")

    assert not Story.objects.published().exists()


# A consent that ends


def test_its_teller_is_asked_once_a_month_before(clock):
    story = make_published_story()
    clock.move_to(days_later(2 * YEAR - 32))
    run("--do")
    assert mail.outbox == []

    clock.move_to(days_later(2 * YEAR - 29))
    run("--do")
    run("--do")

    (letter,) = mail.outbox
    assert letter.to == [story.email]
    assert story.get_follow_url() in letter.body
    assert "That yes ends on 22 November 2028" in letter.body
    assert story.title not in letter.body


def test_a_yes_keeps_the_story_where_it_is(clock, client):
    story = make_published_story()
    clock.move_to(days_later(2 * YEAR - 20))
    run("--do")
    client.post(story.get_follow_url(), {"renew": "yes"})

    clock.move_to(days_later(2 * YEAR + 2))
    run("--do")

    story.refresh_from_db()
    assert story.state == "published"
    assert (story.consent_ends_on.year, story.consent_asked_at) == (2030, None)


@pytest.mark.parametrize("email", ["teller@example.org", ""])
def test_without_an_answer_the_story_comes_down_on_the_day(clock, client, email):
    story = make_published_story(email=email)
    address = story.get_absolute_url()
    clock.move_to(days_later(2 * YEAR - 20))
    run("--do")
    assert client.get(address).status_code == 200

    clock.move_to(datetime(2028, 11, 22, 12, tzinfo=UTC))
    run("--do")

    story.refresh_from_db()
    assert story.state == "withdrawn"
    assert story.events.last().kind == "consent_over"
    assert client.get(address).status_code == 410
    assertContains(client.get(story.get_follow_url()), "Your story has come down")
    subjects = [letter.subject.split(" (")[0] for letter in mail.outbox]
    assert subjects == (["May we keep your story?", "Your story has come down"] if email else [])

    clock.move_to(datetime(2028, 12, 24, 12, tzinfo=UTC))
    run("--do")
    assert not Story.objects.exists()


def test_a_worker_that_slept_for_three_years_takes_it_down_and_says_so(clock):
    make_published_story()
    clock.move_to(days_later(3 * YEAR))

    run("--do")

    assert [letter.subject.split(" (")[0] for letter in mail.outbox] == ["Your story has come down"]
    assert Story.objects.get().state == "withdrawn"


def test_a_yes_in_the_last_moment_wins(clock):
    story = make_published_story()
    clock.move_to(datetime(2028, 11, 22, 12, tzinfo=UTC))
    found = Story.objects.consent_over().get()
    story.renew_consent("test")

    with pytest.raises(ValidationError, match="Somebody changed this story"):
        found.end_consent()

    found.refresh_from_db()
    assert found.state == "published"


def test_staff_see_how_many_end_soon_and_how_many_cannot_be_asked(clock, client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_moderator())
    asked, silent = make_published_story(), make_published_story(email="")
    held_story()
    assertNotContains(client.get("/admin/"), "Consent ends soon")

    clock.move_to(days_later(2 * YEAR - 20))
    client.force_login(make_moderator())
    page = client.get("/admin/")

    assertContains(page, "<strong>2</strong> Consent ends soon")
    assertContains(page, "The consent of <strong>1</strong> story ends soon")
    queue = client.get("/admin/stories/story/?state=consent_ends")
    assert {story.pk for story in queue.context["cl"].result_list} == {asked.pk, silent.pk}
    client.force_login(make_user("Content editors"))
    assertNotContains(client.get("/admin/"), "Consent ends soon")


# Private details of a published story


def published_and_renewed(clock) -> Story:
    secrets = {text: f"Secret {text}" for text in TEXTS}
    story = make_waiting_story(**secrets, email="secret@example.org")
    actions.ask(story, make_moderator(), "Secret question?")
    story.answer("Secret answer")
    Story.objects.filter(pk=story.pk).update(**{f"public_{text}": f"Clean {text}" for text in TEXTS})
    story.refresh_from_db()
    actions.publish(story, make_moderator())
    clock.move_to(days_later(2 * YEAR - 20))
    story.renew_consent("test")
    return story


def test_after_two_years_only_what_the_public_reads_is_kept(clock, client, settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    story = published_and_renewed(clock)
    letters.received(story)
    before = client.get(story.get_absolute_url()).content
    assert Email.objects.exists()

    clock.move_to(days_later(2 * YEAR + 2))
    run("--do")

    row = Story.objects.filter(pk=story.pk).values().get()
    assert "ecret" not in str(row)
    assert (row["email"], row["title"], row["happened"]) == ("", "Clean title", "")
    assert "ecret" not in str(list(story.events.values_list("words", flat=True)))
    assert not Email.objects.exists()
    assert client.get(story.get_absolute_url()).content == before
    assertContains(client.get(story.get_follow_url()), "we deleted your e-mail address")
    assert not GoneAddress.objects.exists()


def test_it_happens_once_and_not_before(clock):
    story = published_and_renewed(clock)
    run("--do")
    story.refresh_from_db()
    assert story.email

    for days in (2, 3, 300):
        clock.move_to(days_later(2 * YEAR + days))
        run("--do")

    assert story.events.filter(kind="blanked").count() == 1


def test_the_desk_says_why_the_first_words_are_not_there(clock, client, settings):
    settings.REQUIRE_STAFF_MFA = False
    story = published_and_renewed(clock)
    clock.move_to(days_later(2 * YEAR + 2))
    run("--do")
    client.force_login(make_moderator())

    page = client.get(f"/admin/stories/story/{story.pk}/change/")

    assertContains(page, "because it was kept long enough")


def test_the_number_of_years_is_a_setting(clock, settings):
    settings.PRIVATE_DETAILS_YEARS = 1
    make_published_story()

    clock.move_to(days_later(YEAR + 2))
    run("--do")

    assert Story.objects.get().email == ""


def test_taking_it_back_still_works_when_the_details_are_gone(clock, client):
    story = published_and_renewed(clock)
    clock.move_to(days_later(2 * YEAR + 2))
    run("--do")

    client.post(story.get_follow_url(), {"withdraw": "yes", "sure": "yes"})

    assert client.get(story.get_absolute_url()).status_code == 410
    assert timezone.localdate() == Story.objects.get().withdrawn_at.date()
