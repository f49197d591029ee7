"""What a partner answers to a story: invited, written, read by a moderator, then public or back again."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from coproduction_site.workflow import one_winner
from coproduction_site.workflow.one_winner import OneWinner
from partners.members.people import somebody_can_sign_in
from partners.models import Partner
from stories.models import publishing
from stories.models.enums import none_of
from stories.models.events import StoryEvent
from stories.models.publication import Publication
from stories.models.response_rules import (
    COMES_TO,
    CONSTRAINTS,
    INDEXES,
    NOT_WITH_PARTNER,
    ResponseKind,
    ResponseState,
)
from stories.models.story import Story

REMINDED_AGAIN_AFTER = timedelta(days=1)


class ResponseQuerySet(models.QuerySet):
    def public(self, stories=Publication.objects):
        """The only answers that anybody may see: as soon as the story or the partner goes, they go too."""
        has_publication = Exists(stories.filter(pk=OuterRef("story")))
        shown = self.filter(has_publication, state=Response.State.PUBLISHED, partner__is_listed=True)
        return shown.select_related("partner").order_by("decided_at", "pk")

    def for_everywhere(self):
        return self.public(Publication.objects.for_everywhere())

    def of_public_stories(self):
        """By EXISTS, so that a list begins with the answers, and not with all stories that are public."""
        return self.filter(Exists(Story.objects.published().filter(pk=OuterRef("story"))))

    def open(self):
        return self.of_public_stories().filter(state__in=Response.OPEN)

    def to_read(self):
        """What moderators have to check, oldest first."""
        return self.of_public_stories().filter(state=Response.State.SENT).order_by("sent_at", "pk")

    def awaited(self):
        """What partners have to write, the most urgent first."""
        with_partner = self.of_public_stories().filter(none_of(NOT_WITH_PARTNER))
        return with_partner.order_by("due_on", "pk")

    def not_asked(self):
        """Nobody at the partner could sign in, so nobody was written to and no day is promised."""
        return self.of_public_stories().filter(is_asked=False).order_by("invited_at", "pk")

    def to_ask(self):
        """Now somebody can."""
        return self.not_asked().filter(somebody_can_sign_in("partner"))

    def late(self):
        return self.awaited().filter(is_asked=True, due_on__lt=timezone.localdate())

    def promises(self):
        """Changes that were promised, and of which nothing more was said yet.

        Those that are settled are left out by an index; the later answer is asked for as well, because the
        release before this one marked none.
        """
        later = Response.objects.filter(follows=OuterRef("pk"), state=Response.State.PUBLISHED)
        promised = self.public().filter(kind=Response.Kind.WILL_CHANGE, is_settled=False)
        return promised.filter(~Exists(later)).order_by("by_on", "pk")

    def promises_due(self):
        return self.promises().filter(by_on__lt=timezone.localdate())

    def of(self, user):
        """For the people of a partner; nobody else's answers exist for them."""
        return self.filter(partner__in=Partner.objects.editable_by(user).values("pk"))


