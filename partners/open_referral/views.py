"""The addresses of Open Referral UK 3.0. Each starts from the partners that everybody may see."""

import json
import uuid
from functools import cache
from pathlib import Path

from django.http import Http404
from django.urls import reverse

from coproduction_site.context import settings_of_this_site
from coproduction_site.for_others import licence_and_contact
from coproduction_site.site_address import on_this_site
from coproduction_site.structured_data import said
from partners.models import Term
from partners.open_referral import identifiers, querysets, serializers
from partners.open_referral.paging import page_of
from partners.open_referral.parameters import (
    OfList,
    OfOffers,
    OfOneOrganization,
    OfOrganizations,
    OfServices,
    OfTerms,
)
from partners.open_referral.responses import open_data

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/"
EVERY_ONE = 100_000
DOCUMENT = Path(__file__).with_name("openapi.json")


@open_data()
def root(asked):
    here = on_this_site(reverse("open_referral:openapi"))
    return {"version": VERSION, "profile": PROFILE, "openapi_url": here} | licence_and_contact()


@open_data()
def openapi(asked):
    here = on_this_site(reverse("open_referral:root"))
    site, document = settings_of_this_site(), _document()
    licence = said(name=site.data_licence, url=site.data_licence_url)
    about = document["info"] | said(license=licence, contact=said(email=site.contact_email))
    return document | {"info": about, "servers": [{"url": here.rstrip("/")}]}


@open_data(OfServices)
def services(asked):
    chosen = querysets.partners_asked_for(asked)
    if asked["minimal"]:
        return page_of(chosen, asked, serializers.service_in_short, per_page=EVERY_ONE)
    if asked["full"]:
        return page_of(chosen.prefetch_related("terms"), asked, serializers.service_in_full)
    return page_of(chosen, asked, serializers.service)


@open_data()
def service(asked, identifier):
    return serializers.service_in_full(_found(querysets.partner_of(identifier, "service")))


@open_data(OfOrganizations)
def organizations(asked):
    chosen = querysets.partners_asked_for(asked)
    if asked["full_service"]:
        chosen = chosen.prefetch_related("terms")
        return page_of(chosen, asked, serializers.organization_with_full_service)
    return page_of(
        chosen, asked, serializers.organization_in_full if asked["full"] else serializers.organization
    )


@open_data(OfOneOrganization)
def organization(asked, identifier):
    partner = _found(querysets.partners().filter(uuid=_uuid(identifier)).first())
    full = asked["full_service"]
    return (
        serializers.organization_with_full_service(partner)
        if full
        else serializers.organization_in_full(partner)
    )


@open_data(OfOffers)
def service_at_locations(asked):
    chosen = querysets.partners_asked_for(asked)
    show = serializers.service_at_location_in_full if asked["full"] else serializers.service_at_location
    chosen = chosen.prefetch_related("terms") if asked["full"] else chosen
    return page_of(querysets.with_a_place(chosen), asked, show)


@open_data()
def service_at_location(asked, identifier):
    partner = _found(querysets.partner_of(identifier, "service_at_location"))
    _found(serializers.service_at_location_alone(partner))
    return serializers.service_at_location_in_full(partner)


@open_data(OfList)
def taxonomies(asked):
    return page_of(Term.Vocabulary.values, asked, serializers.taxonomy)


@open_data()
def taxonomy(asked, identifier):
    vocabulary = _found(identifiers.vocabulary_of(identifier))
    terms = querysets.terms_asked_for({}).filter(vocabulary=vocabulary)
    return serializers.taxonomy_in_full(vocabulary, terms)


@open_data(OfTerms)
def taxonomy_terms(asked):
    return page_of(querysets.terms_asked_for(asked), asked, serializers.taxonomy_term)


@open_data()
def taxonomy_term(asked, identifier):
    terms = querysets.terms_asked_for({})
    return serializers.taxonomy_term(_found(terms.filter(uuid=_uuid(identifier)).first()))


@open_data()
def unknown(asked, path):
    raise Http404("Nothing here has this address. openapi.json names all that there are.")


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
