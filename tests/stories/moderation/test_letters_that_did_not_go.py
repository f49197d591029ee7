"""What did not go is seen by somebody, goes again once, and a story says when its teller cannot be reached."""

import json

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse
from post_office.models import STATUS, Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.models import RefusedAddress
from stories import letters
from stories.following import data_rights
from stories.moderation import actions
from tests.stories.moderation.test_moderation import desk, signed_in
from tests.support.factories import make_moderator, make_user, make_waiting_story

pytestmark = pytest.mark.django_db
FIRST = reverse("admin:index")
HEADING = "Letters that did not go"
STOPPED = "Letters to this teller do not arrive"


@pytest.fixture(autouse=True)
def letters_wait(settings):
    settings.REQUIRE_STAFF_MFA = False
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"


@pytest.fixture
def administrator():
    return make_user(is_superuser=True, is_staff=True)


def failed(to="teller@example.org", subject="Hello there") -> Email:
    EmailMessage(subject, "Words", to=[to]).send()
    letter = Email.objects.latest("pk")
    Email.objects.filter(pk=letter.pk).update(status=STATUS.failed)
    return letter


def again(letter) -> str:
    return reverse("admin:post_office_email_again", args=[letter.pk])


def test_the_first_screen_shows_them_to_whoever_may_see_letters(administrator):
    letter = failed()

    page = signed_in(administrator).get(FIRST)

    assertContains(page, HEADING)
    assertContains(page, "Hello there")
    assertContains(page, again(letter))
    assertNotContains(signed_in(make_moderator()).get(FIRST), HEADING)


def test_when_all_went_the_first_screen_says_nothing(administrator):
    EmailMessage("Hello there", "Words", to=["teller@example.org"]).send()

    assertNotContains(signed_in(administrator).get(FIRST), HEADING)


def test_one_press_puts_it_back_into_the_outbox(administrator):
    letter, browser = failed(), signed_in(administrator)

    assertRedirects(browser.post(again(letter)), FIRST, fetch_redirect_response=False)
    assertContains(browser.get(FIRST), "The letter goes again in a moment.")

    letter.refresh_from_db()
    assert (letter.status, letter.scheduled_time) == (STATUS.queued, None)
    assertContains(browser.post(again(letter), follow=True), "on its way already")


def test_a_letter_to_no_address_is_shown_without_a_button(administrator):
    EmailMessage("Hello there", "Words", to=['"a,b"@example.org']).send()
    letter, browser = Email.objects.get(), signed_in(administrator)

    assertContains(browser.get(FIRST), "No letter can go there.")
    assertContains(browser.post(again(letter), follow=True), "No letter can go to this address.")
    letter.refresh_from_db()
    assert letter.status == STATUS.failed


def test_whoever_may_not_see_letters_cannot_send_them(administrator):
    letter = failed()

    assert signed_in(make_moderator()).post(again(letter)).status_code == 403
    assert signed_in(administrator).get(again(letter)).status_code == 405
    letter.refresh_from_db()
    assert letter.status == STATUS.failed


def test_a_letter_about_a_held_story_is_there_for_leads_alone(administrator):
    story = make_waiting_story()
    letters.received(story)
    actions.hold(story, make_moderator(), "Harm.")
    Email.objects.update(status=STATUS.failed)
    lead = make_user("Safeguarding leads", is_superuser=True)
    letter = Email.objects.filter(to=story.email).get()

    assertNotContains(signed_in(administrator).get(FIRST), story.reference)
    assert signed_in(administrator).post(again(letter)).status_code == 404
    assertContains(signed_in(lead).get(FIRST), again(letter))


def test_the_screen_of_the_letter_has_the_same_button_and_no_key(administrator):
    story = make_waiting_story()
    letters.received(story)
    Email.objects.update(status=STATUS.failed)
    letter = Email.objects.get()

    page = signed_in(administrator).get(reverse("admin:post_office_email_change", args=[letter.pk]))

    assertContains(page, again(letter))
    assertNotContains(page, story.follow_token)


def test_a_link_that_turns_a_letter_off_is_hidden_too(administrator):
    failed()
    Email.objects.update(message="https://example.org/letters/off/Seekrit/")

    page = signed_in(administrator).get(
        reverse("admin:post_office_email_change", args=[Email.objects.get().pk])
    )

    assertNotContains(page, "Seekrit")


def refused_three_times(address) -> None:
    for _ in range(3):
        RefusedAddress.objects.count_one(address)


def test_a_story_says_that_its_teller_cannot_be_written_to_until_somebody_says_so():
    story, browser = make_waiting_story(), signed_in(make_moderator())
    assertNotContains(browser.get(desk(story)), STOPPED)

    refused_three_times(story.email)
    letters.question(story, "May we say so?")
    assertContains(browser.get(desk(story)), STOPPED)
    letter = Email.objects.get()
    assert letter.status == STATUS.failed

    page = browser.post(reverse("admin:stories_story_write_again", args=[story.pk]), follow=True)

    assertContains(page, "One letter goes again.")
    assertNotContains(page, STOPPED)
    letter.refresh_from_db()
    assert letter.status == STATUS.queued


def test_a_held_story_is_not_opened_by_this_button_either():
    story = make_waiting_story()
    actions.hold(story, make_moderator(), "Harm.")

    answer = signed_in(make_moderator()).post(
        reverse("admin:stories_story_write_again", args=[story.pk])
    )

    assert answer.status_code == 404


def test_the_teller_can_read_it_in_their_file_and_it_is_erased_with_the_story(client):
    story = make_waiting_story()
    letters.received(story)
    refused_three_times(story.email)

    file = client.get(reverse("stories:download", args=[story.follow_token]))
    assert "Our letters came back" in str(json.loads(file.content)["Letters to you"])

    assert data_rights.erase(story)
    assert not RefusedAddress.objects.exists()