class Response(OneWinner, models.Model):
    """A partner's answer to a story that names it."""

    State, Kind = ResponseState, ResponseKind
    WITH_PARTNER = (State.INVITED, State.RETURNED)
    OPEN = (*WITH_PARTNER, State.SENT)
    GONE = "The story is not on the site any more."
    STALE = "Somebody changed this answer while you were reading it. Look at it again first."
    NOT_NOW = "This cannot be done now. The answer is: {}."
    PUBLIC = State.PUBLISHED

    story = models.ForeignKey(Story, models.CASCADE, related_name="responses")
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="+")
    follows = models.OneToOneField(
        "self", models.CASCADE, null=True, editable=False, related_name="followed_by"
    )
    state = models.CharField(max_length=9, choices=State, default=State.INVITED, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    is_settled = models.BooleanField(default=False, db_default=False, editable=False)
    is_asked = models.BooleanField(default=True, db_default=True, editable=False)

    kind = models.CharField("what is your answer?", max_length=11, choices=Kind, blank=True)
    words = models.TextField("what do you want to say?", max_length=3_000, blank=True)
    owner = models.CharField("who looks after the change?", max_length=120, blank=True)
    by_on = models.DateField("by which day?", null=True, blank=True)
    done_on = models.DateField("since which day?", null=True, blank=True)
    person = models.CharField("your name", max_length=80, blank=True)
    role = models.CharField("your role", max_length=80, blank=True)
    reason = models.TextField("why it came back", max_length=2_000, blank=True)

    invited_at = models.DateTimeField(default=timezone.now, editable=False)
    due_on = models.DateField(editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    nudged_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = "answer of a partner"
        verbose_name_plural = "answers of partners"
        indexes = INDEXES
        constraints = CONSTRAINTS

    def __str__(self):
        return f"{self.partner} on “{self.story.public_title}”"

    # What a partner does

    def send(self, user, **words) -> None:
        """Hand it to the moderators: nothing shows before one of them has read it."""
        self._move(
            self.State.SENT,
            self.WITH_PARTNER,
            StoryEvent.Kind.REPLIED,
            user,
            **words,
            is_asked=True,
            sent_at=timezone.now(),
            sent_by=user,
            decided_at=None,
            decided_by=None,
        )

    def say_more(self) -> "Response":
        """Open the next answer: what came of a promise, or of what was heard."""
        if not self.may_say_more:
            raise ValidationError("There is nothing more to say to this answer.")
        following, _ = Response.objects.get_or_create(
            follows=self,
            defaults={"story": self.story, "partner": self.partner, "due_on": self.by_on or due_on()},
        )
        return following

    # What a moderator does

    @transaction.atomic
    def publish(self, moderator) -> None:
        """What was promised before is settled by it, and the story has come further."""
        if self.sent_by_id == moderator.pk:
            raise ValidationError("These are your own words. Another moderator has to read them.")
        self._move(
            self.State.PUBLISHED,
            [self.State.SENT],
            StoryEvent.Kind.REPLY_SHOWN,
            moderator,
            reason="",
            decided_at=timezone.now(),
            decided_by=moderator,
        )
        Response.objects.filter(pk=self.follows_id).update(is_settled=True)
        publishing.has_come_to(self.story_id, COMES_TO[self.kind])

    def give_back(self, moderator, reason: str) -> None:
        self._move(
            self.State.RETURNED,
            [self.State.SENT],
            StoryEvent.Kind.REPLY_BACK,
            moderator,
            reason=reason,
            due_on=due_on(),
            decided_at=timezone.now(),
            decided_by=moderator,
        )

    def note_reminded(self, moderator) -> None:
        """Before the letter; at most once a day, whoever presses."""
        now = timezone.now()
        rested = Q(reminded_at=None) | Q(reminded_at__lt=now - REMINDED_AGAIN_AFTER)
        awaited = rested & Q(state__in=self.WITH_PARTNER)
        refusal = f"{self.partner} was reminded today, or has answered."
        with transaction.atomic():
            one_winner.change(self, awaited, refusal, reminded_at=now)
            self._log(StoryEvent.Kind.REMINDED, moderator)

    def note_nudged(self) -> bool:
        """Before the letter about a promise that is past its day; once for each promise."""
        still = Q(nudged_at=None, state=self.State.PUBLISHED)
        return one_winner.wins(self, still, nudged_at=timezone.now())

    @property
    def is_with_partner(self) -> bool:
        return self.state in self.WITH_PARTNER

    @property
    def waits_to_be_read(self) -> bool:
        return self.state == self.State.SENT

    @property
    def may_say_more(self) -> bool:
        return self.state == self.State.PUBLISHED and self.kind in (
            self.Kind.HEARD,
            self.Kind.WILL_CHANGE,
        )

    @property
    def is_past_its_day(self) -> bool:
        return bool(self.by_on) and self.by_on < timezone.localdate()

    @property
    def is_late(self) -> bool:
        return self.is_asked and self.is_with_partner and self.due_on < timezone.localdate()

    def _move(self, to, before, event, by, **changes) -> None:
        super()._move(to, before, (event, by, changes.get("reason", "")), **changes)

    def _may_move(self):
        return Q(Exists(Story.objects.published().filter(pk=OuterRef("story"))))

    def _log(self, kind, by=None, words="") -> None:
        said = f"{self.partner}: {words}" if words else str(self.partner)
        StoryEvent.objects.create(story_id=self.story_id, kind=kind, by=by, words=said)


def due_on():
    """The day by which a partner that is asked today should answer."""
    return timezone.localdate() + timedelta(days=settings.ANSWER_DAYS)
