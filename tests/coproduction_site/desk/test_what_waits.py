"""What waits for somebody: one list, which the first screen shows and the daily letter counts."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from post_office.models import STATUS, Email
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site import mail
from coproduction_site.desk.waiting import sections
from coproduction_site.models import User
from pages.models import EasyReadTwin
from partners.models import Mistake, ProfileCheck, Question
from stories.models import CallRequest, Publication, Story
from stories.moderation import actions, digest
from tests.support import house
from tests.support.chances import make_late_chance, make_offer
from tests.support.charter import make_pledge, make_public_pledge, make_sent_application
from tests.support.factories import (
    make_awaited_response,
    make_member,
    make_moderator,
    make_page,
    make_partner,
    make_public_response,
    make_published_story,
    make_sent_response,
    make_site,
    make_user,
    make_waiting_story,
)
from tests.support.profiles import make_sent_change
from tests.support.resources import make_broken_link, make_suggestion
from tests.support.translations import make_translation

pytestmark = pytest.mark.django_db
INDEX = "/admin/"
LONG_AGO = timedelta(days=40)
ROLES = ("Moderators", "Safeguarding leads", "Partner managers", "Content editors")


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    make_site()


def _days_ago(row, *names, days=40):
    day = timezone.localdate() - timedelta(days=days)
    type(row).objects.filter(pk=row.pk).update(**dict.fromkeys(names, day))


def _answered(user):
    story = make_waiting_story()
    story.ask(user, "Why?")
    story.answer("Because.")


def _shown_to_teller(verb, *args):
    def make(user):
        story = make_waiting_story()
        story.show_edits(user)
        getattr(story, verb)(*args)

    return make


def _letter_that_failed(user):
    mail.send(mail.letter("pat@example.org", "Hello", "account/email/trouble.txt", {"faults": []}))
    Email.objects.update(status=STATUS.failed)


def _nobody_checked(user):
    check = ProfileCheck.of(make_partner())
    _days_ago(check, "asked_on", "reminded_on")


def _asked():
    partner = make_partner()
    make_member(partner)
    return make_awaited_response(partner)


def _many(user):
    make_waiting_story().put_with_many()


def _other_words_behind(user):
    public = Publication.objects.get(pk=make_published_story().pk)
    public.other_words.create(way="easy", title="A", text="B", mark="other", behind_since=timezone.now())


def _twin_behind(user):
    EasyReadTwin.objects.create(title="Easy", page=make_page(), written_for="Other words.")


def _late_question(user):
    question = Question.objects.create(
        partner=make_partner(), words="How?", name="Pat", email="pat@example.org"
    )
    _days_ago(question, "due_on")


MAKE = {
    "May not be safe, and no safeguarding lead has opened it": lambda user: actions.hold(
        make_waiting_story(), make_moderator(), "Harm."
    ),
    "Held to keep somebody safe": lambda user: make_waiting_story().hold(make_moderator(), "Harm."),
    "Waiting to be read": lambda user: make_waiting_story(),
    "Pages to type in": lambda user: _change(make_waiting_story(), typing_asked_at=timezone.now()),
    "Mine to read": lambda user: make_waiting_story().claim(user),
    "A teller has answered": _answered,
    "Edits agreed": _shown_to_teller("agree"),
    "Edits not agreed": _shown_to_teller("disagree", "No."),
    "Needs a second person: you": lambda user: make_waiting_story(criticality=4).approve(
        make_moderator()
    ),
    "Many from one place": _many,
    "Perhaps spam": lambda user: make_waiting_story().put_with_spam(user, "It sells something."),
    "Somebody asked to be rung": lambda user: CallRequest.objects.create(number="01902 123456"),
    "Answers of partners to read": lambda user: make_sent_response(),
    "Partners where nobody can sign in to answer": lambda user: make_awaited_response(),
    "Answers that are late": lambda user: _days_ago(_asked(), "due_on"),
    "Promises past their day": lambda user: _days_ago(make_public_response(kind="will_change"), "by_on"),
    "Easy words or a translation to look at again": _other_words_behind,
    "Consent ends soon": lambda user: _change(
        make_published_story(), consent_ends_on=timezone.localdate() + timedelta(days=9)
    ),
    "Letters that did not go": _letter_that_failed,
    "Profiles to read": lambda user: make_sent_change(),
    "Mistakes that visitors reported": lambda user: Mistake.objects.create(
        partner=make_partner(), words="It is old."
    ),
    "Questions to champions that are late": _late_question,
    "Pages that nobody has checked": _nobody_checked,
    "Pledges to read": lambda user: make_pledge(),
    "New words for pledges to read": lambda user: make_public_pledge().ask_for_words(
        "Oak School", "school", "We will bake."
    ),
    "With the panel": lambda user: make_sent_application(),
    "Suggested resources": lambda user: make_suggestion(make_partner()),
    "Links that may be broken": lambda user: make_broken_link(),
    "Promised to tell people, and not done": lambda user: make_late_chance(),
    "Chances from partners to read": lambda user: make_offer(make_partner()),
    "Easy Read pages that are behind": _twin_behind,
    "Translations that are behind": lambda user: make_translation(written_for="Other words."),
    "Pages to check again": lambda user: make_page(next_review_on=timezone.localdate()),
    "The pilot is over: give it another day, or none": lambda user: make_site(
        pilot_until=timezone.localdate() - timedelta(1)
    ),
    "Invited a while ago, and not come yet": lambda user: _change(
        make_member(make_partner()), date_joined=timezone.now() - LONG_AGO
    ),
}
KINDS = {kind.label: kind for section in sections() for kind in section.kinds}


def _change(row, **columns):
    type(row).objects.filter(pk=row.pk).update(**columns)


def who_sees(kind) -> User:
    lead = "Safeguarding leads"
    if kind.label in (
        "May not be safe, and no safeguarding lead has opened it",
        "Held to keep somebody safe",
    ):
        return make_user(lead, last_login=timezone.now())
    return make_user(is_staff=True, is_superuser=True, last_login=timezone.now())


def on_screen(page) -> dict[str, str]:
    found = re.findall(r"<strong>(\d+\+?)</strong> ([^<]+)</a>", page.content.decode())
    return {html.unescape(label): number for number, label in found}


def in_letter(letter) -> dict[str, str]:
    return dict(re.findall(r"^(.+): (\d+\+?) \(", letter.body, re.MULTILINE)) if letter else {}


def test_every_kind_is_tried_here():
    assert set(MAKE) == set(KINDS)


@pytest.mark.parametrize("label", MAKE)
def test_whatever_the_screen_counts_the_letter_counts_too(client, label):
    user = who_sees(KINDS[label])
    MAKE[label](user)
    make_waiting_story()  # So that there is a letter, also for what alone is no reason to write.
    client.force_login(user)

    counted = on_screen(client.get(INDEX))

    assert int(counted[label]) >= 1
    assert in_letter(digest.letter_to(user)) == counted


def test_no_template_counts_what_the_one_list_does_not_know():
    """A card with a number stands in one template alone."""
    cards = [
        house.name_of(path)
        for path in house.TEMPLATES
        if re.search(r'class="pile\b.*\n?.*<strong>', path.read_text())
    ]

    assert cards == ["templates/admin/waiting.html"]


def test_what_may_be_spam_is_no_reason_to_write():
    user = make_moderator()
    MAKE["Perhaps spam"](user)

    assert digest.letter_to(user) is None


def test_each_role_is_told_what_is_its_own():
    people = {role: make_user(role, last_login=timezone.now()) for role in ROLES}
    make_waiting_story()
    make_sent_change()
    make_page(next_review_on=timezone.localdate())

    told = {role: set(in_letter(digest.letter_to(user))) for role, user in people.items()}

    assert told == {
        "Moderators": {"Waiting to be read"},
        "Safeguarding leads": {"Waiting to be read"},
        "Partner managers": {"Profiles to read"},
        "Content editors": {"Pages to check again"},
    }


@pytest.mark.parametrize("role", ROLES)
def test_nobody_is_written_to_for_whom_nothing_waits(role):
    assert digest.letter_to(make_user(role)) is None


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("Moderators", "No story waits to be read."),
        ("Safeguarding leads", "No story waits to be read."),
        ("Partner managers", "No partner waits for you"),
        ("Partner managers", "No pledge and no application waits."),
        ("Content editors", "No page has to be checked today."),
    ],
)
def test_the_first_screen_of_every_role_says_when_nothing_waits(client, role, sentence):
    client.force_login(make_user(role))

    assertContains(client.get(INDEX), sentence)


def test_nobody_reads_that_nothing_waits_while_somebody_does(client):
    client.force_login(make_moderator())
    CallRequest.objects.create(number="01902 123456")

    assertNotContains(client.get(INDEX), "Nobody is waiting for you.")


def test_the_letter_says_how_old_the_oldest_is_and_how_much_there_is():
    make_site(reply_promise_days=10)
    for _ in range(2):
        story = make_waiting_story()
    Story.objects.filter(pk=story.pk).update(submitted_at=timezone.now() - timedelta(days=12))
    user = make_moderator()
    story.claim(user)

    letter = digest.letter_to(user)

    assert letter.subject == "2 things wait for you"
    assert "Waiting to be read: 2 (the oldest: 12 days, late)" in letter.body


def test_a_card_for_pages_leads_to_their_list(client):
    client.force_login(make_user("Content editors"))
    page = make_page(title="How we listen", next_review_on=timezone.localdate())

    first_screen = client.get(INDEX)

    assertContains(first_screen, 'href="/admin/#to-review"')
    assertContains(first_screen, 'id="to-review"')
    assertContains(first_screen, f'href="/admin/pages/page/{page.pk}/change/"')


def test_a_card_for_people_leads_to_exactly_those(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    MAKE["Invited a while ago, and not come yet"](None)
    make_member(make_partner())

    listed = client.get("/admin/coproduction_site/user/?invitation=not_taken").context["cl"]

    assert listed.result_count == 1
