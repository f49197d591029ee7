import secrets
import uuid
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, slugify

from coproduction_site import revision
from ladder.models import Rung
from partners.models import Partner

ASKED_AGAIN_DAYS = 30  # So long before a consent ends its teller is asked.
TEXTS = ("title", "happened", "good", "better", "changed", "took_part")
LETTERS_HARD_TO_CONFUSE = "234679CDFGHJKMNPQRTVWXYZ"


def new_reference() -> str:
    """Eight letters and digits that can be read out on the telephone. It opens nothing by itself."""
    mixed = "".join(secrets.choice(LETTERS_HARD_TO_CONFUSE) for _ in range(8))
    return f"{mixed[:4]}-{mixed[4:]}"


def new_follow_token() -> str:
    """256 bits: the teller's own key to the page on which they follow their story."""
    return secrets.token_urlsafe(32)


class StoryQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=Story.State.PUBLISHED)

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def after(self, published_at, pk):
        """The rest of the stories, newest first, when this one was the last to be shown."""
        not_newer = self.filter(published_at__lte=published_at)
        return not_newer.filter(Q(published_at__lt=published_at) | Q(pk__lt=pk))

    def withdrawn(self):
        """Stories that were public once and are not any more."""
        return self.filter(state=Story.State.WITHDRAWN).exclude(slug=None)

    def sent(self):
        return self.exclude(state=Story.State.DRAFT)

    def waiting(self):
        """The queue, oldest first."""
        return self.filter(state=Story.State.WAITING).order_by("submitted_at", "pk")

    def claimed_by(self, user):
        return self.waiting().filter(claimed_by=user)

    def answered(self):
        return self.waiting().exclude(answered_at=None)

    def asked(self):
        return self.filter(state=Story.State.QUESTION)

    def held(self):
        return self.filter(state=Story.State.SAFEGUARDING)

    def readable_by(self, user):
        """A draft is nobody's to read; a held story only a lead's, also after its teller took it back."""
        if not user.has_perm("stories.moderate_story"):
            return self.none()
        if user.has_perm("stories.read_held_story"):
            return self.sent()
        return self.sent().filter(held_at=None)

    def forgotten_drafts(self):
        limit = timezone.now() - timedelta(days=settings.DRAFT_STORY_DAYS)
        return self.filter(state=Story.State.DRAFT, created_at__lt=limit)

    def exportable(self):
        """What staff may take out of the site. A story that is or was held when it was taken back: never."""
        return self.sent().filter(held_at=None)

    def declined_long_ago(self):
        limit = timezone.now() - timedelta(days=settings.DECLINED_STORY_DAYS)
        return self.filter(state=Story.State.DECLINED, decided_at__lt=limit)

    def withdrawn_long_ago(self):
        """One that was held stays until a safeguarding lead erases it."""
        limit = timezone.now() - timedelta(days=settings.WITHDRAWN_STORY_DAYS)
        return self.filter(state=Story.State.WITHDRAWN, withdrawn_at__lt=limit, held_at=None)

    def with_old_private_details(self):
        """Public for so long that only what the public reads is kept."""
        limit = _years_later(timezone.now(), -settings.PRIVATE_DETAILS_YEARS)
        return self.published().filter(published_at__lt=limit, details_removed_at=None)

    def in_use(self):
        """What rests on a consent that can end. A held story rests on the law."""
        return self.filter(state__in=Story.IN_USE)

    def consent_ends_soon(self):
        """Within the days in which the teller is asked again, or already over."""
        limit = timezone.localdate() + timedelta(days=ASKED_AGAIN_DAYS)
        return self.in_use().filter(consent_ends_on__lte=limit)

    def consent_over(self):
        return self.in_use().filter(consent_ends_on__lte=timezone.localdate())

    def to_ask_again(self):
        soon = self.consent_ends_soon().filter(consent_ends_on__gt=timezone.localdate())
        return soon.filter(consent_asked_at=None).exclude(email="")


