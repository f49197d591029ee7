"""What nobody may leave out who asks people to join in. The database refuses it, and each box says what is missing."""

from django.db import models
from django.db.models import F, Q

from coproduction_site.mail_addresses import MailAddressField
from pages.audience import Audience

MISSING = {
    "rung": "Choose the rung. People need to know how much say they will have.",
    "can_change": "Say what can still change. If nothing can, this is no chance to join in.",
    "fixed": "Say what is fixed. If nothing is, say that.",
    "why_fixed": "Say why it is fixed. People can live with a no that has a reason.",
    "hours": "Say how many hours it takes, all in all.",
    "pay": "Say what you pay for people’s time. If nothing, say that.",
    "expenses": "Say which costs you pay, and how soon. If none, say that.",
    "help_given": "Say what help people get to take part. If none, say that.",
    "closes_on": "Choose the last day on which somebody can say yes.",
    "hear_by": "Choose the day by which people hear back. You promise it.",
}
TEXTS = [name for name in MISSING if name not in ("rung", "closes_on", "hear_by")]
TOO_SOON = "People hear back after the closing day. Choose a later day."


class Kind(models.TextChoices):
    PANEL = "panel", "Panel"
    WORKSHOP = "workshop", "Workshop"
    INTERVIEW = "interview", "Interview panel"
    SURVEY = "survey", "Survey"


class Honest(models.Model):
    """An invitation that says beforehand how much say people get. The rung and both days are never empty."""

    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, help_text="One sentence: what people do, and what for.")
    kind = models.CharField(max_length=9, choices=Kind)
    audience = models.CharField(
        "who it is for", max_length=9, choices=Audience, default=Audience.EVERYBODY
    )
    rung = models.ForeignKey(
        "ladder.Rung",
        models.PROTECT,
        related_name="%(class)ss",
        help_text="The rung that people will truly stand on. Choose the lower one of two.",
    )
    can_change = models.TextField("what can still change", max_length=1_000)
    fixed = models.TextField("what is fixed", max_length=1_000)
    why_fixed = models.TextField("why it is fixed", max_length=600)
    hours = models.CharField(
        "how many hours",
        max_length=200,
        help_text="For example: three evenings of two hours, and one hour to read.",
    )
    pay = models.CharField("pay", max_length=300, help_text="For their time. For example: £12 an hour.")
    expenses = models.CharField(
        "expenses", max_length=300, help_text="Fares, child care, a carer. Say how soon they get it."
    )
    help_given = models.TextField(
        "help to take part",
        max_length=600,
        help_text="For example: an interpreter, words read out, a call before, a quiet room.",
    )
    closes_on = models.DateField("closing day", help_text="The last day on which somebody can say yes.")
    hear_by = models.DateField(
        "the day you will hear back",
        help_text="After the closing day. From the day after it, the page says that you are late.",
    )
    owner = models.CharField(
        "who looks after it", max_length=120, help_text="Everybody sees it. For example: Sam, SEND team."
    )
    owner_email = MailAddressField(
        "their e-mail address",
        blank=True,
        help_text="Who wants to join in is sent here. Nobody sees the address.",
    )

    class Meta:
        abstract = True
        constraints = [
            *(
                models.CheckConstraint(
                    name=f"%(class)s_says_{name}",
                    condition=~Q(**{name: ""}),
                    violation_error_message=MISSING[name],
                )
                for name in TEXTS
            ),
            models.CheckConstraint(
                name="%(class)s_answers_after_it_closes",
                condition=Q(hear_by__gt=F("closes_on")),
                violation_error_message=TOO_SOON,
            ),
        ]

    def __str__(self):
        return self.title
