"""Whoever looks after the letters of the site sees no key in them, and none about a story that is held."""

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains

from stories import letters
from stories.moderation import actions
from tests.stories.moderation.test_moderation import signed_in
from tests.support.factories import make_moderator, make_user, make_waiting_story

pytestmark = pytest.mark.django_db
LIST = reverse("admin:post_office_email_changelist")


@pytest.fixture(autouse=True)
def letters_wait(settings):
    settings.REQUIRE_STAFF_MFA = False
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"


@pytest.fixture
def administrator():
    return make_user(is_superuser=True, is_staff=True)


@pytest.fixture
def lead():
    return make_user("Safeguarding leads", is_superuser=True)


def stored(text="", subject="Hello") -> Email:
    EmailMessage(subject, text, to=["teller@example.org"]).send()
    return Email.objects.latest("pk")


def page_of(user, letter):
    return signed_in(user).get(reverse("admin:post_office_email_change", args=[letter.pk]))


def test_only_a_lead_sees_the_private_link_of_a_teller(administrator, lead):
    story = make_waiting_story()
    letters.received(story)
    letter = Email.objects.get()

    shown = page_of(administrator, letter)

    assertContains(shown, "We have your story")
    assertContains(shown, "/follow/[their private link]")
    assertNotContains(shown, story.follow_token)
    assertContains(page_of(lead, letter), story.follow_token)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/stories/continue/Seekrit/",
        "https://example.org/accounts/password/reset/key/1-Seekrit/",
        "https://example.org/invitation/Seekrit/",
    ],
)
def test_no_key_of_any_kind_is_shown(administrator, text):
    assertNotContains(page_of(administrator, stored(text)), "Seekrit")


@pytest.mark.parametrize("code", ["BCD-FGH", "BCDFGHJK"])
def test_nobody_reads_the_code_with_which_somebody_else_signs_in(administrator, lead, code):
    letter = stored(f"Here is your code.\n\n{code}\n\nWe never ask for it.")

    for user in (administrator, lead):
        assertNotContains(page_of(user, letter), code)


def test_letters_about_a_held_story_are_for_leads_alone(administrator, lead):
    story, other = make_waiting_story(), make_waiting_story()
    letters.received(story)
    letters.received(other)
    actions.hold(story, make_moderator(), "Harm.")
    about = Email.objects.filter(subject__contains=story.reference)
    assert about.count() == 2

    listed = signed_in(administrator).get(LIST)

    assertContains(listed, other.reference)
    assertNotContains(listed, story.reference)
    for letter in about:
        assert page_of(administrator, letter).status_code == 302
        assert page_of(lead, letter).status_code == 200
    assertContains(signed_in(lead).get(LIST), story.reference)


def test_no_letter_is_sent_to_another_address_or_shown_in_another_way(administrator):
    story = make_waiting_story()
    letters.received(story)
    letter, browser = Email.objects.get(), signed_in(administrator)
    address = reverse("admin:post_office_email_change", args=[letter.pk])

    assert browser.post(address, {"to": "me@example.org"}).status_code == 403
    for end in ("preview/", "resend/", f"image/{'0' * 32}"):
        other = browser.get(address.replace("change/", end))
        assert story.follow_token not in other.content.decode()
    letter.refresh_from_db()
    assert letter.to == [story.email]
    assert story.follow_token in letter.message, "what is shown without the key is never saved so"


def test_whoever_has_no_permission_sees_no_letters():
    assert signed_in(make_moderator()).get(LIST).status_code == 403
