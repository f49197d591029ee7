"""How somebody reaches the team. Each way is a setting of the site, and shows only where it is there."""

from django.db import models

from coproduction_site import telephone
from coproduction_site.mail_addresses import MailAddressField


class WaysToReachUs(models.Model):
    contact_name = models.CharField(max_length=100, blank=True)
    contact_role = models.CharField(max_length=120, blank=True)
    contact_email = MailAddressField("contact e-mail", blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_texts = models.CharField(
        "number for text messages", max_length=30, blank=True, default="", db_default=""
    )
    contact_takes_relay = models.BooleanField(
        "can be rung through Relay UK",
        default=False,
        db_default=False,
        help_text="For people who type instead of speaking: 18001 before the telephone number.",
    )
    second_contact_name = models.CharField(max_length=100, blank=True, default="", db_default="")
    second_contact_role = models.CharField(max_length=120, blank=True, default="", db_default="")
    second_contact_email = MailAddressField(
        "second contact e-mail", blank=True, default="", db_default=""
    )
    second_contact_phone = models.CharField(max_length=30, blank=True, default="", db_default="")
    postal_address = models.TextField(
        "address for letters",
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text="Each part on a line of its own. On the pages that say how to reach you, and on the paper form.",
    )
    contact_is_confirmed = models.BooleanField(
        "contact is confirmed",
        default=False,
        help_text="Until then the site says “to be confirmed”.",
    )

    class Meta:
        abstract = True

    @property
    def marks_contact(self) -> bool:
        """In a pilot the top of every page says that numbers are being checked, so the contact need not."""
        return not self.contact_is_confirmed and self.pilot_until is None

    @property
    def contact_phone_link(self) -> str:
        return telephone.link(self.contact_phone)

    @property
    def contact_texts_link(self) -> str:
        return telephone.link(self.contact_texts, is_for_texts=True)

    @property
    def contact_relay_link(self) -> str:
        """Empty if nobody said that calls through Relay UK are answered, or it is not sure what to dial."""
        number = telephone.dialled(self.contact_phone) if self.contact_takes_relay else ""
        return f"tel:18001{number}" if number else ""

    @property
    def second_contact_phone_link(self) -> str:
        return telephone.link(self.second_contact_phone)
