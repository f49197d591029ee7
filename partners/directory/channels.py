"""How a partner can be reached, for programs: only what is confirmed, and only what a program can use."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from coproduction_site.forms import can_be_mailed
from coproduction_site.site_address import on_this_site
from partners.directory.confirmed import confirmed
from partners.models import Partner

URI = re.compile(r"https?://(?:[\w.~:/?@!$&'()*+,;=#-]|%[0-9A-Fa-f]{2})+", re.ASCII)


def web_address(text: str) -> str:
    """A web address in the letters that the standard allows, or nothing."""
    try:
        URLValidator(["http", "https"])(text)
    except ValidationError:
        return ""
    address = iri_to_uri(text)
    return address if URI.fullmatch(address) and address.count("#") < 2 else ""


def email_of(partner: Partner) -> str:
    email = confirmed(partner, "email")
    return email if can_be_mailed(email) else ""


def logo_address(partner: Partner) -> str:
    if not partner.logo:
        return ""
    address = reverse("partners:logo", args=[partner.slug])
    return on_this_site(f"{address}?v={partner.logo_name}")
