"""Pledges and applications for charter status in every state, for tests."""

from itertools import count

from django.utils import timezone

from partners.charter.status import actions
from partners.models import (
    CharterVersion,
    ContactChange,
    PanelSeat,
    Pledge,
    StatusApplication,
    StatusLevel,
    panel,
)
from tests.support.factories import make_user
from tests.support.telling import opened

_numbers = count(1)


def pledge_words(**details) -> dict:
    return {
        "name": f"School {next(_numbers)}",
        "kind": "school",
        "will_do": "We will ask families before we change the day.",
        "person": "Pat",
        "role": "Head teacher",
        "email": "pat@example.org",
        "may_be_shown": True,
    } | details


def typed_pledge(**details) -> dict:
    version = CharterVersion.objects.in_force()
    ground = {"key": "8d5cbd5e-53d7-4ba4-9ba9-9cbd5a1b6a3f", **pledge_words(may_be_shown="on")}
    ground["charter"] = version.number if version else 0
    return opened(ground | details)


def make_pledge(**details) -> Pledge:
    return Pledge.objects.create(**pledge_words(**details))


def make_public_pledge(**details) -> Pledge:
    pledge = make_pledge(**details)
    pledge.publish(make_user("Partner managers"), pledge.partner)
    return pledge


def make_level(**details) -> StatusLevel:
    words = {"slug": "growing", "name": "Growing", "meaning": "It is how you work.", "shows": "A\nB"}
    return StatusLevel.objects.get_or_create(slug=words["slug"], defaults=words | details)[0]


def make_application(pledge=None, **details) -> StatusApplication:
    """A draft with one thing that shows it."""
    make_level()
    application = actions.begin(pledge or make_public_pledge())
    application.write(**{"words": "Families choose our staff with us."} | details)
    panel.add_evidence(application, kind="link", words="Our minutes", address="https://example.org/a")
    return application


def make_sent_application(pledge=None, **details) -> StatusApplication:
    application = make_application(pledge, **details)
    application.send()
    return application


def make_seat(side="family", **details) -> PanelSeat:
    return PanelSeat.objects.create(user=make_user(**details), side=side)


def say(application, side="family", says="yes", words="They listen.") -> None:
    panel.record(make_seat(side), application, says, words)


def make_award(pledge=None, shown_words="Families choose the staff.", **details) -> StatusApplication:
    application = make_sent_application(pledge, **details)
    say(application, "family")
    say(application, "professional")
    application.award(make_user("Partner managers"), shown_words)
    return application


def hide_everywhere(secret: str, partner=None) -> None:
    """One hidden thing of each kind, with the secret word in each field that holds words."""
    by = make_user("Partner managers", name=secret)
    private = {"person": secret, "role": secret, "email": f"{secret}@example.org", "partner": partner}
    words = {"name": secret, "will_do": secret, **private}
    make_pledge(**words)
    make_public_pledge(**private).ask_for_words(secret, "nhs", secret)
    contact = {name: private[name] for name in ("email", "person", "role")}
    ContactChange.made_by_staff(make_public_pledge(**private), by, secret, **contact)
    ContactChange.objects.create(pledge=make_public_pledge(**private), **contact)
    make_pledge(**words).give_back(by, secret)
    make_public_pledge(**words).decline(by, secret)
    make_award(make_public_pledge(**words), shown_words=secret).pledge.take_back()
    for do in (None, "send", "not_yet", "award"):
        _show_with_private_parts_hidden(secret, private, by, do)


def _show_with_private_parts_hidden(secret, private, by, do) -> None:
    """A public pledge and, at the end, a public status, of which everything else is secret."""
    application = make_application(make_public_pledge(name=f"Clean {do}", **private), words=secret)
    address = f"https://example.org/{secret}"
    panel.add_evidence(application, kind="link", words=secret, address=address)
    panel.add_evidence(application, kind="story", words=secret, address=f"/stories/{secret}/")
    if do is None:
        return
    application.send()
    say(application, "family", words=secret)
    say(application, "professional", words=secret)
    if do == "not_yet":
        application.not_yet(by, secret)
    if do == "award":
        application.award(by, "Clean words")


def signed_pledge(version, **details) -> Pledge:
    """On the website, for this wording."""
    return make_public_pledge(charter=version, charter_was_draft=version.is_draft, **details)


def adopt(version) -> CharterVersion:
    version.refresh_from_db()
    version.adopt(timezone.localdate(), "The Board")
    return version


def next_adopted(version, promise="We will share every decision.") -> CharterVersion:
    """The next version, with one promise in other words."""
    draft = version.next_draft()
    draft.values.update(promise=promise)
    return adopt(draft)
