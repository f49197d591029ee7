from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from coproduction_site.kept_days import kept_since
from stories.models.cases import SafeguardingCase
from stories.models.consent_dates import ASKED_AGAIN_DAYS, years_later
from stories.models.enums import NOT_IN_USE, none_of
from stories.models.glass import GlassBreak
from stories.models.other_words import OtherWords
from stories.models.safeguarding import SafeguardingAlert
from stories.models.spam import MANY


class StoryQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=self.model.State.PUBLISHED)

    def sent(self):
        return self.exclude(state=self.model.State.DRAFT)

    def waiting(self):
        """The queue, oldest first. What may be spam, and what nobody has typed in yet, waits beside it."""
        waiting = self.filter(state=self.model.State.WAITING, spam_reason="", typing_asked_at=None)
        return waiting.order_by("submitted_at", "pk")

    def to_type(self):
        """Pages that nobody has typed in yet, oldest first."""
        waiting = self.filter(state=self.model.State.WAITING, typing_asked_at__isnull=False)
        return waiting.filter(spam_reason="").order_by("submitted_at", "pk")

    def perhaps_spam(self):
        return self._beside_the_queue().exclude(spam_reason=MANY)

    def many_from_one_place(self):
        """A school, a library, a telephone network, or a robot: nobody can tell but by reading."""
        return self._beside_the_queue().filter(spam_reason=MANY)

    def _beside_the_queue(self):
        waiting = self.filter(state=self.model.State.WAITING).exclude(spam_reason="")
        return waiting.order_by("submitted_at", "pk")

    def riskiest_first(self):
        """In the order in which moderators read: what may be unsafe, then what has waited longest."""
        return self.order_by("-risk", "submitted_at", "pk")

    def claimed_by(self, user):
        return self.waiting().filter(claimed_by=user)

    def answered(self):
        return self.waiting().filter(answered_at__isnull=False)

    def edits_agreed(self):
        return self.waiting().filter(agreed_at__isnull=False)

    def edits_not_agreed(self):
        return self.waiting().filter(disagreed_at__isnull=False)

    def with_a_first_yes(self):
        return self.waiting().filter(approved_at__isnull=False)

    def for_a_second_person(self, user):
        """A colleague has said the first yes; this person can say the second."""
        return self.with_a_first_yes().exclude(approved_by=user)

    def asked(self):
        return self.filter(state=self.model.State.QUESTION)

    def held(self):
        """With a case that is open, also of a story that its teller took back meanwhile."""
        return self.filter(held_at__isnull=False).filter(~Exists(_cases()) | Exists(_cases().open()))

    def held_before(self):
        """Closed by a lead. It stays held for as long as it is kept."""
        return (
            self.filter(held_at__isnull=False).filter(Exists(_cases())).exclude(Exists(_cases().open()))
        )

    def nobody_opened(self):
        """Every lead was written to, and none of them has opened it."""
        return self.filter(pk__in=SafeguardingAlert.objects.unseen().values("story"))

    def readable_by(self, user):
        """A draft is nobody's to read; a held story only a lead's, also after its teller took it back."""
        if not user.has_perm("stories.moderate_story"):
            return self.none()
        if user.has_perm("stories.read_held_story"):
            return self.sent()
        readable = Q(held_at=None)
        if user.has_perm("stories.break_glass"):
            readable |= Q(pk__in=GlassBreak.objects.still_open().filter(by=user).values("story"))
        return self.sent().filter(readable)

    def forgotten_drafts(self):
        limit = timezone.now() - timedelta(days=settings.DRAFT_STORY_DAYS)
        return self.filter(state=self.model.State.DRAFT, created_at__lt=limit)

    def exportable(self):
        """What staff may take out of the site. A story that is or was held when it was taken back: never."""
        return self.sent().filter(held_at=None)

    def declined_long_ago(self):
        limit = timezone.now() - timedelta(days=settings.DECLINED_STORY_DAYS)
        return self.filter(state=self.model.State.DECLINED, decided_at__lt=limit)

    def withdrawn_long_ago(self):
        """Past the last day on which its teller can bring it back.

        One that was held stays as long as its case (see `safeguarding_over`).
        """
        limit = kept_since(settings.WITHDRAWN_STORY_DAYS)
        return self.filter(state=self.model.State.WITHDRAWN, withdrawn_at__lt=limit, held_at=None)

    def safeguarding_over(self):
        """Closed by a lead for so long that nobody needs it any more."""
        return self.held_before().exclude(Exists(_cases().not_over()))

    def with_old_private_details(self):
        """Public for so long that only what the public reads is kept."""
        limit = years_later(timezone.now(), -settings.PRIVATE_DETAILS_YEARS)
        return self.published().filter(published_at__lt=limit, details_removed_at=None)

    def with_words(self, key: str):
        """Whoever sent them. Without words nothing is the same."""
        return self.filter(words_key=key).exclude(words_key="")

    def of_address(self, email: str):
        """Telephones begin an address with a capital letter; it is the same address."""
        return self.filter(email__in={email, email.lower(), email.capitalize()}).exclude(email="")

    def in_use(self):
        """What rests on a consent that can end. A held story rests on the law."""
        return self.filter(none_of(NOT_IN_USE))

    def words_behind(self):
        """With easy words or a translation that is hidden, because the story changed after it was written.

        Asked for by themselves: they are few, which a database without statistics cannot know.
        """
        behind = OtherWords.objects.behind().values_list("publication", flat=True)
        return self.filter(pk__in=list(behind))

    def consent_ends_soon(self):
        """Within the days in which the teller is asked again, or already over."""
        limit = timezone.localdate() + timedelta(days=ASKED_AGAIN_DAYS)
        return self.in_use().filter(consent_ends_on__lte=limit)

    def consent_over(self):
        return self.in_use().filter(consent_ends_on__lte=timezone.localdate())

    def to_ask_again(self):
        soon = self.consent_ends_soon().filter(consent_ends_on__gt=timezone.localdate())
        return soon.filter(consent_asked_at=None).exclude(email="")


def _cases():
    return SafeguardingCase.objects.filter(story=OuterRef("pk"))
