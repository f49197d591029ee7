"""How long an address is kept: seven days without a yes, and until it is stopped or refuses letters."""

from pages.news import actions, letters
from pages.news.models import NewsReader


def erase_old() -> int:
    return actions.forget(NewsReader.objects.never_answered()) + letters.forget_old()


def stop_who_refuse() -> int:
    """After three refusals by the mail server nothing is sent there any more, so nothing is kept."""
    return sum(map(actions.stop, NewsReader.objects.refusing()))
