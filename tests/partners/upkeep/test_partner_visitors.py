"""Visitors report mistakes and ask champions; it is read, settled, counted by the clock, and forgotten."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import limits
from partners.models import Mistake, Question
from partners.upkeep import still_correct, visitors
from tests.partners.upkeep.test_partner_still_correct import at_once
from tests.support.factories import make_member, make_partner, make_user
from tests.support.profiles import make_reader
from tests.support.telling import boxes_of, opened
from tests.tools import html_validator

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert(1)</script>\r\nBcc: all@example.org "x" {{ 7 }}'


@pytest.fixture(autouse=True)
def partner(settings):
    cache.clear()
    settings.REQUIRE_STAFF_MFA = False
    return make_partner(name="Club", is_champion=True)


def typed(**words) -> dict:
    """As the form sends it after somebody has read it."""
    ground = {"key": str(uuid4()), "words": "The phone is old."}
    return opened(ground | {"name": "Sam", "email": "sam@example.org"} | words)


def send(name, partner, client=None, /, **words):
    return (client or Client()).post(reverse(f"partners:{name}", args=[partner.slug]), typed(**words))


def make_question(partner, **details) -> Question:
    return Question.objects.create(
        **{"partner": partner, "words": "How?", "name": "Sam", "email": "sam@example.org"} | details
    )


def page_of(thing) -> str:
    name = "mistake_read" if isinstance(thing, Mistake) else "question"
    return reverse(f"partners:{name}", args=[thing.partner.slug, thing.pk])


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_mistake_goes_to_the_partner_and_the_council_and_stays_until_it_is_done(client, partner):
    member, reader = make_member(partner), make_reader()
    before = partner.get_absolute_url()
    assertContains(client.get(before), reverse("partners:mistake", args=[partner.slug]))

    assertRedirects(send("mistake", partner, client), f"{before}thanks/")

    assertContains(client.get(f"{before}thanks/"), "We have told Club")
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([member.email, reader.email])
    mistake, theirs, desk = Mistake.objects.get(), signed_in(member), signed_in(reader)
    for each in (theirs.get("/partners/mine/"), desk.get("/admin/partners/mistake/")):
        assertContains(each, page_of(mistake))
    assertContains(desk.get("/admin/"), "<strong>1</strong> Mistakes")
    assertContains(theirs.get(page_of(mistake)), "The phone is old.")
    done = {"version": mistake.version}
    assertContains(theirs.post(page_of(mistake), done, follow=True), "It is marked as done.")
    assertNotContains(theirs.get("/partners/mine/"), page_of(mistake))
    assertContains(desk.post(page_of(mistake), done), "marked this as done already")
    assert Mistake.objects.get().done_by == member


def test_a_champion_is_asked_and_answers(client, partner, settings):
    settings.CHAMPION_REPLY_DAYS = 10
    member = make_member(partner)
    assertContains(client.get(reverse("partners:ask", args=[partner.slug])), "within 10 days")

    assertRedirects(
        send("ask", partner, client, words="How do we begin?"), f"/partners/{partner.slug}/thanks/"
    )

    question, theirs = Question.objects.get(), signed_in(member)
    assert question.due_on == timezone.localdate() + timedelta(days=10)
    to_champion, to_asker = mail.outbox
    assert (to_champion.to, to_asker.to) == ([member.email], ["sam@example.org"])
    assert "How do we begin?" not in to_champion.body
    assertContains(theirs.get("/partners/mine/"), page_of(question))
    theirs.post(page_of(question), {"words": "Begin <small> & ask “why”."})
    theirs.post(page_of(question), {"words": "Begin <small> & ask “why”."})
    assert len(mail.outbox) == 3
    assert "Begin <small> & ask “why”." in mail.outbox[2].body
    assert mail.outbox[2].to == ["sam@example.org"]
    assertNotContains(theirs.get("/partners/mine/"), page_of(question))
    late = theirs.post(page_of(question), {"words": "Another answer."})
    assertContains(late, "Somebody has answered this already.")
    assertContains(late, "Another answer.")


def test_only_a_champion_of_today_can_be_asked(client):
    for partner in (
        make_partner(),
        make_partner(is_champion=True, is_listed=False),
        make_partner(is_champion=True, standing="former"),
    ):
        assert client.get(reverse("partners:ask", args=[partner.slug])).status_code == 404
        assert send("ask", partner).status_code == 404
        assertNotContains(
            client.get(partner.get_absolute_url()),
            "Ask this champion",
            status_code=200 + 204 * (not partner.is_listed),
        )
    assert Question.objects.count() == 0


@pytest.mark.parametrize("name", ["mistake", "ask"])
def test_the_same_form_sent_twice_is_kept_once(partner, name):
    make_member(partner)
    key = str(uuid4())

    for _ in range(2):
        assert send(name, partner, key=key).status_code == 302

    assert Mistake.objects.count() + Question.objects.count() == 1
    assert len(mail.outbox) == (1 if name == "mistake" else 2)


@pytest.mark.parametrize("name", ["mistake", "ask"])
def test_whoever_goes_back_and_sends_other_words_is_not_thanked_for_the_first(partner, name):
    key = str(uuid4())
    send(name, partner, key=key)

    page = send(name, partner, key=key, words="The <b>address</b> is old.")

    assertContains(page, "You have sent this form before, in other words.")
    assertContains(page, "The &lt;b&gt;address&lt;/b&gt; is old.")
    assert Mistake.objects.count() + Question.objects.count() == 1
    again = Client().post(reverse(f"partners:{name}", args=[partner.slug]), boxes_of(page))
    assert again.status_code == 302
    assert Mistake.objects.count() + Question.objects.count() == 2


def test_nobody_is_thanked_for_what_is_not_there(client, partner):
    other = make_partner()
    send("mistake", partner, client)

    assertRedirects(client.get(f"/partners/{other.slug}/thanks/"), other.get_absolute_url())
    assertRedirects(Client().get(f"/partners/{partner.slug}/thanks/"), partner.get_absolute_url())


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("mistake", {"words": " "}, "Say what is wrong."),
        ("mistake", {"words": "x" * 100_000}, "Please make it shorter."),
        ("mistake", {"words": "\0\x0b"}, "Say what is wrong."),
        ("mistake", {"email": "a@example.org\nBcc: b@example.org"}, "Write the whole address"),
        ("mistake", {"website": "spam"}, "must stay empty"),
        ("mistake", {"opened": ""}, "Please wait a moment"),
        ("ask", {"name": ""}, "Write your name"),
        ("ask", {"email": ""}, "The answer goes there."),
        ("ask", {"words": "x" * 2_001}, "Please make it shorter."),
    ],
)
def test_what_is_not_right_is_said_plainly_and_the_words_stay(partner, name, words, said):
    answer = send(name, partner, **{"words": "Keep this."} | words)

    assertContains(answer, said)
    assertContains(answer, "Keep this." if "words" not in words else "sam@example.org")
    assert (Mistake.objects.count(), Question.objects.count(), mail.outbox) == (0, 0, [])


def test_hostile_words_stay_words(client, partner):
    member = make_member(partner)
    send("ask", partner, words=HOSTILE, name="Sam\r\nBcc: all@example.org")
    send("ask", partner, words=HOSTILE, name="<b>Sam</b>")
    send("mistake", partner, words=HOSTILE)

    for thing in (*Question.objects.all(), Mistake.objects.get()):
        page = signed_in(member).get(page_of(thing))
        assertContains(page, "&lt;script&gt;alert(1)")
        assertContains(page, "{{ 7 }}")
        assertNotContains(page, "<b>Sam")
    for question in Question.objects.all():
        visitors.answer(question, member, HOSTILE)
    for letter in mail.outbox:
        message = letter.message()
        assert "Bcc" not in message
        assert len(letter.recipients()) == 1


def test_many_questions_to_one_champion_wait_and_the_words_stay(partner):
    """Each is a letter to a person, so one address writes so many and no more."""
    for _ in range(limits.CHAMPIONS_ASKED_BY_ONE.times):
        assert send("ask", partner).status_code == 302

    answer = send("ask", partner, words="One more, please.")

    assertContains(answer, "One more, please.", status_code=429)
    assert Question.objects.count() == limits.CHAMPIONS_ASKED_BY_ONE.times


def test_of_many_mistakes_from_one_place_each_is_kept_and_the_letters_stop(partner, monkeypatch):
    make_member(partner)
    monkeypatch.setattr(limits, "MISTAKES_REPORTED", limits.Limit("few", times=1, minutes=60))
    assert send("mistake", partner).status_code == 302
    letters = len(mail.outbox)
    for _ in range(3):
        assert send("mistake", partner).status_code == 302

    assert (Mistake.objects.count(), len(mail.outbox)) == (4, letters)
    assert letters


@pytest.mark.parametrize("name", ["mistake", "ask"])
def test_a_form_that_was_open_for_long_keeps_the_words(partner, name):
    answer = send(name, partner, Client(enforce_csrf_checks=True), words="Keep this.")

    assertContains(answer, "Keep this.", status_code=403)
    assertContains(answer, "Your words are all here", status_code=403)
    assert Mistake.objects.count() + Question.objects.count() == 0


def test_a_late_question_is_shown_to_the_champion_and_to_staff(partner):
    member = make_member(partner)
    yesterday = timezone.localdate() - timedelta(days=1)
    question = make_question(partner, due_on=yesterday)
    make_question(partner)

    assertContains(signed_in(member).get("/partners/mine/"), "Late since", count=1)
    desk = signed_in(make_reader())
    assertContains(desk.get("/admin/"), "<strong>1</strong> Questions to champions that are late")
    assertContains(desk.get("/admin/partners/question/"), page_of(question))
    assert list(Question.objects.overdue()) == [question]


def test_only_those_who_look_after_partners_see_them_at_the_desk(partner):
    make_question(partner)
    client = signed_in(make_user("Moderators"))

    for name in ("mistake", "question"):
        assert client.get(f"/admin/partners/{name}/").status_code == 403
    assertNotContains(client.get("/admin/"), "Questions to champions")


def test_what_is_settled_is_erased_90_days_later_with_its_letters(partner, settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    member = make_member(partner)
    for age in (89, 91):
        send("ask", partner, words=f"Question {age}")
        send("mistake", partner, words=f"Mistake {age}")
        question, mistake = Question.objects.latest("pk"), Mistake.objects.latest("pk")
        visitors.answer(question, member, f"Answer {age}")
        mistake.settle(member)
        then = timezone.now() - timedelta(days=age)
        Question.objects.filter(pk=question.pk).update(answered_at=then)
        Mistake.objects.filter(pk=mistake.pk).update(done_at=then)
    make_question(partner, sent_at=timezone.now() - timedelta(days=900))
    EmailMessage("Another", "letter", to=["sam@example.org"]).send()

    assert visitors.erase_what_is_over() == 2
    assert visitors.erase_what_is_over() == 0

    assert set(Question.objects.values_list("words", flat=True)) == {"Question 89", "How?"}
    assert Mistake.objects.get().words == "Mistake 89"
    said = " ".join(Email.objects.values_list("message", flat=True))
    assert "Answer 89" in said
    assert "Answer 91" not in said
    assert Email.objects.filter(subject="Another").exists()


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (Mistake, {"words": ""}),
        (Mistake, {"words": "x", "state": "done"}),
        (Question, {"words": "x", "name": "", "email": "a@example.org"}),
        (Question, {"words": "x", "name": "a", "email": "a@example.org", "state": "answered"}),
        (Question, {"words": "x", "name": "a", "email": "a@example.org", "answer": "y"}),
    ],
)
def test_no_row_can_say_two_things_at_once(partner, model, words):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(partner=partner, **words)


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_one_goes_and_a_mistake_is_settled_once():
    partner = make_partner(is_champion=True)
    member, question = make_member(partner), make_question(partner)
    mistake = Mistake.objects.create(partner=partner, words="Old.")
    same = [Question.objects.get(pk=question.pk) for _ in range(2)]

    refused = at_once(*(lambda each=each: visitors.answer(each, member, "Yes.") for each in same))
    refused += at_once(lambda: mistake.settle(member), lambda: Mistake.objects.get().settle(member))

    assert len(refused) == 2
    assert len(mail.outbox) == 1
    with pytest.raises(ValidationError):
        mistake.settle(member)


@pytest.mark.same_on_any_database
def test_every_page_of_it_is_valid_html(client, partner):
    member, reader = make_member(partner), make_reader()
    refused = send("ask", partner, client, words="", name="")
    send("mistake", partner, client, words=HOSTILE)
    question, mistake = make_question(partner, words=HOSTILE, name=HOSTILE[:80]), Mistake.objects.get()
    theirs, desk = signed_in(member), signed_in(reader)
    pages = {"refused": refused, "thanks": client.get(f"/partners/{partner.slug}/thanks/")}
    own = [page_of(question), page_of(mistake), "/partners/mine/", f"/partners/{partner.slug}/people/"]
    own += [f"/partners/{partner.slug}/people/{member.memberships.get().pk}/"]
    pages |= {f"own{number}": theirs.get(address) for number, address in enumerate(own)}
    pages["letter"] = client.get(still_correct.link(partner, member))
    pages["over"] = client.get("/partners/still-correct/nothing/")
    pages["desk"] = desk.get("/admin/partners/profilecheck/")

    assert {answer.status_code for answer in pages.values()} == {200, 410}
    assert html_validator.errors_in({name: answer.content for name, answer in pages.items()}) == []
