"""A partner and its words as the things of Open Referral UK 3.0. Only what is known, and only plain text.

One partner is one organization with one service: what it offers. In a list a thing has only what it
has once; on its own it has everything. Nothing is ever null or empty.
"""

import re
from html import unescape

from django.conf import settings
from django.utils.html import strip_tags

from coproduction_site.rich_text import clean
from coproduction_site.site_address import on_this_site
from coproduction_site.structured_data import said
from partners.directory.channels import email_of, logo_address, web_address
from partners.directory.confirmed import as_lines, confirmed
from partners.models import Partner, Term, addresses
from partners.models.profile_fields import FIELDS, OFFER
from partners.open_referral import identifiers, in_parts

END_OF_BLOCK = re.compile(r"</(?:p|h2|h3|li|tr|blockquote)>|<br\s*/?>", re.IGNORECASE)


def organization(partner: Partner) -> dict:
    about = "" if "description" in partner.to_be_confirmed else plain(partner.description)
    return said(
        id=str(partner.uuid),
        name=as_lines(partner.name),
        description=about or as_lines(partner.summary) or as_lines(partner.name),
        email=email_of(partner),
        website=web_address(confirmed(partner, "website")),
        logo=logo_address(partner),
    )


def organization_in_full(partner: Partner) -> dict:
    return organization(partner) | {"services": [_service_alone(partner)]}


def organization_with_full_service(partner: Partner) -> dict:
    return organization(partner) | {"services": [service_in_full(partner)]}


def service(partner: Partner) -> dict:
    return _service_alone(partner) | {"organization": organization(partner)}


def service_in_full(partner: Partner) -> dict:
    here = identifiers.of(partner.uuid, "service")
    at = service_at_location_alone(partner)
    return service(partner) | said(
        contacts=in_parts.contacts(partner, here),
        schedules=in_parts.schedules(partner, here),
        cost_options=in_parts.one_if_told(partner, "cost", here),
        languages=in_parts.languages(partner, here),
        service_at_locations=[at | {"location": location(partner)}] if at else [],
        service_areas=[_area(partner, term) for term in partner.terms.all() if term.is_area],
        attributes=[_attribute(partner, term) for term in partner.terms.all()],
    )


def service_in_short(partner: Partner) -> dict:
    """For somebody who looks what is new or gone. The standard says `modified_date` here only."""
    whole = _service_alone(partner)
    short = {name: whole.get(name) for name in ("id", "name", "status", "last_modified")}
    return said(**short, modified_date=whole.get("last_modified"))


def location(partner: Partner) -> dict:
    here = identifiers.of(partner.uuid, "location")
    parts = addresses.parts_of(confirmed(partner, "address"))
    address = {"id": identifiers.of(partner.uuid, "address"), "location_id": here}
    access = {"id": identifiers.of(partner.uuid, "accessibility"), "location_id": here}
    about_access = confirmed(partner, "access")
    return said(
        id=here,
        location_type="physical",
        name=as_lines(partner.name),
        addresses=[said(**address, **parts, address_type="physical")],
        accessibility=[access | {"description": about_access}] if about_access else [],
    )


def service_at_location_alone(partner: Partner) -> dict:
    """Empty where the address cannot be told in the standard's parts."""
    if not addresses.parts_of(confirmed(partner, "address")):
        return {}
    return {
        "id": identifiers.of(partner.uuid, "service_at_location"),
        "service_id": identifiers.of(partner.uuid, "service"),
        "location_id": identifiers.of(partner.uuid, "location"),
    }


def service_at_location(partner: Partner) -> dict:
    where = location(partner)
    once = {name: where[name] for name in ("id", "location_type", "name")}
    return service_at_location_alone(partner) | {"location": once, "service": service(partner)}


def service_at_location_in_full(partner: Partner) -> dict:
    parts = {"location": location(partner), "service": service(partner)}
    hours = in_parts.schedules(partner, parts["service"]["id"])
    return service_at_location_alone(partner) | said(**parts, schedules=hours)


def taxonomy(vocabulary: str) -> dict:
    label = Term.Vocabulary(vocabulary).label
    return {
        "id": identifiers.of_taxonomy(vocabulary),
        "name": label,
        "description": f"{label}: words by which the directory of {settings.SITE_URL} sorts its partners.",
    }


def taxonomy_in_full(vocabulary: str, terms) -> dict:
    return taxonomy(vocabulary) | said(taxonomy_terms=[taxonomy_term(term) for term in terms])


def taxonomy_term(term: Term) -> dict:
    label, name = term.get_vocabulary_display(), as_lines(term.name)
    return {
        "id": str(term.uuid),
        "name": name,
        "description": f"{label}: {name}",
        "taxonomy": label,
        "taxonomy_id": identifiers.of_taxonomy(term.vocabulary),
        "term": name,
    }


def plain(html: str) -> str:
    """Rich text without its marks. Who shows it elsewhere shows it as text."""
    text = unescape(strip_tags(END_OF_BLOCK.sub("\n", clean(html))))
    lines = [" ".join(line.split()) for line in as_lines(text).split("\n")]
    return "\n".join(line for line in lines if line)


def _service_alone(partner: Partner) -> dict:
    checked = partner.last_checked_on
    return said(
        id=identifiers.of(partner.uuid, "service"),
        organization_id=str(partner.uuid),
        name=as_lines(partner.name),
        description=_offer(partner),
        url=on_this_site(partner.get_absolute_url()),
        email=email_of(partner),
        status="active",
        **{in_parts.name_of(name): confirmed(partner, name) for name in ("age_from", "age_to")},
        assured_date=checked and checked.isoformat(),
        alert=_alert(partner),
        last_modified=partner.modified_at and partner.modified_at.isoformat().replace("+00:00", "Z"),
    )


def _offer(partner) -> str:
    """What has no place of its own in the standard stands under its question, as on our page."""
    fields = [field for field in FIELDS if OFFER in field.open_data and field.row]
    answers = [(field.row.label, confirmed(partner, field.name)) for field in fields]
    parts = [f"{_as_question(label)} {answer}" for label, answer in answers if answer]
    return "\n\n".join([as_lines(partner.summary) or as_lines(partner.name), *parts])


def _as_question(label: str) -> str:
    return label if label.endswith("?") else f"{label}:"


def _alert(partner) -> str:
    """What the standard asks for, and what is therefore shown before anybody has confirmed it."""
    shown = [name for name in ("name", "summary") if name in partner.to_be_confirmed]
    return f"To be confirmed by the partner: {', '.join(shown)}." if shown else ""


def _area(partner, term) -> dict:
    here = {"id": identifiers.of(partner.uuid, f"area {term.uuid}")}
    return here | {"service_id": identifiers.of(partner.uuid, "service"), "name": as_lines(term.name)}


def _attribute(partner, term) -> dict:
    return {
        "id": identifiers.of(partner.uuid, f"attribute {term.uuid}"),
        "link_id": identifiers.of(partner.uuid, "service"),
        "taxonomy_term_id": str(term.uuid),
        "link_type": in_parts.name_of(term.vocabulary),
        "taxonomy_term": taxonomy_term(term),
    }
