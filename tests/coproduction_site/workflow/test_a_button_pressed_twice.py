"""On every screen where somebody decides, a button pressed twice does it once, and both presses hear the same."""

from functools import partial

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import reverse

from stories.models import CallRequest
from tests.support.charter import (
    make_pledge,
    make_public_pledge,
    make_seat,
    make_sent_application,
    say,
)
from tests.support.check import check_of
from tests.support.factories import (
    answer_words,
    make_awaited_response,
    make_member,
    make_moderator,
    make_partner,
    make_published_story,
    make_sent_response,
    make_user,
    make_waiting_story,
)
from tests.support.profiles import make_reader, make_sent_change

pytestmark = pytest.mark.django_db
manager = partial(make_user, "Partner managers")


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def story_is_published():
    return _yes_to(make_waiting_story(email="teller@example.org"), "publish")


def first_yes_is_given():
    return _yes_to(make_waiting_story(criticality=3), "approve")


def _yes_to(story, button):
    moderator = make_moderator()
    story.note_unfolded(moderator)
    return moderator, check_of(story), {"version": story.version, "do": button}


def answer_is(do):
    response = make_sent_response()
    words = {"do": do, "version": response.version, "reason": "Say when."}
    return make_moderator(), reverse("admin:stories_response_change", args=[response.pk]), words


def answer_is_written():
    response = make_awaited_response()
    words = {name: str(value) for name, value in answer_words().items()}
    return (
        make_member(response.partner),
        f"/stories/answers/{response.pk}/",
        words | {"version": response.version},
    )


def comment_is_kept():
    address = reverse("admin:stories_localoffercomment_change", args=[make_published_story().pk])
    return make_moderator(), address, {"comment": "It was hard to find.", "answer": ""}


def change_is_decided():
    """The letter is looked at first: its seal goes with the decision."""
    change, user = make_sent_change(), make_reader()
    address = reverse("admin:partners_profilechange_change", args=[change.pk])
    client = Client()
    client.force_login(user)
    mark = client.get(address).context["reading"].mark
    shown = {"version": change.version, "profile": mark, "show_summary": "on"}
    looked = client.post(address, shown | {"do": "look"})
    return user, address, shown | {"do": "decide", "seal": looked.context["reading"].seal}


def pledge_is(do):
    pledge = make_pledge()
    words = {"do": do, "version": pledge.version, "reason": "Say more.", "partner": ""}
    return manager(), reverse("admin:partners_pledge_change", args=[pledge.pk]), words


def public_pledge_is_declined():
    pledge = make_public_pledge()
    words = {"do": "decline", "version": pledge.version, "reason": "It is an advert."}
    return manager(), reverse("admin:partners_pledge_change", args=[pledge.pk]), words


def correction_is(do):
    pledge = make_public_pledge()
    pledge.ask_for_words("Oak School", "school", "We will bake.")
    words = {"do": do, "version": pledge.version, "leave-reason": "It is another promise."}
    return manager(), reverse("admin:partners_pledge_change", args=[pledge.pk]), words


def contact_is_changed():
    pledge = make_public_pledge()
    contact = {"email": "kim@example.org", "person": "Kim", "role": "Deputy", "reason": "They rang."}
    words = {f"contact-{name}": text for name, text in contact.items()}
    address = reverse("admin:partners_pledge_change", args=[pledge.pk])
    return manager(), address, words | {"do": "change_contact", "version": pledge.version}


def application_is(do):
    application = make_sent_application()
    say(application)
    say(application, "professional")
    application.refresh_from_db()
    words = {"do": do, "version": application.version, "reason": "Say more.", "shown_words": "They ask."}
    address = reverse("admin:partners_statusapplication_change", args=[application.pk])
    return manager(), address, words


def panel_member_says():
    application = make_sent_application()
    words = {"says": "yes", "words": "They listen.", "version": application.round}
    return make_seat().user, reverse("charter:panel_read", args=[application.pk]), words


def call_is_done():
    call = CallRequest.objects.create(number="020 7946 0000")
    return make_moderator(), reverse("admin:stories_callrequest_done", args=[call.pk]), {}


def mistake_is_settled():
    partner = make_partner()
    mistake = partner.mistakes.create(words="The number is wrong.")
    address = reverse("partners:mistake_read", args=[partner.slug, mistake.pk])
    return make_member(partner), address, {"version": mistake.version}


def question_is_answered():
    partner = make_partner()
    question = partner.questions.create(words="How?", name="Kim", email="kim@example.org")
    address = reverse("partners:question", args=[partner.slug, question.pk])
    return make_member(partner), address, {"words": "Begin with tea."}


SCREENS = {
    "a story is published": story_is_published,
    "a first yes": first_yes_is_given,
    "an answer is published": partial(answer_is, "publish"),
    "an answer is given back": partial(answer_is, "give_back"),
    "an answer is written": answer_is_written,
    "a comment on the Local Offer": comment_is_kept,
    "a change of a profile": change_is_decided,
    "a pledge is published": partial(pledge_is, "publish"),
    "a pledge is given back": partial(pledge_is, "give_back"),
    "a pledge is declined": partial(pledge_is, "decline"),
    "a public pledge comes down": public_pledge_is_declined,
    "a new link": partial(pledge_is, "renew_link"),
    "new words of a pledge are put on": partial(correction_is, "take_words"),
    "old words of a pledge stay": partial(correction_is, "leave_words"),
    "the contact of a pledge is changed": contact_is_changed,
    "a status is awarded": partial(application_is, "award"),
    "a status is not awarded yet": partial(application_is, "not_yet"),
    "an application is given back": partial(application_is, "give_back"),
    "a view of the panel": panel_member_says,
    "a call is done": call_is_done,
    "a mistake is settled": mistake_is_settled,
    "a question is answered": question_is_answered,
}


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_both_presses_are_answered_alike_and_one_letter_goes(screen):
    user, address, words = screen()

    first, letters = _pressed(user, address, words), len(mail.outbox)
    second = _pressed(user, address, words)

    assert second == first
    assert first[1]
    assert len(mail.outbox) == letters


def _pressed(user, address, words) -> tuple:
    """Where it leads, and what it says."""
    client = Client()
    client.force_login(user)
    answer = client.post(address, words)
    assert answer.status_code == 302
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    return answer["Location"], said
