"""The panel of families and professionals: who sits on it, what it is shown, what each of them says."""

from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from coproduction_site.uploads import erasing
from partners.models.status import FEWEST_VIEWS, StatusApplication

MOST_EVIDENCE = 12
STORY = "/stories/"


class PanelSeat(models.Model):
    """Somebody who reads applications for charter status. Without a seat there is no way in, not for staff either."""

    class Side(models.TextChoices):
        FAMILY = "family", "Young person or family"
        PROFESSIONAL = "professional", "Professional"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="panel_seat", verbose_name="person"
    )
    side = models.CharField("sits as", max_length=12, choices=Side)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["side", "pk"]
        verbose_name = "seat on the panel"
        verbose_name_plural = "seats on the panel"

    def __str__(self):
        return f"{self.user} ({self.get_side_display().lower()})"

    def applications(self):
        """What may be read from this seat: never what one's own organisation asks for, nor one that has invited this person."""
        waits = self.user.invitations.open().exclude(partner=None)
        ours = Q(pledge__partner__in=self.user.memberships.values("partner"))
        ours |= Q(pledge__partner__in=waits.order_by().values("partner"))
        return StatusApplication.objects.with_panel().exclude(ours)

    def applications_to_read(self):
        """Those about which this seat has not said anything in their round."""
        said = PanelView.objects.filter(
            application=OuterRef("pk"), round=OuterRef("round"), by=self.user_id
        )
        return self.applications().filter(~Exists(said))


class ViewQuerySet(models.QuerySet):
    def counted(self) -> dict:
        return self.aggregate(
            views=Count("pk"),
            families=Count("pk", filter=Q(side=PanelSeat.Side.FAMILY)),
            yes=Count("pk", filter=Q(says=PanelView.Says.YES)),
        )

    def are_enough(self) -> bool:
        counted = self.counted()
        return counted["views"] >= FEWEST_VIEWS and counted["families"] >= 1

    def say_yes(self) -> bool:
        """Enough of them, and more for it than against it."""
        counted = self.counted()
        return self.are_enough() and counted["yes"] * 2 > counted["views"]


class PanelView(models.Model):
    """What one member of the panel says about an application. Written once, never edited."""

    class Says(models.TextChoices):
        YES = "yes", "Yes, award it"
        NOT_YET = "not_yet", "Not yet"

    application = models.ForeignKey(StatusApplication, models.CASCADE, related_name="views")
    round = models.PositiveSmallIntegerField(editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="panel_views"
    )
    side = models.CharField(max_length=12, choices=PanelSeat.Side, editable=False)
    says = models.CharField("what do you say?", max_length=7, choices=Says)
    words = models.TextField("why?", max_length=2_000)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ViewQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_view_of_each_member_of_the_panel", fields=["application", "round", "by"]
            ),
            models.CheckConstraint(
                name="view_of_the_panel_says_why",
                condition=~Q(words="")
                & Q(says__in=["yes", "not_yet"], side__in=["family", "professional"]),
            ),
        ]

    def __str__(self):
        return f"{self.by}: {self.get_says_display()}"


def record(seat: PanelSeat, application: StatusApplication, says: str, words: str) -> PanelView:
    """One view from each seat in a round, while the application is with the panel."""
    try:
        with transaction.atomic():
            application.touch()
            return PanelView.objects.create(
                application=application,
                round=application.round,
                by=seat.user,
                side=seat.side,
                says=says,
                words=words,
            )
    except IntegrityError:
        raise ValidationError("You have said what you think already.") from None


def has_said(seat: PanelSeat, application: StatusApplication, view: dict) -> bool:
    """Just this, in this round."""
    return application.views_now().filter(by=seat.user, says=view["says"], words=view["words"]).exists()


def _where(evidence, name: str) -> str:
    """Nothing of the name that the file came with is kept as a path."""
    return f"charter-evidence/{get_random_string(24).lower()}{PurePath(name).suffix.lower()[:6]}"


class Evidence(models.Model):
    """One thing that shows what an organisation does. Read by the panel and staff, never public."""

    class Kind(models.TextChoices):
        STORY = "story", "A story on this website"
        LINK = "link", "Another page on the web"
        DOCUMENT = "document", "A document (PDF)"

    application = models.ForeignKey(StatusApplication, models.CASCADE, related_name="evidence")
    kind = models.CharField("what is it?", max_length=8, choices=Kind)
    words = models.CharField("what does it show?", max_length=300)
    address = models.CharField("its address", max_length=500, blank=True)
    document = models.FileField("the document", upload_to=_where, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                name="evidence_is_a_story_a_link_or_a_document",
                condition=Q(kind="story", address__startswith=STORY, document="")
                | Q(kind="link", address__startswith="http://", document="")
                | Q(kind="link", address__startswith="https://", document="")
                | Q(Q(kind="document", address=""), ~Q(document="")),
            )
        ]

    def __str__(self):
        return self.words

    @property
    def slug_of_story(self) -> str:
        return self.address.removeprefix(STORY).strip("/") if self.kind == self.Kind.STORY else ""


@transaction.atomic
def add_evidence(application: StatusApplication, **details) -> Evidence:
    """While it is with the organisation, and not without end."""
    application.write()
    if application.evidence.count() >= MOST_EVIDENCE:
        raise ValidationError(f"There is room for {MOST_EVIDENCE}. Take one out first.")
    return Evidence.objects.create(application=application, **details)


def show_again(application: StatusApplication, last: StatusApplication) -> None:
    """The same things once more. A document is not copied: two rows name one file, which goes with the last of them."""
    Evidence.objects.bulk_create(
        Evidence(
            application=application,
            kind=piece.kind,
            words=piece.words,
            address=piece.address,
            document=piece.document.name,
        )
        for piece in last.evidence.all()
    )


@transaction.atomic
def remove_evidence(application: StatusApplication, pk) -> None:
    application.write()
    for evidence in application.evidence.filter(pk=pk):
        evidence.delete()
        forget_file(evidence)


def forget_file(evidence: Evidence) -> None:
    """The file goes when the row has truly gone, and no other names it."""
    name = evidence.document.name
    if name and not Evidence.objects.filter(document=name).exists():
        erasing.when_done(name)
