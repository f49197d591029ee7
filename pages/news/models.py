"""Who asked for news by e-mail. Django finds the table through `pages.models`."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from coproduction_site.kept_days import kept_since
from coproduction_site.mail_addresses import MailAddressField
from coproduction_site.outbox.models import RefusedAddress
from coproduction_site.private_links import new_token
from pages.news.rhythm import Often, newest_day

KEPT_DAYS = 7


class NewsReaderQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(confirmed_at__isnull=False)

    def unanswered(self):
        return self.filter(confirmed_at=None)

    def never_answered(self):
        """Their days to say yes are over."""
        return self.unanswered().filter(asked_at__lt=kept_since(KEPT_DAYS))

    def opened_by(self, token: str):
        return self.filter(
            Q(confirmed_at__isnull=False) | Q(asked_at__gte=kept_since(KEPT_DAYS)), token=token
        )

    def due(self, often: str, day):
        """Whoever had no letter for this day yet."""
        return self.confirmed().filter(often=often, sent_for__lt=newest_day(often, day))

    def refusing(self):
        """The mail server said too often that nobody takes letters there."""
        return self.filter(person__in=RefusedAddress.objects.stopped().values("key"))


class NewsReader(models.Model):
    """An address that somebody typed, and of which somebody said yes: until then nothing but one letter goes there.

    `person` counts an address once and names nobody. What was public before the morning of `sent_for` was told.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    email = MailAddressField("e-mail address")
    person = models.CharField(max_length=24, db_index=True, editable=False)
    topics = models.JSONField(default=list)
    often = models.CharField("how often", max_length=7, choices=Often)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    sent_for = models.DateField(null=True, editable=False)

    objects = NewsReaderQuerySet.as_manager()

    class Meta:
        verbose_name = "reader of news"
        verbose_name_plural = "readers of news"
        default_permissions = ()
        permissions = [("count_newsreader", "Can see how many people get news")]
        indexes = [
            models.Index("often", "sent_for", name="readers_of_news_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                "person", name="news_go_to_an_address_once", condition=Q(confirmed_at__isnull=False)
            ),
            models.CheckConstraint(
                name="reader_of_news_has_an_address", condition=~Q(email="") & ~Q(person="")
            ),
            models.CheckConstraint(
                name="news_come_as_often_as_is_known", condition=Q(often__in=Often.values)
            ),
            models.CheckConstraint(
                name="news_are_sent_only_after_a_yes",
                condition=Q(confirmed_at=None, sent_for=None)
                | Q(confirmed_at__isnull=False, sent_for__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Somebody since {timezone.localtime(self.asked_at):%-d %B %Y}"

    def get_own_url(self):
        return reverse("news:mine", args=[self.token])

    def get_stop_url(self):
        return reverse("news:stop", args=[self.token])

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None
