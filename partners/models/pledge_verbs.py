"""What is done with a pledge: by the organisation, by staff, and when a newer charter is adopted."""

import secrets

from django.db import transaction
from django.db.models import Case, Exists, F, Q, When
from django.utils import timezone
from django.utils.text import slugify

from coproduction_site.cache import revision
from coproduction_site.kept_days import kept_since
from coproduction_site.private_links import new_token
from coproduction_site.workflow import one_winner
from coproduction_site.workflow.one_winner import OneWinner
from partners.models.charter import CharterVersion

KEPT_DAYS = 90
LINK_REFUSED = "This pledge has ended, or has a new link already."
NOT_LIVE = "The pledge is not on the website, or somebody changed it. Look at it again first."
LETTERS = "234679cdfghjkmnpqrtvwxyz"
NO_CORRECTION = {"asked_name": "", "asked_kind": "", "asked_will_do": "", "asked_at": None}


class PledgeVerbs(OneWinner):
    """Mixed into `Pledge`, which has the columns."""

    # What the organisation does

    def change(self, **columns) -> None:
        """Send better words after staff asked for them."""
        self._move(
            self.State.WAITING, [self.State.RETURNED], **columns, reason="", sent_at=timezone.now()
        )

    def take_back(self) -> None:
        """At any time and without a reason; staff never stand in the way."""
        self._move(self.State.WITHDRAWN, self.OPEN, any_version=True, reason="", ended_at=timezone.now())

    def bring_back(self) -> None:
        """Taken back in error: staff read it anew before it is public, with the words that nobody had read yet."""
        still = Q(ended_at__gte=kept_since(KEPT_DAYS))
        now = timezone.now()
        before = [self.State.WITHDRAWN]
        words = {name: _asked_or_live(name) for name in self.public_words} | NO_CORRECTION
        self._move(
            self.State.WAITING,
            before,
            any_version=True,
            still=still,
            ended_at=None,
            sent_at=now,
            **words,
        )

    def ask_for_words(self, name: str, kind: str, will_do: str) -> None:
        """Other words, for staff to read. The words that everybody reads stay until then."""
        asked = {"asked_name": name, "asked_kind": kind, "asked_will_do": will_do}
        is_new = (name, kind, will_do) != tuple(self.public_words.values())
        asked = asked | {"asked_at": timezone.now()} if is_new else NO_CORRECTION
        self._change_live(**asked, reason="")

    def take_version(self, version: int) -> None:
        """For what is kept in other rows. Raises ValidationError if it has ended, or the page showed an older state."""
        still = Q(version=version, state__in=self.OPEN)
        one_winner.change(self, still, self.STALE, version=F("version") + 1)

    @transaction.atomic
    def renew(self, adopted: CharterVersion) -> None:
        """Sign the words that the Board adopted, if they are still the ones in force."""
        living = CharterVersion.objects.filter(pk=adopted.pk, state=CharterVersion.State.ADOPTED)
        agreed = {"charter": adopted, "charter_was_draft": False, "told_of": adopted}
        self._change_live(Q(Exists(living)), **agreed, agreed_at=timezone.now())
        revision.move()

    # What staff do

    def publish(self, by, partner=None) -> None:
        self._move(
            self.State.PUBLISHED,
            [self.State.WAITING],
            slug=self.slug or _new_slug(type(self), self.name),
            signed_on=timezone.localdate(self.sent_at),
            reason="",
            partner=partner,
            **_decided(by),
        )

    def give_back(self, by, reason: str) -> None:
        self._move(self.State.RETURNED, [self.State.WAITING], reason=reason, **_decided(by))

    def decline(self, by, reason: str) -> None:
        """Also a pledge that is on the website: it comes down at once."""
        before = [self.State.WAITING, self.State.PUBLISHED]
        decided = _decided(by)
        self._move(self.State.DECLINED, before, reason=reason, ended_at=decided["decided_at"], **decided)

    def renew_link(self) -> None:
        """The old link stops working: it was lost, or somebody left."""
        self.hand_over()

    def hand_over(self, **contact) -> None:
        """To another person or address, or to the same with a link of its own: the old link stops working."""
        still = Q(token=self.token, state__in=self.OPEN)
        one_winner.change(
            self, still, LINK_REFUSED, token=new_token(), version=F("version") + 1, **contact
        )

    @transaction.atomic
    def take_words(self, by) -> None:
        """What it asked for is what everybody reads now. Its address stays."""
        words = self.asked_words
        self._change_live(Q(asked_at__isnull=False), **words, **NO_CORRECTION, reason="", **_decided(by))
        revision.move()

    def leave_words(self, by, reason: str) -> None:
        """The live words stay, and the organisation reads why."""
        asked = Q(asked_at__isnull=False)
        self._change_live(asked, **NO_CORRECTION, reason=reason, **_decided(by))

    # What happens to the charter

    def note_told(self, adopted: CharterVersion) -> bool:
        """Before the letter; once for each version, however many workers there are, and never to whoever left."""
        still = Q(state=self.State.PUBLISHED) & not_told_of(adopted)
        return one_winner.wins(self, still, told_of=adopted)

    def _change_live(self, still=None, **columns) -> None:
        live = Q(state=self.State.PUBLISHED, version=self.version) & (still or Q())
        one_winner.change(self, live, NOT_LIVE, version=F("version") + 1, **columns)


def not_told_of(adopted: CharterVersion) -> Q:
    """Of the row alone, so that it is asked again when two workers wait for one row."""
    return ~Q(charter=adopted, charter_was_draft=False) & ~Q(told_of=adopted)


def _asked_or_live(name: str) -> Case:
    """Of the row as it is when it moves."""
    return Case(When(asked_at__isnull=False, then=F(f"asked_{name}")), default=F(name))


def _decided(by) -> dict:
    return {"decided_at": timezone.now(), "decided_by": by}


def _new_slug(table, name: str) -> str:
    """Its name, if no other has it; else with an end of its own."""
    slug = slugify(name)[:70].strip("-")
    if slug and not table.objects.filter(slug=slug).exists():
        return slug
    end = "".join(secrets.choice(LETTERS) for _ in range(6))
    return f"{slug or 'organisation'}-{end}"
