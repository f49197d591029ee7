"""What happens to somebody's news: asked for, said yes to, chosen anew, stopped."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from coproduction_site import limits
from coproduction_site.backup import erasures
from coproduction_site.kept_once import kept_once
from coproduction_site.mail_addresses import key_of
from coproduction_site.outbox.storing import at_no_cost
from coproduction_site.workflow import one_winner
from pages.news import letters
from pages.news.models import NewsReader
from pages.news.rhythm import newest_day

KIND = "news"


def ask_for(email: str, topics: list[str], often: str, key: UUID, visitor: str) -> None:
    """The same work whoever reads news already, so that nobody learns it from us or from a watch. Raises TooMany.

    An address that was asked about too often gets no letter, and what was typed goes like all that nobody answers.
    """
    answers = {"email": email, "person": key_of(email), "topics": topics, "often": often}
    kept_once(NewsReader, key, answers, limit=limits.NEWS_ASKED, visitor=visitor, first=_ask)


def _ask(reader) -> None:
    if not limits.NEWS_ASKED_BY_ONE.is_passed(reader.person):
        at_no_cost(letters.ask, reader)


def confirm(reader: NewsReader) -> NewsReader | None:
    """Somebody who reads what goes to this address said yes. None if it was deleted meanwhile.

    An address that has news already keeps its links, and hears from now on about what was chosen last.
    """
    try:
        with transaction.atomic():
            return _confirm(reader)
    except IntegrityError:  # The other letter to this address was answered at the same moment.
        with transaction.atomic():
            return _confirm(reader)


def _confirm(reader) -> NewsReader | None:
    readers = NewsReader.objects.confirmed()
    known = readers.filter(person=reader.person).exclude(pk=reader.pk).first()
    if known:
        choose(known, reader.topics, reader.often)
        _delete([reader])
        return known
    now = timezone.now()
    day = newest_day(reader.often, timezone.localdate(now))
    one_winner.wins(reader, Q(confirmed_at=None), confirmed_at=now, sent_for=day)
    return readers.filter(pk=reader.pk).first()


def choose(reader: NewsReader, topics: list[str], often: str) -> None:
    NewsReader.objects.filter(pk=reader.pk).update(topics=topics, often=often)


@transaction.atomic
def stop(reader: NewsReader) -> bool:
    """The address is deleted wherever news know it, and stays so after a way back to an older copy.

    False if it was gone.
    """
    rows = list(NewsReader.objects.filter(person=reader.person))
    for row in rows:
        erasures.remember(KIND, row.key)
    return bool(_delete(rows))


def forget(readers) -> int:
    """How many. Each by itself, with its letters."""
    return sum(map(_delete, ([reader] for reader in readers)))


@transaction.atomic
def _delete(readers: list[NewsReader]) -> int:
    for reader in readers:
        letters.forget(reader)
    return NewsReader.objects.filter(pk__in=[reader.pk for reader in readers]).delete()[0]
