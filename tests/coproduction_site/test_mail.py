"""Every letter is made in one place, bears the same headers, and says word for word what was written."""

import ast

import pytest
from django.core import mail as outbox
from django.core.management import call_command
from django.template.loader import render_to_string
from post_office.models import STATUS, Email

from coproduction_site import mail
from coproduction_site.accounts import invitations
from partners.charter import letters as charter_letters
from partners.members import letters as member_letters
from partners.models import Membership
from partners.profile import letters as profile_letters
from partners.upkeep import letters as upkeep_letters
from stories import letters
from stories.moderation import digest
from tests.support.charter import make_pledge
from tests.support.factories import make_partner, make_site, make_user, make_waiting_story
from tests.support.house import MODULES, name_of

MAKERS = {"EmailMessage", "EmailMultiAlternatives", "send_mail", "send_mass_mail", "mail_admins"}
CODE = "{% lorem 9 w %} {{ settings }} {# gone #} {% nothing"


@pytest.fixture
def partner(db):
    """One with somebody who looks after it."""
    make_site(contact_email="stories@example.org")
    partner = make_partner()
    Membership.objects.create(partner=partner, user=make_user(), role=Membership.Role.OWNER)
    return partner


WRITE = {
    "to a teller": lambda partner: letters.received(make_waiting_story()),
    "to a moderator": lambda partner: [
        make_waiting_story(),
        mail.send(digest.letter_to(make_user("Moderators"))),
    ],
    "to somebody invited": lambda partner: invitations.send(make_user(), "do it"),
    "to the people of a partner": lambda partner: profile_letters.tell_partner(
        partner, "Your page", "Hello"
    ),
    "to a person of a partner": lambda partner: member_letters.removed(partner.memberships.get()),
    "to each who looks after a page": lambda partner: upkeep_letters.still_correct(
        partner, make_user(), "/x/", 30, is_reminder=False
    ),
    "to whoever signed": lambda partner: charter_letters.pledge_link(make_pledge()),
    "to staff": lambda partner: [
        make_user("Partner managers"),
        profile_letters.tell_staff(partner, make_user(), [("Cost", "", "Free")]),
    ],
}


@pytest.mark.parametrize("name", WRITE)
def test_every_letter_bears_our_headers_and_is_answered_to_the_named_contact(partner, settings, name):
    settings.DEFAULT_FROM_EMAIL = "Together <no-reply@together.example.org>"

    WRITE[name](partner)

    [letter] = outbox.outbox
    sent = letter.message()
    assert (sent["Auto-Submitted"], sent["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert sent["Message-ID"].endswith("@together.example.org>")
    assert sent["Reply-To"] == "stories@example.org"


def test_a_code_to_sign_in_is_a_letter_like_every_other(client, partner):
    client.post("/accounts/login/code/", {"email": partner.memberships.get().user.email})

    [letter] = outbox.outbox
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert letter.reply_to == ["stories@example.org"]


def test_nothing_that_was_typed_becomes_a_header(partner):
    make_user("Partner managers")
    typed = make_partner(name="Typed\nBcc: everybody@example.org")
    make_site(name="Typed\nSite")

    profile_letters.tell_staff(typed, make_user(name="Typed"), [("Typed", "", "Typed")])
    invitations.send(make_user(name="Typed"), "Typed")
    charter_letters.pledge_received(make_pledge(name="Typed", person="Typed"))
    upkeep_letters.still_correct(typed, make_user(name="Typed"), "/x/", 30, is_reminder=True)

    assert len(outbox.outbox) == 5
    for letter in outbox.outbox:
        assert "yped" not in str(letter.message()).split("\n\n")[0]


def test_what_somebody_typed_reaches_the_reader_word_for_word_also_if_it_looks_like_code(db, settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"

    letters.question(make_waiting_story(), CODE)

    waiting = Email.objects.get()
    assert CODE in waiting.message
    assert CODE in waiting.email_message().body


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_mail_server_gets_the_letter_with_its_headers_and_one_number_however_often_it_is_tried(
    settings,
):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    make_site(contact_email="stories@example.org")
    letters.received(make_waiting_story())
    number = Email.objects.get().headers["Message-ID"]

    call_command("work", "--once")
    Email.objects.update(status=STATUS.queued)
    call_command("work", "--once")

    assert [letter.message()["Message-ID"] for letter in outbox.outbox] == [number, number]
    assert outbox.outbox[0].message()["Reply-To"] == "stories@example.org"
    assert outbox.outbox[0].message()["Auto-Submitted"] == "auto-generated"


def test_what_a_template_leaves_out_leaves_no_hole(db):
    frame, words = "stories/letters/teller_urgent.txt", {"words": "Hello,", "reference": "WT-1"}

    text = mail.text_of(frame, words)

    assert "\n\n\n" in render_to_string(frame, words)
    assert "\n\n\n" not in text
    assert text == text.strip() + "\n"


def test_no_other_module_makes_or_sends_a_letter():
    assert [
        f"{name_of(path)} uses {name}"
        for path in MODULES
        if name_of(path) != "coproduction_site/mail.py"
        for name in _called_in(path)
        if name in MAKERS
    ] == []


def test_a_path_is_joined_to_the_address_of_the_site_in_one_place():
    users = {"coproduction_site/mail.py", "coproduction_site/site_address.py"}
    looks_at_it = {"coproduction_site/doctor/certificate.py", "coproduction_site/doctor/machine.py"}
    names_it = {"coproduction_site/context.py", "partners/open_referral/serializers.py", *looks_at_it}

    found = {name_of(path) for path in MODULES if "settings.SITE_URL" in path.read_text()}

    assert found == users | names_it


def _called_in(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", ""))
