"""The column of an e-mail address that a letter can go to, and a key to count addresses by that names nobody."""

from django.db import models
from django.utils.crypto import salted_hmac

from coproduction_site.forms import MailAddressFormField, validate_mail_address


def key_of(address: str) -> str:
    """Enough to count by, useless to anybody who reads it."""
    plain = address.strip().lower()
    return salted_hmac("coproduction_site.mail_addresses", plain, algorithm="sha256").hexdigest()[:24]


class MailAddressField(models.EmailField):
    """Only new addresses are looked at. To the database it is an EmailField, so it needs no migration."""

    default_validators = [validate_mail_address]

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": MailAddressFormField} | kwargs)
