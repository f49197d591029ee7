"""A film in British Sign Language (BSL), and who answers for it.

NHS England asks for two registered people: one who signs, and another who checks. Their numbers are those of a public register.
"""

from pathlib import PurePath

from django.db import models
from django.urls import reverse


class Signed(models.Model):
    """Has a version in BSL, or none yet. One that nobody else has checked is shown as such."""

    bsl_file = models.FileField("BSL film", upload_to="videos/", blank=True, default="", db_default="")
    bsl_link = models.URLField("BSL film on another website", blank=True)
    bsl_signed_by = models.CharField("who signs", max_length=60, blank=True, default="", db_default="")
    bsl_signed_number = models.CharField(
        "their register number",
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text="In the national register of interpreters and translators.",
    )
    bsl_checked_by = models.CharField(
        "who checked it",
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text="Somebody else. Until all three are here, the page says that nobody has checked it.",
    )
    bsl_checked_number = models.CharField(
        "their register number", max_length=40, blank=True, default="", db_default=""
    )
    bsl_checked_on = models.DateField("day of the check", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_in_bsl(self) -> bool:
        return bool(self.bsl_file or self.bsl_link)

    @property
    def is_checked_in_bsl(self) -> bool:
        return bool(self.bsl_checked_on)

    @property
    def bsl_address(self) -> str:
        return reverse("pages:film", args=[self.slug, PurePath(self.bsl_file.name).name])


RULES = [
    models.CheckConstraint(
        name="video_check_in_bsl_is_whole",
        condition=models.Q(bsl_checked_on__isnull=True)
        | (~models.Q(bsl_checked_by="") & ~models.Q(bsl_checked_number="")),
        violation_error_message="Say who checked the BSL film, and their register number.",
    ),
    models.CheckConstraint(
        name="video_in_bsl_is_checked_by_another",
        condition=models.Q(bsl_checked_by="") | ~models.Q(bsl_checked_by=models.F("bsl_signed_by")),
        violation_error_message="Somebody else must check the BSL film than the person who signs.",
    ),
]
