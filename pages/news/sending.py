"""Letters with news go by day, a few at a time, each once for its day."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from coproduction_site.outbox.storing import at_no_cost
from coproduction_site.workflow import one_winner
from pages.booking.daytime import is_day
from pages.news import letters
from pages.news.models import NewsReader
from pages.news.rhythm import Often, moment_of, newest_day
from pages.news.topics import Between, chosen

AT_A_TIME = 100


class Round:
    """What was found for one reader is not looked for again for the next."""

    def __init__(self, today):
        self.days = {often: newest_day(often, today) for often in Often}
        self._found = {}

    def has_news(self, reader: NewsReader, between: Between) -> bool:
        return any(self._has(topic, between) for topic in chosen(reader.topics))

    def _has(self, topic, between) -> bool:
        key = (topic.name, between)
        if key not in self._found:
            self._found[key] = bool(topic.pieces(between, 1))
        return self._found[key]


def send_due() -> int:
    """How many letters. While some wait to be sent, no more are added: a mail server that is away meets no pile."""
    now = timezone.now()
    if not is_day(now) or letters.some_wait():
        return 0
    today = timezone.localdate(now)
    this_round = Round(today)
    return sum(_send(reader, this_round) for often in Often for reader in _due(often, today))


def _due(often, today):
    return NewsReader.objects.due(often, today).order_by("sent_for", "pk")[:AT_A_TIME]


@transaction.atomic
def _send(reader, this_round: Round) -> bool:
    """The mark and the letter are one: of two workers one writes it, and one that dies leaves neither.

    Where there is nothing to tell the day is passed over, and the next letter tells from here.
    """
    day = this_round.days[reader.often]
    still = Q(confirmed_at__isnull=False, often=reader.often, sent_for=reader.sent_for)
    if not one_winner.wins(reader, still, sent_for=day):
        return False
    between = Between(moment_of(reader.sent_for), moment_of(day))
    has_news = this_round.has_news(reader, between)
    if has_news:
        at_no_cost(letters.tell, reader, between)
    return has_news
