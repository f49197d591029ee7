"""A partner's profile in tests: what the form of a section sends, and changes that have come some way."""

from django.urls import reverse

from partners.models import Partner, ProfileChange, Term
from partners.models.sections import BY_SLUG
from tests.support.factories import make_member, make_partner, make_user


def section_address(partner, section, name="section") -> str:
    return reverse(f"partners:{name}", args=[partner.slug, section])


def sent_by_the_form(partner, section, **words) -> dict:
    """Every box of the section as a browser would send it back, with some of them changed."""
    partner = Partner.objects.get(pk=partner.pk)
    change = partner.changes.open().first()
    now = {name: getattr(partner, name, "") for name in BY_SLUG[section].fields}
    now |= change.asked if change else {}
    boxes = {
        name: "" if value is None else value
        for name, value in now.items()
        if name not in ("logo", "photo", "remove_logo", "remove_photo", *Term.Vocabulary.values)
    }
    return {"version": partner.version} | boxes | words


def save_section(client, partner, section, **words):
    return client.post(
        section_address(partner, section), sent_by_the_form(partner, section, **words), follow=True
    )


def make_change(partner: Partner | None = None, user=None, **asked) -> ProfileChange:
    """A draft that asks for these fields, or for a new summary."""
    partner = partner or make_partner()
    user = user or make_member(partner)
    return ProfileChange.keep(partner, user, asked or {"summary": "We help many families."})


def make_sent_change(partner: Partner | None = None, user=None, **asked) -> ProfileChange:
    change = make_change(partner, user, **asked)
    change.send(user or change.partner.memberships.first().user)
    return change


def make_reader(**details):
    return make_user("Partner managers", **details)


def decide(change, reader=None, approved=(), **reasons) -> None:
    partner = Partner.objects.get(pk=change.partner_id)
    change.decide(reader or make_reader(), set(approved), reasons, partner.version)
