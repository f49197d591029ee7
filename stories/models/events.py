"""What is remembered about stories: what happened to them, where they were, and whom we told."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from stories.models import reasons


class EventKind(models.TextChoices):
    SUBMITTED = "submitted", "Sent by the teller"
    OPENED = "opened", "Opened by a moderator"
    UNFOLDED = "unfolded", "Words read by a moderator"
    CLAIMED = "claimed", "Taken to read"
    HANDED_BACK = "handed_back", "Handed back"
    EDITED = "edited", "Public copy changed"
    ASKED = "asked", "Question to the teller"
    ANSWERED = "answered", "Answer from the teller"
    SHOWN_EDITS = "shown_edits", "Edits shown to the teller"
    AGREED = "agreed", "Teller agreed to the edits"
    DISAGREED = "disagreed", "Teller did not agree to the edits"
    YES_GONE = "yes_gone", "The teller’s yes was to an earlier version, so it does not hold any more"
    UNASKED = "unasked", "Published without asking the teller again"
    STOPPED = "stopped", "No longer waiting for the teller"
    MARKED = "marked", "Marks for the desk changed"
    APPROVED = "approved", "First yes to publishing"
    FIRST_GONE = "first_gone", "The first yes does not hold any more"
    HANDED_OVER = "handed_over", "Handed over to a colleague"
    SPAM = "spam", "Put with what may be spam"
    NOT_SPAM = "not_spam", "Taken out of the spam"
    TOLD = "told", "Somebody was told, to keep a person safe"
    TYPED = "typed", "Typed in by staff"
    FILES = "files", "Photos or documents changed"
    FEATURED = "featured", "Chosen for the home page, or not any more"
    PUBLISHED = "published", "Published"
    REPUBLISHED = "republished", "Changes published"
    DECLINED = "declined", "Not published"
    DISCLOSED = "disclosed", "Sent by the teller straight to the safeguarding leads"
    HELD = "held", "Held to keep somebody safe"
    RELEASED = "released", "Back from safeguarding"
    CASE_TAKEN = "case_taken", "A safeguarding lead looks after it"
    CASE_NOTE = "case_note", "Note between safeguarding leads"
    CASE_CLOSED = "case_closed", "Safeguarding case closed"
    CASE_AGAIN = "case_again", "Safeguarding case opened again"
    GLASS = "glass", "Opened in an emergency by somebody who is no lead"
    TAKEN_DOWN = "taken_down", "Taken down by staff"
    WITHDRAWN = "withdrawn", "Taken back by the teller"
    BROUGHT_BACK = "brought_back", "Brought back by the teller"
    CODE = "code", "New words for the teller’s own page"
    CONSENT = "consent", "Consent changed by the teller"
    ASKED_AGAIN = "asked_again", "Teller asked to say yes again"
    RENEWED = "renewed", "Teller said yes again"
    CONSENT_OVER = "consent_over", "Taken down because the consent ended"
    RETELL_ASKED = "retell_asked", "Teller asked about a case study"
    RETELL_YES = "retell_yes", "Teller said yes to a case study"
    RETELL_NO = "retell_no", "Teller said no to a case study"
    REWORD_ASKED = "reword_asked", "Teller asked about easy words or a translation"
    REWORDED = "reworded", "Easy words or a translation written"
    REWORD_SHOWN = "reword_shown", "Easy words or a translation shown to everybody"
    REWORD_GONE = "reword_gone", "Easy words or a translation deleted"
    BLANKED = "blanked", "Private details deleted"
    EXPORTED = "exported", "Taken out of the site as a file"
    INVITED = "invited", "Partner asked to answer"
    REMINDED = "reminded", "Partner reminded"
    REPLIED = "replied", "Partner sent an answer"
    REPLY_BACK = "reply_back", "Answer given back to the partner"
    REPLY_SHOWN = "reply_shown", "Answer of a partner published"


WITH_REASON = (EventKind.DECLINED, EventKind.TAKEN_DOWN)


class StoryEvent(models.Model):
    """Who did what to a story, when and why. Rows are added, never changed."""

    Kind = EventKind

    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField(blank=True)
    reason = models.CharField("code of the reason", max_length=11, blank=True, default="", db_default="")

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["by", "at"], name="event_of_somebody_by_day")]
        constraints = [
            models.CheckConstraint(
                name="only_a_no_has_a_reason",
                condition=Q(kind__in=WITH_REASON) | Q(reason=""),
            )
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def text(self) -> str:
        """As people read it: the reason, and the words that somebody wrote to it."""
        if not self.reason:
            return self.words
        return f"{reasons.in_words(self.kind, self.reason)}. {self.words}".strip()


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


def _fingerprint(slug: str) -> str:
    return sha256(slug.encode()).hexdigest()
