"""Two letters: one that asks, and the news themselves, of which the words are found as it goes."""

from datetime import datetime

from django.db.models import Q
from post_office.models import STATUS, Email

from coproduction_site import mail
from coproduction_site.kept_days import kept_since
from coproduction_site.letters.wording import wordings
from coproduction_site.letters.writing import to_one, write
from coproduction_site.outbox import written_last
from coproduction_site.site_address import on_this_site
from pages.news.models import KEPT_DAYS, NewsReader
from pages.news.topics import Between, Topic, chosen

WRITER = "news"
ASKS, TELLS = "pages/news_asked", "pages/news"
MOST = 5  # Of one topic in one letter. The rest is behind a link.
SENT_KEPT_DAYS = 7


def ask(reader: NewsReader) -> None:
    """The only letter before a yes. It holds no word that anybody typed."""
    values = {
        "yes_link": on_this_site(reader.get_own_url()),
        "topics": ", ".join(topic.label for topic in chosen(reader.topics)),
        "how_often": reader.get_often_display(),
        "days": KEPT_DAYS,
    }
    mail.send(to_one(reader.email, ASKS, **values))


def tell(reader: NewsReader, between: Between) -> None:
    """Put into the outbox, without a word of what it will say."""
    facts = {
        "reader": reader.pk,
        "since": between.since.isoformat(),
        "until": between.until.isoformat(),
    }
    message = mail.last_minute(reader.email, wordings()[TELLS].subject, WRITER, **facts)
    mail.send(mail.stopped_at(on_this_site(reader.get_stop_url()), message))


def words_of(facts: dict) -> tuple[str, str] | None:
    """Subject and text, as things are now. None if nothing is left to say, or nobody to say it to."""
    reader = NewsReader.objects.confirmed().filter(pk=facts["reader"]).first()
    between = Between(datetime.fromisoformat(facts["since"]), datetime.fromisoformat(facts["until"]))
    news = reader and "\n\n".join(
        filter(None, (_about(topic, between) for topic in chosen(reader.topics)))
    )
    if not news:
        return None
    own_link, stop_link = on_this_site(reader.get_own_url()), on_this_site(reader.get_stop_url())
    return write(TELLS, news=news, own_link=own_link, stop_link=stop_link)


def some_wait() -> bool:
    return written_last.some_wait(WRITER)


def forget(reader: NewsReader) -> None:
    """Every letter to them, sent or not."""
    written_last.by(WRITER, reader=reader.pk).delete()
    Email.objects.filter(message__contains=reader.token).delete()


def forget_old() -> int:
    """Those that went: nobody needs to know for long that somebody reads news."""
    old = Q(status=STATUS.sent, last_updated__lt=kept_since(SENT_KEPT_DAYS))
    return written_last.by(WRITER).filter(old).delete()[0]


def _about(topic: Topic, between: Between) -> str:
    pieces = topic.pieces(between, MOST + 1)
    lines = [f"- {piece.title}\n  {on_this_site(piece.link)}" for piece in pieces[:MOST]]
    if len(pieces) > MOST:
        lines.append(f"- There is more: {on_this_site(topic.page_address)}")
    return "\n".join([topic.says.upper(), *lines]) if lines else ""
