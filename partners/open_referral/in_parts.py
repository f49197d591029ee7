"""How to reach a service, when, and in which languages: in the partner's words, and in parts where each word is sure."""

from coproduction_site.structured_data import said
from coproduction_site.telephone import dialled, extension
from partners.directory import languages as spoken
from partners.directory import opening_hours
from partners.directory.confirmed import as_lines, confirmed
from partners.models.profile_fields import BY_NAME
from partners.open_referral import identifiers


def one_if_told(partner, name: str, service_id: str) -> list[dict]:
    text = confirmed(partner, name)
    one = {"id": identifiers.of(partner.uuid, name), "service_id": service_id, name_of(name): text}
    return [one] if text else []


def name_of(field: str) -> str:
    """What the standard calls a field that has one place there."""
    (place,) = BY_NAME[field].open_data
    return place.partition(".")[2]


def contacts(partner, service_id: str) -> list[dict]:
    """A service has no telephones of its own in the standard; its contacts have."""
    written = " ".join(confirmed(partner, "phone").split())
    if not written:
        return []
    here = identifiers.of(partner.uuid, "contact")
    phone = said(
        id=identifiers.of(partner.uuid, "phone"),
        contact_id=here,
        number=dialled(written) or written,
        extension=_number(extension(written)),
    )
    return [{"id": here, "service_id": service_id, "name": as_lines(partner.name), "phones": [phone]}]


def _number(digits: str) -> int | None:
    """The standard wants a number, which a nought at the beginning would not survive."""
    return int(digits) if digits and not digits.startswith("0") else None


def schedules(partner, service_id: str) -> list[dict]:
    """The hours are those on the clocks here: one distance from UTC would be wrong for half of the year."""
    parts = opening_hours.parts(confirmed(partner, "opening_hours"))
    rules = [
        {
            "id": identifiers.of(partner.uuid, f"opening_hours {number}"),
            "service_id": service_id,
            "freq": "WEEKLY",
            "byday": ",".join(opening_hours.DAYS[day][:2].upper() for day in part.days),
            "opens_at": f"{part.opens:%H:%M}",
            "closes_at": f"{part.closes:%H:%M}",
        }
        for number, part in enumerate(parts, start=1)
    ]
    return one_if_told(partner, "opening_hours", service_id) + rules


def languages(partner, service_id: str) -> list[dict]:
    codes = spoken.codes(confirmed(partner, "languages"))
    known = [
        {"id": identifiers.of(partner.uuid, f"language {code}"), "service_id": service_id, "code": code}
        for code in codes
    ]
    return one_if_told(partner, "languages", service_id) + known
