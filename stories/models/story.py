import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from coproduction_site.mail_addresses import MailAddressField
from coproduction_site.plain_errors import RulesInReach
from ladder.models import Rung
from partners.models import CharterValue, Partner
from stories.models import ages, in_pictures
from stories.models.ages import AboutAge, AboutWhom
from stories.models.bring_back import BringBackVerbs
from stories.models.case_verbs import CaseVerbs
from stories.models.changes_verbs import ChangesVerbs
from stories.models.check_verbs import CheckVerbs
from stories.models.codes import CodeVerbs
from stories.models.consent_dates import ASKED_AGAIN_DAYS
from stories.models.desk_verbs import DeskVerbs
from stories.models.disclosure_verbs import DisclosureVerbs
from stories.models.enums import HIGH_CRITICALITY, Channel, NameChoice, State, Teller
from stories.models.in_language import InLanguage
from stories.models.keys import new_follow_token, new_reference
from stories.models.lane_verbs import LaneVerbs
from stories.models.moderator_verbs import ModeratorVerbs
from stories.models.querysets import StoryQuerySet
from stories.models.reasons import DeclineReason
from stories.models.rules import CONSTRAINTS, INDEXES
from stories.models.teller_name import TellerName
from stories.models.teller_verbs import TellerVerbs, TimeVerbs
from stories.models.texts import first_words
from stories.models.took_part import TookPart
from stories.models.typing_verbs import TypingVerbs


