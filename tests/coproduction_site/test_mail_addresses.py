"""Every field for an e-mail address takes what a letter can go to, and says so where it cannot."""

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from coproduction_site.forms import CANNOT_BE_MAILED, MailAddressFormField, can_be_mailed
from coproduction_site.mail_addresses import MailAddressField, key_of
from coproduction_site.urls import urlpatterns
from partners.charter.pledges.forms import PledgeForm
from partners.models import Pledge
from stories.submission.later_forms import ComeBackForm
from tests.support.charter import typed_pledge
from tests.support.factories import make_partner
from tests.support.house import PACKAGES

UNMAILABLE = [
    '"<x>"@example.org',
    '"a,b"@example.org',
    '"quoted"@example.org',
    "a@[127.0.0.1]",
    "root@localhost",
    f"{'n' * 65}@example.org",
    f"name@{'ü' * 20}.{'long.' * 44}org",
]
TOO_LONG = f"{'n' * 60}@{'long.' * 40}example.org"
NOT_WHOLE = [
    "name",
    "name@example.org.",
    "na me@example.org",
    "name@exa mple.org",
    "müller@example.org",
    "name@example.org\nBcc: all@example.org",
    "a@example.org, b@example.org",
    "Name <name@example.org>",
    "name@@example.org",
    f"name@{'ü' * 80}.example.org",
    "name@example",
]
MAILABLE = [
    "name@example.org",
    "Name+tag@Example.ORG",
    "o'neill@example.co.uk",
    "name@bücher.example",
    "  name@example.org  ",
    "name\x00@example.org",  # What no keyboard types is taken out, as in every box.
]
# Here an address is looked up: whoever has an old one signs in with it.
LOOKS_UP = "coproduction_site.accounts.forms"


def said_about(address) -> list[str]:
    form = ComeBackForm({"email": address})
    form.is_valid()
    return form.errors.get("email", [])


@pytest.mark.parametrize("address", UNMAILABLE)
def test_what_cannot_be_mailed_is_refused_with_one_sentence(address):
    assert said_about(address) == [CANNOT_BE_MAILED]
    assert not can_be_mailed(address)


def test_what_is_too_long_is_told_how_much_room_there_is():
    [sentence] = said_about(TOO_LONG)

    assert "There is room for 254." in sentence
    assert not can_be_mailed(TOO_LONG)


@pytest.mark.parametrize("address", NOT_WHOLE)
def test_what_is_no_address_is_refused_with_one_sentence(address):
    assert said_about(address) == ["Write the whole address, like name@example.org."]


@pytest.mark.parametrize("address", MAILABLE)
def test_ordinary_addresses_are_taken_whatever_stands_around_them(address):
    assert said_about(address) == []


def test_every_column_for_an_address_is_ours():
    columns = [
        field
        for model in apps.get_models()
        if model._meta.app_label in PACKAGES
        for field in model._meta.concrete_fields
        if isinstance(field, models.EmailField) or field.name.endswith("email")
    ]

    assert len(columns) >= 8
    assert [str(field) for field in columns if not isinstance(field, MailAddressField)] == []


def test_every_box_for_an_address_is_ours():
    assert urlpatterns, "the forms are imported"
    boxes = [
        (f"{form.__module__}.{form.__qualname__}.{name}", field)
        for form in _below(forms.BaseForm)
        if form.__module__.split(".")[0] in PACKAGES and form.__module__ != LOOKS_UP
        for name, field in form.base_fields.items()
        if isinstance(field, forms.EmailField) or name.endswith("email")
    ]

    assert len(boxes) >= 6
    assert [name for name, field in boxes if not isinstance(field, MailAddressFormField)] == []


@pytest.mark.parametrize("address", UNMAILABLE)
def test_staff_and_profiles_cannot_store_one_either(db, address):
    partner = make_partner()
    partner.email = address

    with pytest.raises(ValidationError):
        partner.full_clean()
    assert not PledgeForm(typed_pledge(email=address)).is_valid()


def test_an_old_row_with_such_an_address_is_still_shown(client, db):
    partner = make_partner(email='"a,b"@example.org', to_be_confirmed=[])

    assert client.get(partner.get_absolute_url()).status_code == 200
    assert b"a,b" not in client.get(f"/open-referral/organizations/{partner.uuid}").content


def test_nothing_is_kept_of_what_is_refused(client, db):
    page = client.post("/charter/sign/", typed_pledge(email='"<x>"@example.org'))

    assert "We can’t send letters to this address." in page.content.decode()
    assert not Pledge.objects.exists()


def test_the_key_of_an_address_is_the_same_however_it_is_written_and_does_not_say_it():
    assert key_of(" Name@Example.org ") == key_of("name@example.org") != key_of("other@example.org")
    assert "name" not in key_of("name@example.org")


def _below(form):
    for child in form.__subclasses__():
        yield child
        yield from _below(child)
