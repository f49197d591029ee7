"""The addresses of Open Referral UK 3.0. Each starts from the partners that everybody may see."""

import json
import uuid
from functools import cache
from pathlib import Path

from django.http import Http404
from django.urls import reverse

from coproduction_site.structured_data import on_this_site
from partners.models import Term
from partners.open_referral import identifiers, selecting, things
from partners.open_referral.answering import open_data
from partners.open_referral.asking import (
    OfList,
    OfOffers,
    OfOneOrganization,
    OfOrganizations,
    OfServices,
    OfTerms,
)
from partners.open_referral.paging import page_of

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/"
EVERY_ONE = 100_000
DOCUMENT = Path(__file__).with_name("openapi.json")


@open_data()
def root(asked):
    here = on_this_site(reverse("open_referral:openapi"))
    return {"version": VERSION, "profile": PROFILE, "openapi_url": here}


@open_data()
def openapi(asked):
    here = on_this_site(reverse("open_referral:root"))
    return _document() | {"servers": [{"url": here.rstrip("/")}]}


@open_data(OfServices)
def services(asked):
    chosen = selecting.partners_asked_for(asked)
    if asked["minimal"]:
        return page_of(chosen, asked, things.service_in_short, per_page=EVERY_ONE)
    if asked["full"]:
        return page_of(chosen.prefetch_related("terms"), asked, things.service_in_full)
    return page_of(chosen, asked, things.service)


@open_data()
def service(asked, identifier):
    return things.service_in_full(_found(selecting.partner_of(identifier, "service")))


@open_data(OfOrganizations)
def organizations(asked):
    chosen = selecting.partners_asked_for(asked)
    if asked["full_service"]:
        chosen = chosen.prefetch_related("terms")
        return page_of(chosen, asked, things.organization_with_full_service)
    return page_of(chosen, asked, things.organization_in_full if asked["full"] else things.organization)


@open_data(OfOneOrganization)
def organization(asked, identifier):
    partner = _found(selecting.partners().filter(uuid=_uuid(identifier)).first())
    full = asked["full_service"]
    return (
        things.organization_with_full_service(partner) if full else things.organization_in_full(partner)
    )


@open_data(OfOffers)
def service_at_locations(asked):
    chosen = selecting.partners_asked_for(asked)
    show = things.service_at_location_in_full if asked["full"] else things.service_at_location
    chosen = chosen.prefetch_related("terms") if asked["full"] else chosen
    return page_of(selecting.with_a_place(chosen), asked, show)


@open_data()
def service_at_location(asked, identifier):
    partner = _found(selecting.partner_of(identifier, "service_at_location"))
    _found(things.service_at_location_alone(partner))
    return things.service_at_location_in_full(partner)


@open_data(OfList)
def taxonomies(asked):
    return page_of(Term.Vocabulary.values, asked, things.taxonomy)


@open_data()
def taxonomy(asked, identifier):
    vocabulary = _found(identifiers.vocabulary_of(identifier))
    terms = selecting.terms_asked_for({}).filter(vocabulary=vocabulary)
    return things.taxonomy_in_full(vocabulary, terms)


@open_data(OfTerms)
def taxonomy_terms(asked):
    return page_of(selecting.terms_asked_for(asked), asked, things.taxonomy_term)


@open_data()
def taxonomy_term(asked, identifier):
    terms = selecting.terms_asked_for({})
    return things.taxonomy_term(_found(terms.filter(uuid=_uuid(identifier)).first()))


@cache
def _document() -> dict:
    return json.loads(DOCUMENT.read_text())


def _uuid(identifier: str) -> uuid.UUID:
    try:
        return uuid.UUID(identifier)
    except ValueError:
        return _found(None)


def _found(thing):
    if not thing:
        raise Http404("Nothing here has this identifier.")
    return thing
