from pathlib import PurePath

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Permission, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from coproduction_site import telephone
from coproduction_site.cache.revision import ContentRevision, shown_to_public
from coproduction_site.drafts.models import Draft
from coproduction_site.letters.models import LetterWords
from coproduction_site.listed_addresses import every_line_is_an_address
from coproduction_site.mail_addresses import MailAddressField
from coproduction_site.operations.models import Erasure, Job, Trouble
from coproduction_site.outbox.models import RefusedAddress, TurnedOff
from coproduction_site.search.misses import SearchMiss
from coproduction_site.search.models import SearchEntry
from coproduction_site.search.spelling import SpelledPiece, SpelledWord
from coproduction_site.search.synonyms import Synonyms
from coproduction_site.uploads.models import FileToErase
from coproduction_site.urgent_numbers import FOR_A_CHILD_NOW, UrgentNumber
from coproduction_site.ways_to_reach_us import WaysToReachUs
from coproduction_site.workflow.versions import Versioned

__all__ = [
    "FOR_A_CHILD_NOW",
    "ContentRevision",
    "Draft",
    "Erasure",
    "FileToErase",
    "Job",
    "LetterWords",
    "RefusedAddress",
    "SearchEntry",
    "SearchMiss",
    "SiteSettings",
    "SpelledPiece",
    "SpelledWord",
    "Synonyms",
    "Trouble",
    "TurnedOff",
    "UrgentNumber",
    "User",
]


OPEN_GOVERNMENT = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **details):
        user = self.model(email=self.normalize_email(email), **details)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **details):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **details)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in: council staff, or a person who edits a partner's page."""

    email = MailAddressField(
        "e-mail address",
        unique=True,
        error_messages={"unique": "Somebody with this e-mail address can sign in already."},
    )
    name = models.CharField(max_length=100, blank=True)
    is_staff = models.BooleanField(
        "council staff", default=False, help_text="May open the admin, with a second factor."
    )
    is_active = models.BooleanField(
        "may sign in", default=True, help_text="Untick when somebody leaves; their work stays."
    )
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"

    class Meta:
        ordering = ["email"]
        permissions = [
            ("read_log", "Can read the log of the desk"),
            ("answer_rights", "Can find, hand out and erase what is held about a person"),
            ("read_letters", "Can read the words of letters"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_for_each_address",
                violation_error_message="Somebody with this e-mail address can sign in already.",
            )
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)

    def has_perm(self, perm, obj=None):
        """An administrator may do all but what is given to people by name, by a role or by itself."""
        if self.is_superuser and perm in settings.GIVEN_BY_NAME:
            return self.is_active and perm in self._given_by_name
        return super().has_perm(perm, obj)

    @cached_property
    def _given_by_name(self) -> set[str]:
        given = Permission.objects.filter(Q(user=self) | Q(group__user=self))
        names = given.values_list("content_type__app_label", "codename").order_by()
        return {f"{app}.{name}" for app, name in names}


class SiteSettingsQuerySet(models.QuerySet):
    def pilot_is_over(self, day):
        return self.filter(pilot_until__lt=day)

    def current(self) -> "SiteSettings":
        """The one row, or its defaults on a site that nobody has set up yet."""
        return self.first() or SiteSettings()


@shown_to_public
class SiteSettings(WaysToReachUs, Versioned):
    """The names and numbers that belong to one city, changed once and shown everywhere."""

    name = models.CharField(
        "name of the site", max_length=100, default="Working Together Through Co-production"
    )
    city = models.CharField(max_length=60, blank=True)
    council_name = models.CharField("council", max_length=100, blank=True)
    council_mark = models.FileField(
        "mark of the council",
        upload_to="council/",
        blank=True,
        default="",
        db_default="",
        help_text="A picture. It stands at the top of every page. The name of the council is read out for it.",
    )
    council_pages = models.TextField(
        "pages of the council on social media",
        blank=True,
        default="",
        db_default="",
        validators=[every_line_is_an_address],
        help_text="One address on each line. Search engines then know that they are the council’s. No page shows them.",
    )
    board_name = models.CharField("Board that owns the charter", max_length=120, blank=True)
    local_offer_name = models.CharField("Local Offer name", max_length=100, blank=True)
    local_offer_url = models.URLField("Local Offer address", blank=True)
    pilot_until = models.DateField(
        "pilot until",
        null=True,
        blank=True,
        help_text="Every page then says that the site is new and not all of it is checked. Empty it when the pilot is over.",
    )
    safeguarding_phone = models.CharField(
        "telephone of the safeguarding leads",
        max_length=30,
        blank=True,
        default="",
        db_default="",
        help_text="Moderators see it where they hold a story. It is not shown to the public.",
    )
    data_licence = models.CharField(
        "licence of our open data",
        max_length=100,
        default="Open Government Licence 3.0",
        db_default="Open Government Licence 3.0",
        blank=True,
    )
    data_licence_url = models.URLField(
        "address of the licence", default=OPEN_GOVERNMENT, db_default=OPEN_GOVERNMENT, blank=True
    )
    reply_promise_days = models.PositiveSmallIntegerField(
        "days in which a story is read", default=10, help_text="Calendar days. Shown to tellers."
    )
    data_protection_officer = models.CharField(max_length=120, blank=True)
    data_protection_email = MailAddressField("data protection e-mail", blank=True)
    privacy_complaints_days = models.PositiveSmallIntegerField(
        "days to answer a privacy complaint",
        default=30,
        help_text="Data (Use and Access) Act 2025: acknowledged within 30 days.",
    )
    history = HistoricalRecords(excluded_fields=["version", "council_mark"])

    objects = SiteSettingsQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "site settings"
        constraints = [
            models.CheckConstraint(name="site_settings_are_one_row", condition=models.Q(pk=1))
        ]

    def __str__(self):
        return self.name

    @cached_property
    def values(self) -> tuple:
        """All of them, as a key for what is drawn of them alone."""
        return tuple(getattr(self, field.attname) for field in self._meta.concrete_fields)

    @property
    def council_mark_name(self) -> str:
        """Changes with the mark, so that a browser may keep each one. Empty if there is none."""
        return PurePath(self.council_mark.name).name if self.council_mark else ""

    @property
    def safeguarding_phone_link(self) -> str:
        return telephone.link(self.safeguarding_phone)