class Story(
    TellerName,
    TellerVerbs,
    BringBackVerbs,
    CodeVerbs,
    DisclosureVerbs,
    TimeVerbs,
    ModeratorVerbs,
    ChangesVerbs,
    CaseVerbs,
    CheckVerbs,
    DeskVerbs,
    LaneVerbs,
    TypingVerbs,
    TookPart,
    InLanguage,
    RulesInReach,
    models.Model,
):
    """What somebody told us, in their own words, and the copy of it that may be shown."""

    State, Teller, NameChoice, Channel = State, Teller, NameChoice, Channel
    DeclineReason, AboutWhom, AboutAge = DeclineReason, AboutWhom, AboutAge
    IN_USE = (State.WAITING, State.QUESTION, State.WITH_TELLER, State.PUBLISHED)
    TYPED_BY_STAFF = (Channel.PAPER, Channel.PHONE, Channel.IN_PERSON)
    HIGH_CRITICALITY = HIGH_CRITICALITY
    CONSENTS = ages.SEEN_BY_OTHERS

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=9, unique=True, default=new_reference, editable=False)
    follow_token = models.CharField(max_length=43, unique=True, default=new_follow_token, editable=False)
    return_token = models.CharField(max_length=43, unique=True, default=new_follow_token, editable=False)
    code = models.CharField(max_length=128, blank=True, default="", db_default="", editable=False)
    steps_done = models.JSONField(default=list, editable=False)
    left_at = models.CharField(max_length=20, blank=True, default="", db_default="", editable=False)
    channel = models.CharField(
        "how it reached us", max_length=9, choices=Channel, default=Channel.WEB, editable=False
    )
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    typing_asked_at = models.DateTimeField(null=True, editable=False)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    teller = models.CharField("who is telling this story?", max_length=12, choices=Teller)
    about_whom = models.CharField("who is the story about?", max_length=8, choices=AboutWhom, blank=True)
    about_age = models.CharField(
        "how old is the person whom the story is about?", max_length=8, choices=ages.choices
    )
    title = models.CharField("a name for your story", max_length=120)
    happened = models.TextField("what happened?", max_length=10_000)
    good = models.TextField("what was good?", max_length=5_000, blank=True)
    better = models.TextField("what could be better?", max_length=5_000, blank=True)
    changed = models.TextField("what changed?", max_length=5_000, blank=True)
    took_part = models.TextField("who took part?", max_length=2_000, blank=True)
    pictures = models.JSONField("pictures that were chosen", default=list, blank=True)
    rung = models.ForeignKey(
        Rung,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="which rung of the ladder did it feel like?",
    )
    partners = models.ManyToManyField(
        Partner, blank=True, related_name="+", verbose_name="which organisations took part?"
    )
    name_choice = models.CharField(
        "what name shall we show?", max_length=9, choices=NameChoice, default=NameChoice.ANONYMOUS
    )
    shown_name = models.CharField("the name to show", max_length=40, blank=True)
    email = MailAddressField("your e-mail address", blank=True)

    consent_read = models.BooleanField("you may keep my story and read it", default=False)
    consent_publish = models.BooleanField("you may publish it on this website", default=False)
    consent_training = models.BooleanField("you may use it in training", default=False)
    consent_press = models.BooleanField("you may offer it to newspapers", default=False)
    young_person_agrees = models.BooleanField(default=False)
    adult_agrees = models.BooleanField(default=False)
    only_here = models.BooleanField("not in search engines or feeds", default=False, db_default=False)
    in_other_words = models.BooleanField("easy words or translation", default=False, db_default=False)
    consent_wording = models.CharField(max_length=20, blank=True, editable=False)
    consented_at = models.DateTimeField(null=True, editable=False)
    consent_ends_on = models.DateField(null=True, editable=False)
    consent_asked_at = models.DateTimeField(null=True, editable=False)

    public_title = models.CharField("title", max_length=120, blank=True)
    public_happened = models.TextField("what happened", max_length=10_000, blank=True)
    public_good = models.TextField("what was good", max_length=5_000, blank=True)
    public_better = models.TextField("what could be better", max_length=5_000, blank=True)
    public_changed = models.TextField("what changed", max_length=5_000, blank=True)
    public_took_part = models.TextField("who took part", max_length=2_000, blank=True)
    content_note = models.CharField(
        max_length=200,
        blank=True,
        help_text="Shown before the story, for example: “about a stay in hospital”.",
    )
    shows_photos = models.BooleanField(default=False, editable=False)
    themes = models.ManyToManyField("stories.Theme", blank=True, related_name="+", verbose_name="themes")
    values = models.ManyToManyField(
        CharterValue, blank=True, related_name="+", verbose_name="values of the charter"
    )
    featured_at = models.DateTimeField(null=True, editable=False)

    risk = models.PositiveSmallIntegerField(default=0, editable=False)
    criticality = models.PositiveSmallIntegerField("how critical it is", null=True, blank=True)
    moderator_rung = models.ForeignKey(
        Rung,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="rung as a moderator reads it",
    )
    has_criticism = models.BooleanField("it criticises a named service", default=False)
    has_health_detail = models.BooleanField("it tells of somebody’s health", default=False)
    spam_reason = models.CharField("why it may be spam", max_length=200, blank=True, editable=False)
    words_key = models.CharField(max_length=64, blank=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True, null=True, editable=False)  # noqa: DJ001

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    agreed_at = models.DateTimeField(null=True, editable=False)
    disagreed_at = models.DateTimeField(null=True, editable=False)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    changes_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    changes_approved_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    held_at = models.DateTimeField(null=True, editable=False)
    disclosed_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    brought_back_at = models.DateTimeField(null=True, editable=False)
    details_removed_at = models.DateTimeField(null=True, editable=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stories"
        permissions = [
            ("moderate_story", "Can read stories that were sent, and decide"),
            ("read_held_story", "Can read stories held for safeguarding"),
            ("break_glass", "Can open a held story in an emergency; every lead is told"),
            ("export_story", "Can take stories out of the site as files"),
            ("erase_story", "Can erase a story with everything held about it"),
        ]
        indexes = INDEXES
        constraints = CONSTRAINTS

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("stories:detail", args=[self.slug])

    def get_follow_url(self):
        return reverse("stories:follow", args=[self.follow_token])

    def get_continue_url(self):
        return reverse("stories:continue", args=[self.return_token])

    @property
    def title_so_far(self) -> str:
        """What it is called, or will be called when it is sent."""
        return self.title or first_words(self.happened)

    @property
    def pictures_picked(self) -> list[in_pictures.Group]:
        return in_pictures.picked(self.pictures)

    @property
    def may_renew_consent(self) -> bool:
        """A held story looks like one that waits, so its teller is asked the same."""
        soon = timezone.localdate() + timedelta(days=ASKED_AGAIN_DAYS)
        is_in_use = self.state in (*self.IN_USE, self.State.SAFEGUARDING)
        return is_in_use and self.consent_ends_on is not None and self.consent_ends_on <= soon

    @property
    def flags(self) -> list[str]:
        """What a moderator should know before opening it."""
        named = {
            "May not be safe": self.may_be_unsafe,
            "Many from one place": self.comes_with_many,
            "Perhaps spam": bool(self.spam_reason) and not self.comes_with_many,
            f"Child {AboutAge.UNDER_13.label.lower()}": self.about_age == AboutAge.UNDER_13,
            "To be typed in": self.is_to_type,
            "May not be published": not self.consent_publish,
            "Question answered": self.answered_at is not None,
            "Edits agreed": self.agreed_at is not None,
            "Edits not agreed": self.disagreed_at is not None,
            "Brought back by its teller": self.brought_back_at is not None,
            "Needs a second person": self.first_yes_at is not None
            and self.state in (self.State.WAITING, self.State.PUBLISHED),
            "In another language": bool(self.language),
            self.get_channel_display(): self.channel != self.Channel.WEB,
            "No e-mail": not self.email,
        }
        return [name for name, is_so in named.items() if is_so]
