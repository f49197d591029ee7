"""Every letter of the site, by the template that says it, and how to have it written."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.utils import timezone

from coproduction_site import mail
from coproduction_site.accounts import invitations, second_factor
from coproduction_site.drafts import letters as draft_letters
from coproduction_site.drafts.models import Draft
from coproduction_site.operations import troubles
from coproduction_site.reviews.actions import write_to_owners
from partners.charter import letters as charter
from partners.members import letters as members
from partners.models import Question
from partners.profile import letters as profile
from partners.upkeep import letters as upkeep
from partners.upkeep import visitors
from stories import letters as stories
from stories.moderation import digest
from stories.responses import letters as responses
from tests.support.charter import make_award, make_pledge, make_seat, make_sent_application
from tests.support.factories import (
    make_awaited_response,
    make_member,
    make_moderator,
    make_page,
    make_partner,
    make_public_response,
    make_published_story,
    make_user,
    make_waiting_story,
)
from tests.support.profiles import make_sent_change
from tests.support.signing_in import add_app

# What other letters are made of.
PARTS = {"_end.txt", "_urgent.txt", "partner_end.txt", "charter_end.txt", "turn_off.txt"}
PARTS |= {"base_message.txt", "base_notification.txt"}


def templates() -> set[str]:
    """The bodies: subjects stand beside them."""
    root = settings.BASE_DIR / "templates"
    found = {path for path in root.rglob("*.txt") if path.parent.name in ("letters", "email")}
    found |= {root / "admin/stories/moderation/digest.txt"}
    names = {path.relative_to(root).as_posix() for path in found if path.name not in PARTS}
    return {name for name in names if not name.endswith("_subject.txt")}


def make_question(**details) -> Question:
    words = {"words": "How do we begin?", "name": "Pat", "email": "pat@example.org"}
    return Question.objects.create(**{"partner": make_partner_with_people(), **words} | details)


def make_partner_with_people(**details):
    partner = make_partner(**details)
    make_member(partner)
    return partner


def _taken_back():
    story = make_waiting_story()
    story.withdraw()
    return story


def write_to_teller(name, *more, make=make_waiting_story, **details):
    return lambda: getattr(stories, name)(make(**details), *more)


def write_to_partner(name, make=make_awaited_response):
    return lambda: getattr(responses, name)(make(make_partner_with_people()))


def write_to_signer(name, **columns):
    return lambda: getattr(charter, name)(make_pledge(**columns))


def write_about_status(name, make=make_award, state="", **columns):
    def write():
        application = make()
        application.state = state or application.state
        application.expires_on = timezone.localdate() + timedelta(days=90)
        getattr(charter, name)(application)

    return write


def notify(prefix):
    """As django-allauth does when it happens."""

    def write():
        context = {"timestamp": timezone.now(), "ip": "192.0.2.1", "user_agent": "A browser"}
        details = {"code": "ABC-DEF", "password_reset_url": "https://example.org/x"}
        get_adapter().send_mail(prefix, make_user().email, context | details)

    return write


def _trouble():
    """The worker of a test has never worked."""
    make_user(is_superuser=True)
    troubles.watch()


def _second_factor_removed():
    user = make_user()
    add_app(user)
    second_factor.remove(user)


def _draft() -> Draft:
    draft = Draft.objects.create(kind="pages.page", number=make_page().pk, title="A page")
    draft.share()
    return draft


def _digest():
    make_waiting_story()
    mail.send(digest.letter_to(make_moderator()))


def _status_to_panel():
    make_seat()
    charter.status_sent(make_sent_application())


def _staff(write):
    make_user("Partner managers")
    write()


WRITE = {
    "stories/letters/received.txt": write_to_teller("received"),
    "stories/letters/question.txt": write_to_teller("question", "May we say so?"),
    "stories/letters/shown_edits.txt": write_to_teller("shown_edits"),
    "stories/letters/published.txt": write_to_teller("published", make=make_published_story),
    "stories/letters/declined.txt": write_to_teller("declined", "identifies", "It is small."),
    "stories/letters/taken_down.txt": write_to_teller("taken_down", "asked", "We are sorry."),
    "stories/letters/taken_back.txt": write_to_teller("taken_back", make=_taken_back),
    "stories/letters/brought_back.txt": write_to_teller("brought_back"),
    "stories/letters/come_back.txt": write_to_teller("come_back", "pat@example.org"),
    "stories/letters/consent_ends.txt": write_to_teller("consent_ends"),
    "stories/letters/consent_over.txt": write_to_teller("consent_over"),
    "stories/letters/answered.txt": lambda: _answered(make_public_response()),
    "stories/letters/safeguarding_alert.txt": lambda: [
        make_user("Safeguarding leads"),
        stories.safeguarding_alert(make_waiting_story()),
    ],
    "stories/letters/glass_broken.txt": lambda: [
        make_user("Safeguarding leads"),
        stories.glass_broken(make_waiting_story(), make_user(name="Sam")),
    ],
    "stories/letters/partner_invited.txt": write_to_partner("invited"),
    "stories/letters/partner_reminded.txt": write_to_partner("reminded"),
    "stories/letters/partner_returned.txt": write_to_partner("returned"),
    "stories/letters/partner_published.txt": write_to_partner("published", make_public_response),
    "stories/letters/partner_promise_due.txt": write_to_partner("promise_due"),
    "partners/letters/pledge_received.txt": write_to_signer("pledge_received"),
    "partners/letters/pledge_to_read.txt": lambda: _staff(write_to_signer("pledge_received")),
    "partners/letters/pledge_published.txt": write_to_signer("pledge_published"),
    "partners/letters/pledge_returned.txt": write_to_signer("pledge_returned"),
    "partners/letters/pledge_declined.txt": write_to_signer("pledge_declined"),
    "partners/letters/pledge_taken_back.txt": write_to_signer("pledge_taken_back"),
    "partners/letters/pledge_link.txt": write_to_signer("pledge_link"),
    "partners/letters/status_to_panel.txt": _status_to_panel,
    "partners/letters/status_awarded.txt": write_about_status("status_decided"),
    "partners/letters/status_not_yet.txt": write_about_status("status_decided", state="not_yet"),
    "partners/letters/status_returned.txt": write_about_status("status_decided", state="returned"),
    "partners/letters/status_ends_soon.txt": write_about_status("status_ends_soon"),
    "partners/letters/status_is_over.txt": write_about_status("status_is_over"),
    "partners/letters/removed.txt": lambda: members.removed(
        make_partner_with_people().memberships.get()
    ),
    "partners/letters/role_changed.txt": lambda: members.role_changed(
        make_partner_with_people().memberships.get()
    ),
    "partners/letters/changed.txt": lambda: _staff(
        lambda: profile.tell_staff(make_partner(), make_user(), [("Cost", "", "Free")])
    ),
    "partners/letters/waits.txt": lambda: _staff(
        lambda: profile.tell_staff_what_waits(make_sent_change(summary="New"))
    ),
    "partners/letters/decided.txt": lambda: profile.tell_partner(
        make_partner_with_people(),
        profile.about_decision(make_sent_change(summary="New"), {"summary"}, {}),
    ),
    "partners/letters/mistake_reported.txt": lambda: upkeep.mistake_reported(
        make_partner_with_people().mistakes.create(words="It is old.")
    ),
    "partners/letters/champion_asked.txt": lambda: upkeep.champion_asked(make_question()),
    "partners/letters/question_received.txt": lambda: upkeep.question_received(make_question()),
    "partners/letters/question_answered.txt": lambda: visitors.answer(
        make_question(), make_user(), "Begin small."
    ),
    "partners/letters/still_correct.txt": lambda: upkeep.still_correct(
        make_partner(), make_user(), "/x/", 30, is_reminder=False
    ),
    "admin/stories/moderation/digest.txt": _digest,
    "letters/draft_asked.txt": lambda: draft_letters.ask(
        _draft(), make_user("Content editors"), "pat@example.org", "Is the date right?"
    ),
    "letters/draft_failed.txt": lambda: draft_letters.tell_of_failure(_draft(), make_user()),
    "letters/to_review.txt": lambda: [
        make_page(owner_email="owner@example.org", next_review_on=timezone.localdate()),
        write_to_owners(),
    ],
    "account/email/trouble.txt": _trouble,
    "account/email/second_factor_removed.txt": _second_factor_removed,
    "account/email/invitation.txt": lambda: invitations.send(make_user(), "do it"),
    **{
        f"{prefix}_message.txt": notify(prefix)
        for prefix in (
            *("account/email/login_code", "account/email/password_changed"),
            *("account/email/password_reset", "account/email/password_reset_key"),
            *("account/email/password_set", "mfa/email/recovery_codes_generated"),
            *("mfa/email/totp_activated", "mfa/email/totp_deactivated"),
            *("mfa/email/webauthn_added", "mfa/email/webauthn_removed"),
        )
    },
}


def _answered(response):
    stories.answered(response.story, response)
