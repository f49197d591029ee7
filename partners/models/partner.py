import uuid
from datetime import date
from pathlib import PurePath

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.kept_days import months_after
from coproduction_site.mail_addresses import MailAddressField
from coproduction_site.rich_text import RichTextField
from coproduction_site.workflow import one_winner
from partners.models.card import PartnerCard
from partners.models.facts import Facts, ages_in_words
from partners.models.finding import PartnerQuerySet
from partners.models.send_answers import SendAnswers
from partners.models.terms import Term

LOGO_SIDE, PHOTO_SIDE = 480, 1200
READ_OUT = "Read out to people who cannot see it."
CHANGED_SINCE = "Somebody changed the page while you were reading it. Read it again first."


@shown_to_public
class Partner(SendAnswers):
    """An organisation that has promised to work in co-production."""

    class Kind(models.TextChoices):
        FORUM = "forum", "Parent carer forum"
        YOUTH_FORUM = "youth_forum", "Young people's forum"
        CHARITY = "charity", "Charity"
        VOLUNTARY = "voluntary", "Support for community groups"
        ADVICE = "advice", "Advice service"
        COUNCIL = "council", "Council"
        NHS = "nhs", "NHS"
        OTHER = "other", "Another kind"

    class Standing(models.TextChoices):
        CURRENT = "current", "A partner today"
        FORMER = "former", "A partner in the past"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField("address", unique=True)
    name = models.CharField(max_length=120)
    formerly = models.CharField("old names", max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    summary = models.CharField(max_length=250, help_text="One sentence: what you do, and for whom.")
    description = RichTextField("about us", blank=True, max_length=20_000)
    how_to_join = models.TextField("how to join or get help", blank=True, max_length=2_000)
    access = models.TextField("getting in and taking part", blank=True, max_length=2_000)
    languages = models.CharField(max_length=200, blank=True)
    cost = models.CharField(max_length=200, blank=True)
    logo = models.ImageField(upload_to="logos/", blank=True)
    logo_alt = models.CharField("what the logo shows", max_length=150, blank=True, help_text=READ_OUT)
    photo = models.ImageField(upload_to="photos/", blank=True)
    photo_alt = models.CharField("what the photo shows", max_length=150, blank=True, help_text=READ_OUT)
    photo_until = models.CharField(
        "year in which the yes of those on the photo ends",
        max_length=4,
        blank=True,
        default="",
        db_default="",
        help_text="Four figures. After that year the photo is erased. Empty if nobody can be recognised.",
    )
    website = models.URLField("website", blank=True, validators=[URLValidator(["http", "https"])])
    email = MailAddressField("e-mail", blank=True)
    phone = models.CharField("telephone", max_length=40, blank=True)
    address = models.TextField("address of the office", blank=True, max_length=500)
    opening_hours = models.TextField(blank=True, max_length=500)
    age_from = models.PositiveSmallIntegerField("youngest age", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("oldest age", null=True, blank=True)
    terms = models.ManyToManyField(Term, blank=True, related_name="partners")
    is_champion = models.BooleanField("is a co-production champion", default=False)
    champion_note = models.TextField(
        "who the champions are",
        max_length=500,
        blank=True,
        default="",
        db_default="",
        help_text="Who answers, what they know well, and when they are there. Names only if they want them here.",
    )
    is_listed = models.BooleanField("is in the directory", default=True)
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.CURRENT)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    history_note = models.TextField("what it was", blank=True)
    to_be_confirmed = models.JSONField("fields still to be confirmed", default=list, blank=True)
    last_checked_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=100)
    version = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords(m2m_fields=[terms], excluded_fields=["version"])

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                name="partner_ages_are_in_order",
                condition=models.Q(age_from=None)
                | models.Q(age_to=None)
                | models.Q(age_from__lte=models.F("age_to")),
                violation_error_message="The youngest age cannot be above the oldest age.",
            ),
            models.CheckConstraint(
                name="only_a_former_partner_has_a_successor",
                condition=models.Q(successor=None) | models.Q(standing="former"),
                violation_error_message="Only a partner of the past has a successor.",
            ),
            models.CheckConstraint(
                name="logo_has_words_for_those_who_cannot_see_it",
                condition=models.Q(logo="") | ~models.Q(logo_alt=""),
                violation_error_message="Say what the logo shows.",
            ),
            models.CheckConstraint(
                name="photo_has_words_for_those_who_cannot_see_it",
                condition=models.Q(photo="") | ~models.Q(photo_alt=""),
                violation_error_message="Say what the photo shows.",
            ),
            models.CheckConstraint(
                name="website_is_a_web_address",
                condition=models.Q(website="")
                | models.Q(website__startswith="http://")
                | models.Q(website__startswith="https://"),
                violation_error_message="The website starts with https:// or http://.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partners:detail", args=[self.slug])

    @property
    def is_former(self) -> bool:
        return self.standing == self.Standing.FORMER

    @property
    def heir(self):
        """Who does its work today, if the public may know of them."""
        return self.successor if self.successor and self.successor.is_listed else None

    @property
    def is_out_of_reach(self) -> bool:
        """As `out_of_reach` finds them."""
        return not (self.phone or self.email)

    @property
    def ages(self) -> str:
        return ages_in_words(self.age_from, self.age_to)

    @property
    def card(self) -> PartnerCard:
        return PartnerCard.of(self)

    @property
    def logo_name(self) -> str:
        """Changes with the logo, so that a browser may keep each one."""
        return PurePath(self.logo.name).stem if self.logo else ""

    @property
    def photo_name(self) -> str:
        """Changes with the photo, as `logo_name` does."""
        return PurePath(self.photo.name).stem if self.photo else ""

    @property
    def shows_photo(self) -> bool:
        """Not of a partner of the past, and not after the yes of those who are on it has ended."""
        is_over = self.photo_until and self.photo_until < str(timezone.localdate().year)
        return bool(self.photo) and not is_over and not self.is_former

    @property
    def next_check_on(self) -> date | None:
        """The day on which somebody at the partner should read all of it again; none before the first time."""
        return self.last_checked_on and months_after(self.last_checked_on, settings.PROFILE_CHECK_MONTHS)

    @property
    def is_to_be_checked(self) -> bool:
        return self.next_check_on is None or self.next_check_on <= timezone.localdate()

    @property
    def was_checked_long_ago(self) -> bool:
        """So long ago that families are told."""
        old = months_after(timezone.localdate(), -2 * settings.PROFILE_CHECK_MONTHS)
        return self.last_checked_on is not None and self.last_checked_on <= old

    def facts(self, terms=None) -> Facts:
        """What the public page says in rows; `terms` are others than the stored ones, for a preview."""
        return Facts.of(self, list(self.terms.all()) if terms is None else terms)

    def confirm(self, names) -> None:
        """What somebody who knows has just read over, and has not left empty, is confirmed."""
        given = {name for name in names if getattr(self, name, None) not in (None, "")}
        self.to_be_confirmed = [name for name in self.to_be_confirmed if name not in given]

    def note_checked(self, user, version: int) -> None:
        """Somebody at the partner has read all of it, and it is right: what has words is confirmed.

        Raises ValidationError if it is not any more what they have read.
        """
        with transaction.atomic():
            partner = one_winner.with_version_taken(self, version, CHANGED_SINCE)
            partner.confirm(list(partner.to_be_confirmed))
            partner.last_checked_on = timezone.localdate()
            partner._history_user, partner._change_reason = user, "Checked by the partner"
            partner.save()

    def sort_under(self, terms) -> None:
        """Call it before `save()`: history then holds the words and the terms in one record."""
        self.skip_history_when_saving = True
        self.terms.set(terms)
        del self.skip_history_when_saving


class Membership(models.Model):
    """Who may edit which partner's page."""

    class Role(models.TextChoices):
        OWNER = "owner", "Owner"
        EDITOR = "editor", "Editor"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=6, choices=Role, default=Role.OWNER)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "partner"],
                name="one_membership_for_a_person_and_a_partner",
                violation_error_message="This person belongs to this partner already.",
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.partner}"
