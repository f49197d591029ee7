"""Words that somebody reads again from time to time, so that they stay true."""

from django.db import models

from coproduction_site.mail_addresses import MailAddressField


class Reviewed(models.Model):
    """Its owner gets one letter for each day on which it is to be read again."""

    owner = models.CharField(
        max_length=120, blank=True, default="", db_default="", help_text="The role that keeps it true."
    )
    owner_email = MailAddressField(
        "e-mail address of the owner",
        blank=True,
        default="",
        db_default="",
        help_text="Gets a letter on the day. Never shown to the public. Without it, all who may change this get the letter.",
    )
    last_reviewed_on = models.DateField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    review_told_for = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def to_review(cls, day) -> models.QuerySet:
        """Those that the public reads and whose day has come."""
        return cls._default_manager.filter(next_review_on__lte=day)
