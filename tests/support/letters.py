"""Every letter of the site, by the name of its words or by the template that says it, and how to have it written."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from coproduction_site import mail
from coproduction_site.accounts import invitations, second_factor
from coproduction_site.drafts import letters as draft_letters
from coproduction_site.drafts.models import Draft
from coproduction_site.letters.wording import wordings
from coproduction_site.operations import troubles
from coproduction_site.reviews.actions import write_to_owners
from pages.booking import letters as booking
from pages.chances import actions as chances
from pages.chances import letters as letters_of_chances
from pages.models import Interest
from pages.news import letters as news
from pages.resources import actions as resources
from partners.charter import letters as charter
from partners.members import letters as members
from partners.models import Mistake, Question
from partners.profile import letters as profile
from partners.upkeep import letters as upkeep
from partners.upkeep import still_correct, visitors
from stories import letters as stories
from stories.moderation import digest
from stories.responses import letters as responses
from tests.support.admin_forms import opened_form
from tests.support.chances import OUTCOME, join, make_chance, make_late_chance, make_offer
from tests.support.charter import make_award, make_pledge, make_seat, make_sent_application
from tests.support.events import make_booking, make_event
from tests.support.factories import (
    make_awaited_response,
    make_charter,
    make_member,
    make_moderator,
    make_page,
    make_partner,
    make_public_response,
    make_published_story,
    make_user,
    make_waiting_story,
)
from tests.support.news import make_reader, send_news
from tests.support.profiles import make_sent_change
from tests.support.resources import make_suggestion
from tests.support.signing_in import add_app

# What other letters are made of.
PARTS = {"_contact.txt", "_person.txt", "_urgent.txt", "changes.txt", "turn_off.txt"}
PARTS |= {"base_message.txt", "base_notification.txt"}


def every_letter() -> set[str]:
    frames = {wording.frame.template for wording in wordings().values()}
    return {*wordings(), *(_templates() - frames)}


def _templates() -> set[str]:
    """The bodies: subjects stand beside them."""
    root = settings.BASE_DIR / "templates"
    found = {path for path in root.rglob("*.txt") if path.parent.name in ("letters", "email")}
    found |= {root / "admin/stories/moderation/digest.txt"}
    names = {path.relative_to(root).as_posix() for path in found if path.name not in PARTS}
    return {name for name in names if not name.endswith("_subject.txt")}


def make_question(**details) -> Question:
    words = {"words": "How do we begin?", "name": "Pat", "email": "pat@example.org"}
    return Question.objects.create(**{"partner": make_partner_with_people(), **words} | details)


def make_mistake() -> Mistake:
    words = {"words": "It is old.", "email": "pat@example.org"}
    return Mistake.objects.create(partner=make_partner_with_people(), **words)


def make_partner_with_people(**details):
    partner = make_partner(**details)
    make_member(partner)
    return partner


def _now(role):
    def write():
        membership = make_partner_with_people().memberships.get()
        membership.role = role
        members.role_changed(membership)

    return write


def _taken_back():
    story = make_waiting_story()
    story.withdraw()
    return story


def _declined():
    story = make_waiting_story()
    story.decline(make_moderator(), "other")
    return story


def make_promise(partner):
    return make_public_response(
        partner, kind="will_change", owner="Ada", by_on=timezone.localdate() + timedelta(days=9)
    )


def _decided(approved, reasons, **words):
    def write():
        letter = profile.about_decision(make_sent_change(**words), approved, reasons)
        profile.tell_partner(make_partner_with_people(), *letter)

    return write


def write_to_teller(name, *more, make=make_waiting_story, **details):
    return lambda: getattr(stories, name)(make(**details), *more)


def write_to_partner(name, make=make_awaited_response):
    return lambda: getattr(responses, name)(make(make_partner_with_people()))


def write_to_signer(name, **columns):
    return lambda: getattr(charter, name)(make_pledge(**columns))


def _of_a_renewal(name):
    def write():
        version = make_charter()
        version.adopt(timezone.localdate(), "The Board")
        pledge = make_pledge(charter=version)
        getattr(charter, name)(*([pledge, version] if name == "charter_adopted" else [pledge]))

    return write


def _of_a_contact(name):
    def write():
        contact = {"email": "kim@example.org", "person": "Kim", "role": "Deputy"}
        change = make_pledge().contact_changes.create(former_email="", **contact)
        change.former_email = change.pledge.email
        getattr(charter, name)(change)

    return write


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
        details = {"code": "ABC-DEF"}
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


@override_settings(REQUIRE_STAFF_MFA=False)
def _draft() -> Draft:
    """As an editor makes it, so that its link shows it."""
    desk = Client()
    desk.force_login(make_user("Content editors"))
    page = make_page()
    address = reverse("admin:pages_page_change", args=[page.pk])
    desk.post(address, opened_form(desk, address) | {"title": "As it will be", "_draft": "1"})
    draft = Draft.objects.get(number=page.pk)
    draft.share()
    return draft


def _still_correct(is_reminder):
    def write():
        partner = make_partner_with_people()
        user = partner.memberships.get().user
        link = still_correct.link(partner, user)
        upkeep.still_correct(partner, user, link, still_correct.LINK_DAYS, is_reminder)

    return write


def _new_password():
    """As the front door asks for it, so that its link leads somewhere."""
    Client().post(reverse("account_reset_password"), {"email": make_user().email})


def _digest():
    make_waiting_story()
    mail.send(digest.letter_to(make_moderator()))


def _status_to_panel():
    make_seat()
    charter.status_sent(make_sent_application())


def write_to_booked(name, **columns):
    return lambda: getattr(booking, name)(make_booking(**columns))


def _suggested(read, answer):
    return lambda: read(make_suggestion(make_partner_with_people()), make_user(), answer)


def _chance_answered():
    chance = make_late_chance(owner_email="")
    Interest.objects.create(chance=chance, name="Pat", email="pat@example.org")
    for name, text in OUTCOME.items():
        setattr(chance, name, text)
    chance.settle(timezone.localdate())
    chances.was_written(None, chance)


def _offered(read, answer):
    return lambda: read(make_offer(make_partner_with_people()), make_user(), answer)


def _staff(write):
    make_user("Partner managers")
    write()


WRITE = {
    "stories/received": write_to_teller("received"),
    "stories/received_private": write_to_teller("received", consent_publish=False),
    "stories/question": write_to_teller("question", "May we say so?"),
    "stories/shown_edits": write_to_teller("shown_edits"),
    "stories/published": write_to_teller("published", make=make_published_story),
    "stories/declined": write_to_teller("declined", "identifies", "It is small."),
    "stories/taken_down": write_to_teller("taken_down", "asked", "We are sorry."),
    "stories/taken_back": write_to_teller("taken_back", make=_taken_back),
    "stories/brought_back": write_to_teller("brought_back"),
    "stories/brought_back_declined": write_to_teller("brought_back", make=_declined),
    "stories/come_back": write_to_teller("come_back", "pat@example.org"),
    "stories/retelling": write_to_teller("retelling", make=make_published_story),
    "stories/other_words": write_to_teller("other_words", make=make_published_story),
    "stories/consent_ends": write_to_teller("consent_ends"),
    "stories/consent_over": write_to_teller("consent_over"),
    "stories/answered": lambda: _answered(make_public_response()),
    "stories/letters/safeguarding_alert.txt": lambda: [
        make_user("Safeguarding leads"),
        stories.safeguarding_alert(make_waiting_story()),
    ],
    "stories/letters/glass_broken.txt": lambda: [
        make_user("Safeguarding leads"),
        stories.glass_broken(make_waiting_story(), make_user(name="Sam")),
    ],
    "stories/partner_invited": write_to_partner("invited"),
    "stories/partner_reminded": write_to_partner("reminded"),
    "stories/partner_returned": write_to_partner("returned"),
    "stories/partner_published": write_to_partner("published", make_public_response),
    "stories/partner_published_promise": write_to_partner("published", make_promise),
    "stories/partner_promise_due": write_to_partner("promise_due"),
    "partners/pledge_received": write_to_signer("pledge_received"),
    "partners/pledge_to_read": lambda: _staff(write_to_signer("pledge_received")),
    "partners/pledge_published": write_to_signer("pledge_published"),
    "partners/pledge_returned": write_to_signer("pledge_returned"),
    "partners/pledge_declined": write_to_signer("pledge_declined"),
    "partners/pledge_taken_back": write_to_signer("pledge_taken_back"),
    "partners/pledge_link": write_to_signer("pledge_link"),
    "partners/pledge_renewed": _of_a_renewal("pledge_renewed"),
    "partners/charter_adopted": _of_a_renewal("charter_adopted"),
    "partners/correction_to_read": lambda: _staff(write_to_signer("correction_to_read")),
    "partners/correction_shown": write_to_signer("correction_shown"),
    "partners/correction_left": write_to_signer("correction_left", reason="Say more."),
    "partners/contact_asked": _of_a_contact("contact_asked"),
    "partners/contact_new": _of_a_contact("contact_changed"),
    "partners/contact_former": _of_a_contact("contact_changed"),
    "partners/status_to_panel": _status_to_panel,
    "partners/status_awarded": write_about_status("status_decided"),
    "partners/status_not_yet": write_about_status("status_decided", state="not_yet"),
    "partners/status_returned": write_about_status("status_decided", state="returned"),
    "partners/status_ends_soon": write_about_status("status_ends_soon"),
    "partners/status_is_over": write_about_status("status_is_over"),
    "partners/removed": lambda: members.removed(make_partner_with_people().memberships.get()),
    "partners/now_owner": _now("owner"),
    "partners/now_editor": _now("editor"),
    "partners/changed": lambda: _staff(
        lambda: profile.tell_staff(make_partner(), make_user(), [("Cost", "", "Free")])
    ),
    "partners/waits": lambda: _staff(
        lambda: profile.tell_staff_what_waits(make_sent_change(summary="New"))
    ),
    "partners/decided_shown": _decided({"summary"}, {}, summary="New"),
    "partners/decided_back": _decided(set(), {"summary": "Say more."}, summary="New"),
    "partners/decided_both": _decided(
        {"summary"}, {"description": "Say more."}, summary="New", description="<p>Kind.</p>"
    ),
    "partners/mistake_reported": lambda: upkeep.mistake_reported(
        make_partner_with_people().mistakes.create(words="It is old.")
    ),
    "partners/mistake_settled": lambda: visitors.settle(make_mistake(), make_user(), "It is new now."),
    "partners/wrote_back": lambda: upkeep.wrote_back(make_mistake()),
    "pages/booking_place": write_to_booked("booked"),
    "pages/booking_waiting": write_to_booked("booked", state="waiting"),
    "pages/booking_again": write_to_booked("link_again"),
    "pages/booking_place_came": write_to_booked("place_came"),
    "pages/booking_offered": write_to_booked(
        "place_offered", state="offered", offered_until=timezone.now() + timedelta(hours=12)
    ),
    "pages/booking_week_before": write_to_booked("week_before"),
    "pages/booking_day_before": write_to_booked("day_before"),
    "pages/booking_changed": lambda: booking.changed(make_booking(), make_event(place="Old Hall")),
    "pages/booking_cancelled": write_to_booked("cancelled"),
    "pages/booking_event_cancelled": write_to_booked("event_cancelled"),
    "pages/suggestion_taken": _suggested(resources.take, "Thank you."),
    "pages/suggestion_not_taken": _suggested(resources.leave_out, "We have one like it."),
    "pages/chance_joined": lambda: join(make_chance(owner_email="")),
    "pages/chance_wanted": lambda: join(make_chance(), email="", telephone="01902 123456"),
    "pages/chance_answered": _chance_answered,
    "pages/chance_late": lambda: letters_of_chances.is_late(make_late_chance()),
    "pages/chance_offer_taken": _offered(chances.take, "Thank you."),
    "pages/chance_offer_not_taken": _offered(chances.leave_out, "Say what you pay."),
    "pages/news_asked": lambda: news.ask(make_reader(says_yes=False)),
    "pages/news": lambda: send_news(make_reader()),
    "partners/champion_asked": lambda: upkeep.champion_asked(make_question()),
    "partners/question_received": lambda: upkeep.question_received(make_question()),
    "partners/question_answered": lambda: visitors.answer(make_question(), make_user(), "Begin small."),
    "partners/still_correct": _still_correct(is_reminder=False),
    "partners/still_correct_again": _still_correct(is_reminder=True),
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
    "account/email/invitation.txt": lambda: invitations.send(
        invitations.person("new@example.org"), "do it"
    ),
    "account/email/password_reset_key_message.txt": _new_password,
    **{
        f"{prefix}_message.txt": notify(prefix)
        for prefix in (
            *("account/email/login_code", "account/email/password_changed"),
            *("account/email/password_reset", "account/email/password_set"),
            *("mfa/email/recovery_codes_generated", "mfa/email/totp_activated"),
            *("mfa/email/totp_deactivated", "mfa/email/webauthn_added"),
            "mfa/email/webauthn_removed",
        )
    },
}


def _answered(response):
    stories.answered(response.story, response)
