"""A partner that a story names is asked, answers, and is read before anybody sees it."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from stories.models import Response
from stories.moderation import actions as moderating
from stories.responses import actions
from tests.support.factories import (
    answer_words,
    make_awaited_response,
    make_member,
    make_moderator,
    make_partner,
    make_public_response,
    make_sent_response,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
MINE, DESK = "/partners/mine/", "/admin/stories/response/"
KINDS = ["heard", "will_change", "changed", "could_not"]


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def answer_page(response) -> str:
    return f"/stories/answers/{response.pk}/"


def check_page(response) -> str:
    return f"{DESK}{response.pk}/change/"


def typed(response, kind="heard", **details) -> dict:
    words = answer_words(kind, **details)
    return {"version": response.version, **{name: str(value) for name, value in words.items()}}


def letters_to(user) -> list:
    return [letter for letter in mail.outbox if letter.to == [user.email]]


# Being asked


def test_the_people_of_each_partner_that_a_story_names_are_asked_to_answer(settings):
    settings.ANSWER_DAYS = 7
    partner, other = make_partner(name="Club"), make_partner()
    people = [make_member(partner), make_member(partner)]
    stranger = make_member(other)
    story = make_waiting_story(title="The bus", happened="A secret happening", partners=[partner])

    moderating.publish(story, make_moderator())

    due = timezone.localdate() + timedelta(days=7)
    for person in people:
        (letter,) = letters_to(person)
        assert "The bus" in letter.body
        assert answer_page(story.responses.get()) in letter.body
        assert f"{due:%-d %B %Y}" in letter.body
        assert "secret happening" not in letter.body
        assert story.reference not in letter.body
        assert story.follow_token not in letter.body
    assert letters_to(stranger) == []
    assert story.responses.get().due_on == due


def test_a_story_that_is_published_again_asks_nobody_twice():
    response = make_public_response()
    story = response.story
    story.refresh_from_db()
    story.hold(make_moderator(), "Harm.")
    story.release(make_moderator(), "Safe.")

    moderating.publish(story, make_moderator())

    assert story.responses.count() == 1


def test_a_partner_of_the_past_is_not_asked():
    former = make_partner(standing="former")
    story = make_waiting_story(partners=[former, make_partner(is_listed=False)])

    moderating.publish(story, make_moderator())

    assert not story.responses.exists()


def test_the_dashboard_shows_what_waits_what_came_back_and_what_was_promised():
    partner = make_partner()
    member = make_member(partner)
    make_awaited_response(partner, title="Waits for us")
    back = make_sent_response(partner, story={"title": "Came back"})
    back.give_back(make_moderator(), "Please say sorry.")
    make_public_response(partner, "will_change", story={"title": "Promised"})
    make_awaited_response(title="Of somebody else")

    page = signed_in(member).get(MINE)

    for words in ("Waits for us", "Came back", "Please say sorry.", "Changes that you promised"):
        assertContains(page, words)
    assertNotContains(page, "Of somebody else")


# Answering


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_waits_to_be_read_and_shows_nowhere(kind):
    response = make_awaited_response()
    member = make_member(response.partner)
    words = typed(response, kind, words="Xyzzyberry words", person="Xyzzyberry name")

    sent = signed_in(member).post(answer_page(response), words)

    assertRedirects(sent, MINE)
    response.refresh_from_db()
    assert (response.state, response.kind, response.sent_by) == ("sent", kind, member)
    story = response.story
    for address in (
        story.get_absolute_url(),
        "/stories/",
        "/stories/feed/",
        "/stories/you-said-we-did/",
        "/stories/you-said-we-did.csv",
        "/",
        story.get_follow_url(),
        f"{story.get_follow_url()}download/",
    ):
        assert b"Xyzzyberry" not in Client().get(address).content, address
    assert not any("Xyzzyberry" in letter.body for letter in mail.outbox)


@pytest.mark.parametrize(
    ("kind", "details", "sentence"),
    [
        ("will_change", {"owner": ""}, "Say who looks after the change."),
        ("will_change", {"by_on": ""}, "Say by which day."),
        ("will_change", {"by_on": "2001-01-01"}, "This day has passed."),
        ("changed", {"done_on": ""}, "Say since which day it is different."),
        ("changed", {"done_on": "2101-01-01"}, "This day is still to come."),
        ("heard", {"words": ""}, "Please fill this in."),
        ("heard", {"person": " "}, "Please fill this in."),
        ("none of these", {}, "Choose from the answers on this page."),
    ],
)
def test_an_answer_that_is_not_whole_is_shown_again_with_what_is_missing(kind, details, sentence):
    response = make_awaited_response()
    client = signed_in(make_member(response.partner))

    page = client.post(answer_page(response), typed(response, kind, **details))

    assertContains(page, sentence)
    assertContains(page, "Error: ")
    response.refresh_from_db()
    assert response.state == "invited"


def test_what_does_not_belong_to_the_kind_of_answer_is_left_out():
    response = make_awaited_response()
    words = typed(response, "heard") | {"owner": "Ann", "by_on": "nonsense", "done_on": "2020-01-01"}

    signed_in(make_member(response.partner)).post(answer_page(response), words)

    response.refresh_from_db()
    assert (response.state, response.owner, response.by_on, response.done_on) == ("sent", "", None, None)


def test_fields_that_the_form_does_not_have_are_ignored():
    response = make_awaited_response()
    words = typed(response) | {"state": "published", "decided_at": "2020-01-01", "reason": "Mine"}

    signed_in(make_member(response.partner)).post(answer_page(response), words)

    response.refresh_from_db()
    assert (response.state, response.decided_at, response.reason) == ("sent", None, "")


def test_a_button_pressed_twice_sends_once():
    response = make_awaited_response()
    client, words = signed_in(make_member(response.partner)), typed(response)

    assertRedirects(client.post(answer_page(response), words), MINE)
    assertRedirects(client.post(answer_page(response), words), MINE)

    assert response.story.events.filter(kind="replied").count() == 1


def test_the_second_of_two_people_is_told_and_loses_no_word():
    response = make_awaited_response()
    first, second = make_member(response.partner), make_member(response.partner)
    signed_in(first).post(answer_page(response), typed(response, words="What the first wrote"))

    page = signed_in(second).post(answer_page(response), typed(response, words="What the second wrote"))

    assertContains(page, "What the first wrote")
    assertContains(page, "What the second wrote")
    response.refresh_from_db()
    assert response.words == "What the first wrote"


def test_words_stay_when_the_page_was_open_too_long():
    response = make_awaited_response()
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_member(response.partner))

    page = client.post(answer_page(response), typed(response, words="A long answer"))

    assertContains(page, "A long answer", status_code=403)
    assertContains(page, "Nothing is sent yet", status_code=403)
    response.refresh_from_db()
    assert response.state == "invited"


def test_words_stay_when_the_session_has_ended():
    response = make_awaited_response()

    page = Client().post(answer_page(response), typed(response, words="A long answer"))

    assertContains(page, "A long answer", status_code=403)


# Wrong people


def of_another_partner(response):
    return make_member(make_partner())


def former_member(response):
    user = make_member(response.partner)
    user.memberships.all().delete()
    return user


def moderator(response):
    return make_moderator()


@pytest.mark.parametrize("wrong", [of_another_partner, former_member, moderator])
@pytest.mark.parametrize("end", ["", "more/"])
def test_somebody_elses_answer_is_not_found(wrong, end):
    response = make_public_response(kind="will_change") if end else make_awaited_response()
    client = signed_in(wrong(response))

    assert client.get(answer_page(response) + end).status_code in (404, 405)
    assert client.post(answer_page(response) + end, typed(response)).status_code == 404
    assert Response.objects.filter(state="sent").count() == 0
    assert Response.objects.count() == 1


@pytest.mark.parametrize("end", ["", "more/"])
def test_whoever_is_not_signed_in_is_asked_to_sign_in(end):
    address = answer_page(make_awaited_response()) + end

    assert Client().get(address).status_code == 302
    assert "/accounts/login/" in Client().get(address)["Location"]


@pytest.mark.parametrize("way", ["withdraw", "hold", "take_down"])
def test_a_story_that_is_not_public_any_more_cannot_be_answered_checked_or_reminded(way):
    response = make_sent_response()
    story, staff = response.story, make_moderator()
    story.refresh_from_db()
    story.withdraw() if way == "withdraw" else getattr(story, way)(staff, "other")

    member = response.partner.memberships.get().user
    assert signed_in(member).get(answer_page(response)).status_code == 404
    assert signed_in(staff).get(check_page(response)).status_code == 404
    assertNotContains(signed_in(staff).get(DESK), story.public_title)
    assertNotContains(signed_in(member).get(MINE), story.public_title)
    with pytest.raises(ValidationError):
        response.publish(staff)


@pytest.mark.parametrize("role", ["Content editors", "Partner managers"])
def test_only_moderators_see_answers_on_the_desk(role):
    response = make_sent_response()
    client = signed_in(make_user(role))

    assert client.get(DESK).status_code == 403
    assert client.get(check_page(response)).status_code == 403
    assert client.post(check_page(response), {"do": "publish", "version": 2}).status_code == 403
    assert client.post(f"{DESK}{response.pk}/remind/").status_code == 403


def test_a_partner_has_no_way_to_the_desk():
    response = make_sent_response()
    client = signed_in(response.partner.memberships.get().user)

    for address in (DESK, check_page(response)):
        assert client.get(address).status_code == 302
    client.post(check_page(response), {"do": "publish", "version": response.version})
    response.refresh_from_db()
    assert response.state == "sent"


# Reading it


def test_the_first_screen_counts_answers_to_read_late_ones_and_promises_past_their_day():
    make_sent_response()
    late = make_awaited_response()
    Response.objects.filter(pk=late.pk).update(is_asked=True)
    promise = make_public_response(kind="will_change")
    yesterday = timezone.localdate() - timedelta(days=1)
    Response.objects.filter(pk=late.pk).update(due_on=yesterday)
    Response.objects.filter(pk=promise.pk).update(by_on=yesterday)

    page = signed_in(make_moderator()).get("/admin/")

    for words in ("Answers of partners to read", "Answers that are late", "Promises past their day"):
        assertContains(page, f"<strong>1</strong> {words}")


def test_an_answer_is_read_beside_its_story_and_published():
    response = make_sent_response(words="We are sorry.", story={"happened": "The bus was late."})
    client = signed_in(make_moderator())
    page = client.get(check_page(response))
    assertContains(page, "We are sorry.")
    assertContains(page, "The bus was late.")
    mail.outbox.clear()
    before = revision.current()

    done = client.post(check_page(response), {"do": "publish", "version": response.version})

    assertRedirects(done, DESK)
    assert revision.current() > before
    shown = Client().get(response.story.get_absolute_url())
    for words in ("We are sorry.", "Pat", "Manager", response.partner.name):
        assertContains(shown, words)
    to = sorted(letter.to[0] for letter in mail.outbox)
    assert to == sorted([response.partner.memberships.get().user.email, response.story.email])
    assert not any("We are sorry." in letter.body for letter in mail.outbox)


def test_an_answer_that_goes_back_says_why_and_can_be_sent_again():
    response = make_sent_response()
    mail.outbox.clear()
    words = {"do": "give_back", "version": response.version, "reason": "Please name no child."}

    signed_in(make_moderator()).post(check_page(response), words)

    response.refresh_from_db()
    assert response.state == "returned"
    member = response.partner.memberships.get().user
    assert "Please name no child." in letters_to(member)[0].body
    client = signed_in(member)
    assertContains(client.get(answer_page(response)), "Please name no child.")
    assertRedirects(client.post(answer_page(response), typed(response, words="Better")), MINE)
    response.refresh_from_db()
    assert (response.state, response.words, response.decided_at) == ("sent", "Better", None)


def test_giving_back_without_a_reason_is_refused():
    response = make_sent_response()

    page = signed_in(make_moderator()).post(
        check_page(response), {"do": "give_back", "version": response.version, "reason": ""}
    )

    assertContains(page, "Say why it goes back.")
    response.refresh_from_db()
    assert response.state == "sent"


@pytest.mark.parametrize("do", ["publish", "give_back"])
def test_a_decision_pressed_twice_is_made_once_and_is_no_mistake(do):
    response = make_sent_response()
    client = signed_in(make_moderator())
    words = {"do": do, "version": response.version, "reason": "Why"}
    mail.outbox.clear()

    assertRedirects(client.post(check_page(response), words), DESK)
    sent = len(mail.outbox)
    assertRedirects(client.post(check_page(response), words), DESK)

    assert len(mail.outbox) == sent


@pytest.mark.parametrize("version", ["1", "", "x", "9" * 40, "²"])
def test_a_stale_page_decides_nothing_and_keeps_the_words(version):
    response = make_sent_response()
    words = {"do": "give_back", "version": version, "reason": "My long reason"}

    page = signed_in(make_moderator()).post(check_page(response), words)

    assertContains(page, "This was not done")
    assertContains(page, "My long reason")
    response.refresh_from_db()
    assert response.state == "sent"


def test_nobody_lets_their_own_words_through():
    response = make_awaited_response()
    both = make_user("Moderators", "Partner managers")
    response.send(both, **answer_words())

    page = signed_in(both).post(check_page(response), {"do": "publish", "version": response.version})

    assertContains(page, "These are your own words.")


def test_one_press_reminds_a_partner_and_only_once_a_day():
    response = make_awaited_response()
    member = make_member(response.partner)
    client = signed_in(make_moderator())
    mail.outbox.clear()

    for _ in range(3):
        assertRedirects(client.post(f"{DESK}{response.pk}/remind/"), DESK)
    assert len(letters_to(member)) == 1

    Response.objects.update(reminded_at=timezone.now() - timedelta(hours=25))
    client.post(f"{DESK}{response.pk}/remind/")
    assert len(letters_to(member)) == 2


def test_a_partner_without_people_cannot_be_reminded_and_the_moderator_is_told():
    response = make_awaited_response()
    client = signed_in(make_moderator())

    page = client.post(f"{DESK}{response.pk}/remind/", follow=True)

    assertContains(page, "Invite somebody first.")
    response.refresh_from_db()
    assert response.reminded_at is None


def test_reading_costs_the_same_however_many_answers_wait(django_assert_max_num_queries):
    client = signed_in(make_moderator())
    for _ in range(3):
        make_sent_response()
        make_awaited_response()
        with django_assert_max_num_queries(9):
            client.get(DESK)


def test_the_dashboard_of_a_partner_costs_the_same_however_many_stories_wait(
    django_assert_max_num_queries,
):
    partner = make_partner()
    client = signed_in(make_member(partner))
    for _ in range(3):
        make_awaited_response(partner)
        with django_assert_max_num_queries(20):
            client.get(MINE)


# Promises


def test_a_promise_past_its_day_is_asked_about_once():
    promise = make_public_response(kind="will_change")
    member = promise.partner.memberships.get().user
    mail.outbox.clear()
    actions.nudge_about_promises()
    assert mail.outbox == []

    Response.objects.update(by_on=timezone.localdate() - timedelta(days=1))
    assert actions.nudge_about_promises() == 1
    assert actions.nudge_about_promises() == 0

    assert len(letters_to(member)) == 1


def test_a_promise_is_kept_only_when_a_moderator_has_read_so():
    promise = make_public_response(kind="will_change")
    client = signed_in(promise.partner.memberships.get().user)

    following = client.post(f"{answer_page(promise)}more/")
    new = Response.objects.get(follows=promise)
    assertRedirects(following, answer_page(new))
    client.post(answer_page(new), typed(new, "changed"))
    assert promise in Response.objects.promises()

    new.refresh_from_db()
    new.publish(make_moderator())
    assert promise not in Response.objects.promises()


def test_saying_more_twice_opens_one_answer():
    promise = make_public_response(kind="will_change")

    assert promise.say_more() == promise.say_more()


@pytest.mark.parametrize("kind", ["changed", "could_not"])
def test_there_is_nothing_more_to_say_after_the_last_answer(kind):
    with pytest.raises(ValidationError):
        make_public_response(kind=kind).say_more()


# What the database refuses

WRONG = {
    "a state that nobody knows": {"state": "lost"},
    "a promise without an owner": {"kind": "will_change", "by_on": "2030-01-01"},
    "a promise without a day": {"kind": "will_change", "owner": "Ann"},
    "a day without a promise": {"by_on": "2030-01-01"},
    "a change without its day": {"kind": "changed"},
    "published, but nobody read it": {"state": "published"},
    "back without a reason": {"state": "returned", "decided_at": "2030-01-01T00:00Z"},
    "sent without words": {"words": ""},
    "sent by nobody": {"person": ""},
    "sent without a role": {"role": ""},
    "a kind that nobody knows": {"kind": "perhaps"},
    "decided and waiting": {"decided_at": "2030-01-01T00:00Z"},
    "sent and not written yet": {"state": "invited"},
}


@pytest.mark.parametrize("columns", WRONG.values(), ids=WRONG.keys())
def test_the_database_refuses(columns):
    response = make_sent_response()

    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.filter(pk=response.pk).update(**columns)


def test_the_database_refuses_two_open_answers_of_one_partner_to_one_story():
    response = make_awaited_response()

    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(
            story=response.story, partner=response.partner, due_on=timezone.localdate()
        )


VERBS = {
    "send": ({"invited", "returned"}, lambda each, user: each.send(user, **answer_words())),
    "publish": ({"sent"}, lambda each, user: each.publish(user)),
    "give_back": ({"sent"}, lambda each, user: each.give_back(user, "Why")),
}


def response_in(state) -> Response:
    if state == "invited":
        return make_awaited_response()
    response = make_sent_response()
    if state == "returned":
        response.give_back(make_moderator(), "Why")
    if state == "published":
        response.publish(make_moderator())
    return response


@pytest.mark.parametrize("state", Response.State.values)
@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_works_from_its_states_alone(verb, state):
    allowed, do = VERBS[verb]
    response, events = response_in(state), 0
    events = response.story.events.count()

    if state in allowed:
        do(response, make_moderator())
        assert response.story.events.count() == events + 1
    else:
        with pytest.raises(ValidationError):
            do(response, make_moderator())
        assert response.story.events.count() == events
        response.refresh_from_db()
        assert response.state == state


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_in_the_same_moment_one_decides():
    response = make_sent_response()
    people, won = [make_moderator(), make_moderator()], []
    start = threading.Barrier(2)

    def decide(user):
        mine = Response.objects.get(pk=response.pk)
        start.wait()
        try:
            mine.publish(user)
            won.append(user)
        except ValidationError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[user]) for user in people]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert len(won) == 1
    assert response.story.events.filter(kind="reply_shown").count() == 1
