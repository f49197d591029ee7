"""Words that are prepared over live ones. Django finds the table through `coproduction_site.models`."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.http import QueryDict
from django.utils import timezone

from coproduction_site.uploads import erasing
from coproduction_site.workflow import one_winner
from coproduction_site.workflow.versions import Stale, Versioned

NEVER_KEPT = {"csrfmiddlewaretoken", "draft", "_draft", "_preview", "_schedule", "_save", "_continue"}
SALT = "drafts.shared"
GONE = "Somebody has published or thrown away this draft."
LONGEST_SENTENCE = 200


def kind_of(model: type[models.Model]) -> str:
    return model._meta.label_lower


class DraftQuerySet(models.QuerySet):
    def over(self, row) -> "Draft | None":
        return self.filter(kind=kind_of(type(row)), number=row.pk).first()

    def due(self, now):
        return self.filter(publish_at__lte=now).order_by("publish_at", "pk")

    def that_failed(self):
        return self.exclude(failure="")

    def shared_as(self, token: str) -> "Draft | None":
        """None for a link that has ended. Raises BadSignature for one that we never made."""
        number, key = signing.Signer(salt=SALT).unsign_object(token)
        return self.filter(pk=number, link_key=key, link_until__gt=timezone.now()).first()


class Draft(Versioned):
    """What the boxes of a form of the admin hold, kept until somebody publishes it or throws it away.

    Nothing of it is public, and the live row is as it was. It may be unfinished or wrong: it is checked when it is
    published. A file is stored when the draft is, and kept by its name.
    """

    kind = models.CharField(max_length=80)
    number = models.BigIntegerField("number of the live row", null=True)
    title = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    files = models.JSONField(default=dict)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="drafts_saved"
    )
    saved_at = models.DateTimeField(default=timezone.now)
    publish_at = models.DateTimeField("goes out at", null=True)
    publish_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="drafts_to_publish"
    )
    failure = models.CharField("why it did not go out", max_length=400, blank=True)
    link_key = models.UUIDField(null=True)
    link_until = models.DateTimeField("link works until", null=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        permissions = [("publish_draft", "Can publish what was prepared")]
        constraints = [
            models.UniqueConstraint(name="one_draft_over_a_live_row", fields=["kind", "number"])
        ]

    def __str__(self):
        return self.title

    @classmethod
    @transaction.atomic
    def keep(cls, draft: "Draft | None", version: int, **columns) -> "Draft":
        """Over what `version` of it was seen, 0 being none at all. Raises Stale if somebody else was first.

        A day on which it was to go out holds for the words that were seen then, so it is over.
        """
        columns |= {"saved_at": timezone.now(), "publish_at": None, "failure": ""} | columns
        if draft is None:
            return cls._begun(version, **columns)
        if not one_winner.wins(draft, Q(version=version), version=F("version") + 1, **columns):
            raise Stale
        erase_files(draft.files, besides=columns["files"])
        return cls.objects.get(pk=draft.pk)

    @classmethod
    def _begun(cls, version: int, **columns) -> "Draft":
        if version:
            raise Stale(GONE)
        try:
            with transaction.atomic():
                return cls.objects.create(**columns)
        except IntegrityError:
            raise Stale from None

    @property
    def sent(self) -> QueryDict:
        """As a browser would send it."""
        sent = QueryDict(mutable=True)
        for name, values in self.data.items():
            sent.setlist(name, values)
        return sent

    def share(self, user=None) -> None:
        """A link that opens the preview for whoever has it, until it ends or somebody ends it."""
        until = timezone.now() + timedelta(days=settings.DRAFT_LINK_DAYS)
        self._change(link_key=uuid.uuid4(), link_until=until)

    def stop_sharing(self, user=None) -> None:
        self._change(link_key=None, link_until=None)

    def do_not_publish(self, user=None) -> None:
        self._change(publish_at=None, publish_by=None, failure="")

    @transaction.atomic
    def throw_away(self, user=None) -> None:
        self.delete()
        erase_files(self.files)

    @property
    def is_shared(self) -> bool:
        return bool(self.link_until and self.link_until > timezone.now())

    @property
    def is_shared_as_it_is(self) -> bool:
        """By a link that is newer than its words."""
        days = timedelta(days=settings.DRAFT_LINK_DAYS)
        return self.is_shared and self.link_until - days >= self.saved_at

    @property
    def token(self) -> str:
        return signing.Signer(salt=SALT).sign_object([self.pk, str(self.link_key)])

    def _change(self, **columns) -> None:
        one_winner.change(self, Q(version=self.version), GONE, version=F("version") + 1, **columns)


def erase_files(files: dict, besides: dict | None = None) -> None:
    """Of a draft that does not hold them any more."""
    for name in set(files.values()) - set((besides or {}).values()):
        erasing.when_done(name)