class Story(models.Model):
    """What somebody told us, in their own words, and the copy of it that may be shown."""

    class State(models.TextChoices):
        DRAFT = "draft", "Not sent yet"
        WAITING = "waiting", "Waiting to be read"
        QUESTION = "question", "Waiting for an answer from the teller"
        SAFEGUARDING = "safeguarding", "Held to keep somebody safe"
        DECLINED = "declined", "Not published"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Taken back"

    class Teller(models.TextChoices):
        YOUNG_PERSON = "young_person", "A child or young person"
        PARENT_CARER = "parent_carer", "A parent or carer"
        FAMILY = "family", "Somebody else in the family"
        WORKER = "worker", "Somebody who works with families"
        OTHER = "other", "Somebody else"

    class AboutAge(models.TextChoices):
        UNDER_13 = "under_13", "Under 13"
        FROM_13 = "13_15", "13 to 15"
        FROM_16 = "16_17", "16 or 17"
        ADULT = "adult", "18 or over"
        NOBODY = "nobody", "It is not about one person"

    class NameChoice(models.TextChoices):
        ANONYMOUS = "anonymous", "Show no name"
        SHOWN = "shown", "Show a first name, or a name I make up"

    class DeclineReason(models.TextChoices):
        IDENTIFIES = "identifies", "Somebody could be recognised"
        LEGAL = "legal", "It touches a court or care matter"
        ABUSE = "abuse", "It is unkind to somebody"
        NOT_A_STORY = "not_a_story", "It is not about working together"
        ADVERT = "advert", "It is an advert or spam"
        OTHER = "other", "Something else"

    IN_USE = (State.WAITING, State.QUESTION, State.PUBLISHED)
    CONSENTS = ("consent_publish", "consent_training", "consent_press")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=9, unique=True, default=new_reference, editable=False)
    follow_token = models.CharField(max_length=43, unique=True, default=new_follow_token, editable=False)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    teller = models.CharField("who is telling this story?", max_length=12, choices=Teller)
    about_age = models.CharField(
        "how old is the person whom the story is about?", max_length=8, choices=AboutAge
    )
    title = models.CharField("a name for your story", max_length=120)
    happened = models.TextField("what happened?", max_length=10_000)
    good = models.TextField("what was good?", max_length=5_000, blank=True)
    better = models.TextField("what could be better?", max_length=5_000, blank=True)
    changed = models.TextField("what changed?", max_length=5_000, blank=True)
    took_part = models.TextField("who took part?", max_length=2_000, blank=True)
    rung = models.ForeignKey(
        Rung,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name="which rung of the ladder did it feel like?",
    )
    partners = models.ManyToManyField(
        Partner, blank=True, related_name="stories", verbose_name="which organisations took part?"
    )
    name_choice = models.CharField(
        "what name shall we show?", max_length=9, choices=NameChoice, default=NameChoice.ANONYMOUS
    )
    shown_name = models.CharField("the name to show", max_length=40, blank=True)
    email = models.EmailField("your e-mail address", blank=True)

    consent_read = models.BooleanField("you may keep my story and read it", default=False)
    consent_publish = models.BooleanField("you may publish it on this website", default=False)
    consent_training = models.BooleanField("you may use it in training", default=False)
    consent_press = models.BooleanField("you may offer it to newspapers", default=False)
    young_person_agrees = models.BooleanField(default=False)
    adult_agrees = models.BooleanField(default=False)
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
    slug = models.SlugField(max_length=80, unique=True, null=True, editable=False)  # noqa: DJ001

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    held_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    details_removed_at = models.DateTimeField(null=True, editable=False)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stories"
        permissions = [
            ("moderate_story", "Can read stories that were sent, and decide"),
            ("read_held_story", "Can read stories held for safeguarding"),
            ("export_story", "Can take stories out of the site as files"),
            ("erase_story", "Can erase a story with everything held about it"),
        ]
        indexes = [
            models.Index("state", "submitted_at", "id", name="story_queue"),
            models.Index(
                F("published_at").desc(),
                F("id").desc(),
                condition=Q(state="published"),
                name="story_newest_first",
            ),
            models.Index(
                F("rung"),
                F("published_at").desc(),
                F("id").desc(),
                condition=Q(state="published"),
                name="story_newest_on_rung",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="sent_story_may_be_read",
                condition=Q(state="draft", submitted_at=None)
                | Q(
                    ~Q(state="draft"),
                    submitted_at__isnull=False,
                    consent_read=True,
                    consented_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="published_story_has_consent_and_a_moderator",
                condition=~Q(state="published")
                | Q(
                    consent_publish=True,
                    slug__isnull=False,
                    published_at__isnull=False,
                    decided_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="decided_story_says_when_and_by_whom",
                condition=~Q(state="declined") | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="withdrawn_story_says_when",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | Q(~Q(state="withdrawn"), withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="held_story_says_when_and_is_not_public",
                condition=Q(state="safeguarding", held_at__isnull=False)
                | Q(state="withdrawn")
                | Q(~Q(state__in=["safeguarding", "withdrawn"]), held_at=None),
            ),
            models.CheckConstraint(
                name="story_state_is_known",
                condition=Q(
                    state__in=[
                        "draft",
                        "waiting",
                        "question",
                        "safeguarding",
                        "declined",
                        "published",
                        "withdrawn",
                    ]
                ),
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("stories:detail", args=[self.slug])

    def get_follow_url(self):
        return reverse("stories:follow", args=[self.follow_token])

    # What the teller does

    def submit(self, wording: str) -> bool:
        """Send the draft. True for the one call that sent it, False if it was sent before.

        Raises ValidationError if it was taken back, or may not be read.
        """
        now = timezone.now()
        if not self.consent_read:
            raise ValidationError("We need your yes before we may read your story.")
        drafts = Story.objects.filter(pk=self.pk, state=self.State.DRAFT)
        with transaction.atomic():
            sent = drafts.update(
                state=self.State.WAITING,
                version=F("version") + 1,
                submitted_at=now,
                consented_at=now,
                consent_wording=wording,
                consent_ends_on=_years_later(timezone.localdate(now), settings.CONSENT_YEARS),
                **{f"public_{text}": F(text) for text in TEXTS},
            )
            if sent:
                self._log(StoryEvent.Kind.SUBMITTED)
        self.refresh_from_db()
        return bool(sent)

    def answer(self, words: str) -> None:
        self._move(
            self.State.WAITING,
            [self.State.QUESTION],
            StoryEvent.Kind.ANSWERED,
            words=words,
            any_version=True,
            answered_at=timezone.now(),
        )

    def withdraw(self) -> None:
        """Taken back by its teller, from any state, without a reason. Twice is once."""
        if self.state == self.State.WITHDRAWN:
            return
        before = [state for state in self.State.values if state not in ("draft", "withdrawn")]
        self._move(
            self.State.WITHDRAWN,
            before,
            StoryEvent.Kind.WITHDRAWN,
            any_version=True,
            withdrawn_at=timezone.now(),
        )

    def change_consent(self, wording: str, *, publish: bool, training: bool, press: bool) -> bool:
        """What the teller says yes to from now on. False if it was so before, or the story is taken back.

        A story that may not be on the site any more comes down in the same UPDATE.
        """
        now, to = timezone.now(), dict(zip(self.CONSENTS, (publish, training, press), strict=True))
        open_now = Story.objects.sent().exclude(state=self.State.WITHDRAWN).exclude(**to)
        changes = {**to, "version": F("version") + 1}
        if not publish:
            public = When(state=self.State.PUBLISHED, then=Value(self.State.WITHDRAWN))
            changes["state"] = Case(public, default=F("state"))
            changes["withdrawn_at"] = Case(When(state=self.State.PUBLISHED, then=Value(now)))
        with transaction.atomic():
            changed = open_now.filter(pk=self.pk).update(**changes)
            self.refresh_from_db()
            if changed:
                self._log(StoryEvent.Kind.CONSENT, words=self._consent_words(wording))
            if changed and self.state == self.State.WITHDRAWN:
                self._log(StoryEvent.Kind.WITHDRAWN)
                revision.move()
        return bool(changed)

    def renew_consent(self, wording: str) -> None:
        """The teller says yes again, in the weeks before the consent ends."""
        soon = timezone.localdate() + timedelta(days=ASKED_AGAIN_DAYS)
        self._move(
            F("state"),
            [*self.IN_USE, self.State.SAFEGUARDING],
            StoryEvent.Kind.RENEWED,
            words=f"Wording {wording}.",
            any_version=True,
            only=Q(consent_ends_on__lte=soon),
            consent_ends_on=_years_later(timezone.localdate(), settings.CONSENT_YEARS),
            consent_asked_at=None,
        )

    # What time does

    def note_asked_again(self) -> None:
        """Before the letter that asks; once for each end of a consent."""
        self._move(
            F("state"),
            self.IN_USE,
            StoryEvent.Kind.ASKED_AGAIN,
            any_version=True,
            only=Q(consent_asked_at=None),
            consent_asked_at=timezone.now(),
        )

    def end_consent(self) -> None:
        """Nobody said yes again. A yes in the last moment wins."""
        self._move(
            self.State.WITHDRAWN,
            self.IN_USE,
            StoryEvent.Kind.CONSENT_OVER,
            any_version=True,
            only=Q(consent_ends_on__lte=timezone.localdate()),
            withdrawn_at=timezone.now(),
        )

    @transaction.atomic
    def remove_private_details(self) -> None:
        """What stays is what the public reads, who decided, and what was consented to."""
        self._move(
            self.State.PUBLISHED,
            [self.State.PUBLISHED],
            StoryEvent.Kind.BLANKED,
            any_version=True,
            only=Q(details_removed_at=None),
            details_removed_at=timezone.now(),
            email="",
            title=F("public_title"),
            **dict.fromkeys(TEXTS[1:], ""),
        )
        self.events.exclude(kind__in=[StoryEvent.Kind.CONSENT, StoryEvent.Kind.RENEWED]).update(words="")

    # What a moderator does

    def claim(self, moderator) -> None:
        """Take it to read. Refused while a colleague has it."""
        free = Q(claimed_by=None) | Q(claimed_by=moderator)
        self._claim(free, StoryEvent.Kind.CLAIMED, moderator, claimed_by=moderator)

    def hand_back(self, moderator) -> None:
        """Anybody may, so that a story never waits for somebody who is away."""
        self._claim(~Q(claimed_by=None), StoryEvent.Kind.HANDED_BACK, moderator, claimed_by=None)

    def ask(self, moderator, question: str) -> None:
        if not self.email:
            raise ValidationError("The teller left no e-mail address, so a question cannot reach them.")
        self._move(self.State.QUESTION, [self.State.WAITING], StoryEvent.Kind.ASKED, moderator, question)

    def publish(self, moderator) -> None:
        if not self.consent_publish:
            raise ValidationError("The teller did not say yes to publishing.")
        if not (self.public_title and self.public_happened):
            raise ValidationError("The public copy needs a title and what happened.")
        now = timezone.now()
        self._move(
            self.State.PUBLISHED,
            [self.State.WAITING],
            StoryEvent.Kind.PUBLISHED,
            moderator,
            slug=_new_slug(self.public_title),
            published_at=now,
            decided_at=now,
            decided_by=moderator,
        )

    def decline(self, moderator, reason: str, words: str = "") -> None:
        """Not published; the reason and the words are for the teller to read."""
        why = self.DeclineReason(reason).label
        self._move(
            self.State.DECLINED,
            [self.State.WAITING, self.State.QUESTION],
            StoryEvent.Kind.DECLINED,
            moderator,
            f"{why}. {words}".strip(),
            decided_at=timezone.now(),
            decided_by=moderator,
        )

    def hold(self, moderator, reason: str) -> None:
        """Somebody may not be safe: from here only safeguarding leads can read it."""
        before = [self.State.WAITING, self.State.QUESTION, self.State.PUBLISHED]
        self._move(
            self.State.SAFEGUARDING,
            before,
            StoryEvent.Kind.HELD,
            moderator,
            reason,
            held_at=timezone.now(),
        )

    def release(self, lead, reason: str) -> None:
        self._move(
            self.State.WAITING,
            [self.State.SAFEGUARDING],
            StoryEvent.Kind.RELEASED,
            lead,
            reason,
            held_at=None,
        )

    def take_down(self, moderator, reason: str) -> None:
        self._move(
            self.State.WITHDRAWN,
            [self.State.PUBLISHED],
            StoryEvent.Kind.TAKEN_DOWN,
            moderator,
            reason,
            withdrawn_at=timezone.now(),
        )

    def note_opened(self, moderator) -> None:
        """Looking at a teller's own words is written down."""
        self._log(StoryEvent.Kind.OPENED, moderator)

    def note_exported(self, by) -> None:
        self._log(StoryEvent.Kind.EXPORTED, by)

    def note_edited(self, moderator) -> None:
        """After a save of the public copy; what the public sees may have moved."""
        self._log(StoryEvent.Kind.EDITED, moderator)
        if self.state == self.State.PUBLISHED:
            revision.move()

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
            "Child under 13": self.about_age == self.AboutAge.UNDER_13,
            "May not be published": not self.consent_publish,
            "Question answered": self.answered_at is not None,
            "No e-mail": not self.email,
        }
        return [name for name, is_so in named.items() if is_so]

    @property
    def public_parts(self) -> list[tuple[str, str]]:
        """Heading and words of each part of the public copy that has any."""
        fields = [self._meta.get_field(f"public_{text}") for text in TEXTS if text != "title"]
        parts = [(field.verbose_name, getattr(self, field.name)) for field in fields]
        return [(f"{name[0].upper()}{name[1:]}", words) for name, words in parts if words]

    @property
    def opening(self) -> str:
        """For a card: the note if there is one, so that nobody meets hard words unprepared."""
        return Truncator(self.content_note or self.public_happened).words(30)

    @property
    def teller_shown(self) -> str:
        """Who told it, as the public may know it."""
        role = self.get_teller_display()
        if self.name_choice == self.NameChoice.SHOWN and self.shown_name:
            return f"{self.shown_name}, {role[0].lower()}{role[1:]}"
        return role

    def _claim(self, condition, kind, moderator, **changes) -> None:
        with transaction.atomic():
            mine = Story.objects.filter(condition, pk=self.pk, state=self.State.WAITING)
            if not mine.update(version=F("version") + 1, claimed_at=timezone.now(), **changes):
                raise ValidationError(self._who_has_it())
            self._log(kind, moderator)
        self.refresh_from_db()

    def _move(
        self, to, before, kind, by=None, words="", any_version=False, only=None, **changes
    ) -> None:
        """One UPDATE that can win once, its event, and the revision where the public is touched.

        `any_version` is for what the teller does: a moderator's edit must never stand in their way.
        """
        unchanged = Q() if any_version else Q(version=self.version)
        with transaction.atomic():
            mine = Story.objects.filter(unchanged, only or Q(), pk=self.pk, state__in=before)
            was_public = mine.published().exists()
            if not mine.update(state=to, version=F("version") + 1, **changes):
                raise ValidationError(self._why_not(before))
            self._log(kind, by, words)
            if was_public or to == self.State.PUBLISHED:
                revision.move()
        self.refresh_from_db()

    def _consent_words(self, wording) -> str:
        """All of it, so that each event can be read by itself."""
        said = [
            f"{self._meta.get_field(name).verbose_name}: {'yes' if getattr(self, name) else 'no'}"
            for name in self.CONSENTS
        ]
        return f"{'; '.join(said)}. Wording {wording}."

    def _log(self, kind, by=None, words="") -> None:
        StoryEvent.objects.create(story=self, kind=kind, by=by, words=words)
        figures.note(self, kind, words)

    def _why_not(self, before) -> str:
        now = Story.objects.filter(pk=self.pk).first()
        if now is None:
            return "This story was erased."
        if now.state in before:
            return "Somebody changed this story while you were reading it. Look at it again first."
        return f"This cannot be done now: the story is “{now.get_state_display().lower()}”."

    def _who_has_it(self) -> str:
        now = Story.objects.select_related("claimed_by").filter(pk=self.pk).first()
        if now and now.state == self.State.WAITING and now.claimed_by:
            return f"{now.claimed_by} is reading this story."
        return self._why_not([])


class StoryEvent(models.Model):
    """Who did what to a story, when and why. Rows are added, never changed."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", "Sent by the teller"
        OPENED = "opened", "Opened by a moderator"
        CLAIMED = "claimed", "Taken to read"
        HANDED_BACK = "handed_back", "Handed back"
        EDITED = "edited", "Public copy changed"
        ASKED = "asked", "Question to the teller"
        ANSWERED = "answered", "Answer from the teller"
        PUBLISHED = "published", "Published"
        DECLINED = "declined", "Not published"
        HELD = "held", "Held to keep somebody safe"
        RELEASED = "released", "Back from safeguarding"
        TAKEN_DOWN = "taken_down", "Taken down by staff"
        WITHDRAWN = "withdrawn", "Taken back by the teller"
        CONSENT = "consent", "Consent changed by the teller"
        ASKED_AGAIN = "asked_again", "Teller asked to say yes again"
        RENEWED = "renewed", "Teller said yes again"
        CONSENT_OVER = "consent_over", "Taken down because the consent ended"
        BLANKED = "blanked", "Private details deleted"
        EXPORTED = "exported", "Taken out of the site as a file"
        INVITED = "invited", "Partner asked to answer"
        REMINDED = "reminded", "Partner reminded"
        REPLIED = "replied", "Partner sent an answer"
        REPLY_BACK = "reply_back", "Answer given back to the partner"
        REPLY_SHOWN = "reply_shown", "Answer of a partner published"

    story = models.ForeignKey(Story, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return self.get_kind_display()


class GoneAddress(models.Model):
    """An address that was public once, of a story that was erased.

    Only a fingerprint is kept, because the address itself holds words of the title.
    """

    fingerprint = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "gone addresses"

    def __str__(self):
        return self.fingerprint

    @classmethod
    def remember(cls, slug: str) -> None:
        cls.objects.get_or_create(fingerprint=_fingerprint(slug))

    @classmethod
    def was(cls, slug: str) -> bool:
        return cls.objects.filter(fingerprint=_fingerprint(slug)).exists()


class DigestDay(models.Model):
    """A day on which moderators were told what waits: the row that only one worker can make."""

    day = models.DateField(unique=True)

    def __str__(self):
        return str(self.day)


def _new_slug(title: str) -> str:
    """Readable, and with an end that nobody can guess from the title or the reference."""
    end = "".join(secrets.choice(LETTERS_HARD_TO_CONFUSE) for _ in range(6)).lower()
    return f"{slugify(title)[:60].strip('-') or 'story'}-{end}"


def _fingerprint(slug: str) -> str:
    return sha256(slug.encode()).hexdigest()


def _years_later(day, years: int):
    """The same date; 28 February for somebody who said yes on a leap day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


# At the end, because both build on what stands above; here, so that Django finds their models.
from stories import figures  # noqa: E402
from stories.responses import Response  # noqa: E402, F401
