"""What visitors send to a partner: a mistake in its page, a question to a champion. Each is kept once."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from coproduction_site.limits import Limit
from partners.models import Mistake, Partner, Question
from partners.upkeep import letters

# Many families can share one address: a school, a library, a ward.
REPORTING = Limit("mistakes-reported", times=10, minutes=60)
ASKING = Limit("champions-asked", times=5, minutes=60)


class TooMany(Exception):
    """More than people would send from one place. Nothing was kept."""


def champions() -> QuerySet:
    return Partner.objects.current().filter(is_champion=True)


@transaction.atomic
def report(partner, answers: dict, key: UUID, address: str) -> Mistake:
    """Kept once under its key, however often the button is pressed; only the first press writes letters."""
    mistake, is_new = Mistake.objects.get_or_create(key=key, defaults={"partner": partner, **answers})
    if is_new and REPORTING.is_passed(address):
        raise TooMany
    if is_new:
        letters.mistake_reported(mistake)
    return mistake


@transaction.atomic
def ask(partner, answers: dict, key: UUID, address: str) -> Question:
    question, is_new = Question.objects.get_or_create(key=key, defaults={"partner": partner, **answers})
    if is_new and ASKING.is_passed(address):
        raise TooMany
    if is_new:
        letters.champion_asked(question)
        letters.question_received(question)
    return question


@transaction.atomic
def answer(question, by, words: str) -> None:
    """The answer and the letter that brings it are one."""
    question.reply(by, words)
    letters.question_answered(question)


def erase_what_is_over() -> int:
    """Mistakes that were put right long ago, and questions answered long ago, with the letters that say them."""
    mistakes, _ = Mistake.objects.done_long_ago().delete()
    return mistakes + sum(_erase(pk) for pk in _keys(Question.objects.answered_long_ago()))


@transaction.atomic
def _erase(pk) -> bool:
    question = Question.objects.answered_long_ago().filter(pk=pk).first()
    if question is None:
        return False
    letters.forget(question)
    question.delete()
    return True


def _keys(rows) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))
