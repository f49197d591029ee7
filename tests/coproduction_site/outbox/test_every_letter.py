"""Every letter of the site, of whatever kind: its headers, and whether it can be turned off."""

import re

import pytest
from allauth.core import context
from django.core import mail as outbox
from django.db.models.signals import pre_save
from django.test import RequestFactory
from django.test.signals import template_rendered

from coproduction_site.letters.wording import wordings
from coproduction_site.models import User
from pages.models import Booking, Interest
from partners.models import ContactChange, Mistake, Pledge, Question
from stories.models import TEXTS, Story
from tests.support.factories import make_site
from tests.support.letters import WRITE, every_letter

# What comes again and again. Whoever gets it can turn it off.
AGAIN_AND_AGAIN = {
    *("stories/partner_reminded", "stories/partner_promise_due"),
    *("partners/still_correct", "partners/still_correct_again"),
    "admin/stories/moderation/digest.txt",
    "pages/news",
}


# To an address that somebody typed, and nobody has proved yet.
TO_ANYBODY = {
    *(f"stories/{name}" for name in ("received", "received_private", "question", "shown_edits")),
    *(f"stories/{name}" for name in ("published", "declined", "taken_down", "come_back", "answered")),
    *(f"stories/{name}" for name in ("consent_ends", "consent_over", "taken_back", "brought_back")),
    *("stories/brought_back_declined", "stories/retelling", "stories/other_words"),
    *(f"partners/pledge_{name}" for name in ("received", "published", "returned")),
    *(f"partners/pledge_{name}" for name in ("declined", "link", "taken_back")),
    *(f"partners/contact_{name}" for name in ("asked", "new", "former")),
    *(f"partners/correction_{name}" for name in ("shown", "left")),
    *("partners/charter_adopted", "partners/pledge_renewed"),
    *(f"partners/question_{name}" for name in ("received", "answered")),
    "partners/mistake_settled",
    *(name for name in WRITE if name.startswith("pages/booking_")),
    *(f"pages/chance_{name}" for name in ("joined", "answered")),
    *("letters/draft_asked.txt", "letters/to_review.txt", "pages/news_asked"),
    "account/email/invitation.txt",
}
# To people with an account, or who came by the private link of an earlier letter.
TO_SOMEBODY_KNOWN = {
    *("pages/suggestion_taken", "pages/suggestion_not_taken"),
    *(f"pages/chance_{name}" for name in ("wanted", "late", "offer_taken", "offer_not_taken")),
    "pages/news",
    *(f"stories/partner_{name}" for name in ("invited", "reminded", "returned", "promise_due")),
    *(f"stories/partner_{name}" for name in ("published", "published_promise")),
    *("stories/letters/safeguarding_alert.txt", "stories/letters/glass_broken.txt"),
    *(f"partners/status_{name}" for name in ("to_panel", "awarded", "not_yet")),
    *(f"partners/status_{name}" for name in ("returned", "ends_soon", "is_over")),
    *(
        f"partners/{name}"
        for name in ("pledge_to_read", "correction_to_read", "removed", "now_owner", "now_editor")
    ),
    *(f"partners/{name}" for name in ("changed", "waits", "still_correct", "still_correct_again")),
    *(f"partners/decided_{name}" for name in ("shown", "back", "both")),
    *(f"partners/{name}" for name in ("mistake_reported", "champion_asked", "wrote_back")),
    "letters/draft_failed.txt",
    "admin/stories/moderation/digest.txt",
    *(name for name in WRITE if name.startswith(("account/", "mfa/")) and "invitation" not in name),
}
TYPED = {
    Story: (*TEXTS, "shown_name"),
    Pledge: ("name", "will_do", "person", "role"),
    ContactChange: ("person", "role"),
    Question: ("words", "name"),
    Mistake: ("words",),
    Booking: ("name",),
    Interest: ("name", "message"),
    User: ("name",),
}
MARKER = "Xyzzy"
OUR_PAGE = re.compile(r"/stories/[\w-]+/\s")  # Its title was read and approved by a person.


@pytest.fixture
def _strangers_type():
    """Whatever is stored holds the marker wherever a stranger can type."""

    def type_in(sender, instance, **details):
        for name in TYPED.get(sender, ()):
            setattr(instance, name, f"{MARKER} http://evil.example")

    pre_save.connect(type_in)
    yield
    pre_save.disconnect(type_in)


@pytest.fixture(autouse=True)
def site(db, settings):
    settings.DEFAULT_FROM_EMAIL = "Together <no-reply@together.example.org>"
    settings.SITE_URL = "https://together.example.org"
    make_site(contact_email="stories@example.org")
    with context.request_context(RequestFactory().get("/")):
        yield


def written(name) -> list:
    """The letters that these words or this template say, and none that go with it."""
    used = []

    def note(template, **details):
        used.append(template.name)

    template_rendered.connect(note)
    outbox.outbox.clear()
    WRITE[name]()
    template_rendered.disconnect(note)
    assert name in used or _is_said(wordings()[name].body)
    return outbox.outbox


def _is_said(body) -> bool:
    lines = [line for line in body.splitlines() if "{" not in line]
    return any(all(line in letter.body for line in lines) for letter in outbox.outbox)


def test_every_letter_is_walked_here():
    assert set(WRITE) == every_letter()


@pytest.mark.parametrize("name", WRITE)
def test_every_letter_bears_our_headers(name):
    letters = written(name)

    assert letters
    for letter in letters:
        sent = letter.message()
        assert (sent["Auto-Submitted"], sent["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
        assert re.fullmatch(r"<\S+@together\.example\.org>", sent["Message-ID"])
        assert sent["Reply-To"] == "stories@example.org"
        assert sent["From"] == "Together <no-reply@together.example.org>"
        assert letter.attachments == []


@pytest.mark.parametrize("name", WRITE)
def test_what_comes_again_and_again_can_be_turned_off_and_nothing_else(name):
    sent = written(name)[-1].message()

    address = sent["List-Unsubscribe"]
    assert bool(address) == (name in AGAIN_AND_AGAIN)
    if address:
        assert re.fullmatch(r"<https://together\.example\.org/(letters/off|news/mine)/\S+/>", address)
        assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert address.strip("<>") in outbox.outbox[-1].body


def test_of_every_letter_we_know_whether_it_goes_to_an_address_that_nobody_proved():
    assert set(WRITE) == TO_ANYBODY | TO_SOMEBODY_KNOWN
    assert not TO_ANYBODY & TO_SOMEBODY_KNOWN


@pytest.mark.usefixtures("_strangers_type")
@pytest.mark.parametrize("name", sorted(TO_ANYBODY))
def test_nothing_that_a_stranger_typed_goes_to_an_address_that_nobody_proved(name):
    letters = [letter for letter in written(name) if not _is_to_account(letter)]

    assert letters
    for letter in letters:
        assert MARKER.lower() not in f"{letter.subject} {OUR_PAGE.sub(' ', letter.body)}".lower()
        assert "evil" not in OUR_PAGE.sub(" ", letter.body)


def _is_to_account(letter) -> bool:
    is_invited = "invited" in letter.subject
    return not is_invited and User.objects.filter(email=letter.to[0]).exists()
