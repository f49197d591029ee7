"""What visitors send to a partner: a mistake in its page, a question to a champion. Each is kept once."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from coproduction_site import limits
from coproduction_site.kept_once import kept_once
from coproduction_site.mail_addresses import key_of
from coproduction_site.outbox.storing import at_no_cost
from partners.models import Mistake, Partner, Question
from partners.upkeep import letters

ASKING, ASKED_BY_ONE = limits.CHAMPIONS_ASKED, limits.CHAMPIONS_ASKED_BY_ONE


def champions() -> QuerySet:
    return Partner.objects.current().filter(is_champion=True)


def report(partner, answers: dict, key: UUID, visitor: str) -> Mistake:
    """Once. Of very many from one place each is kept, and the partner finds it on its page; only the letters stop."""
    answers = {"partner": partner, **answers}
    return kept_once(Mistake, key, answers, first=lambda mistake: _tell_of(mistake, visitor))


def _tell_of(mistake, visitor: str) -> None:
    if not limits.MISTAKES_REPORTED.is_passed(visitor):
        at_no_cost(letters.mistake_reported, mistake)


def ask(partner, answers: dict, key: UUID, visitor: str) -> Question:
    """With its letters, to the champion and to whoever asks, once. Raises TooMany."""
    answers = {"partner": partner, **answers}
    return kept_once(Question, key, answers, limit=ASKING, visitor=visitor, first=_write_about)


def _write_about(question) -> None:
    ASKED_BY_ONE.count(key_of(question.email))
    at_no_cost(letters.champion_asked, question)
    at_no_cost(letters.question_received, question)


@transaction.atomic
def answer(question, by, text: str) -> None:
    """The answer and the letter that brings it are one."""
    question.reply(by, text)
    letters.question_answered(question)


def erase_what_is_over() -> int:
    """Mistakes that were put right long ago, and questions answered long ago, with the letters that say them."""
    mistakes, _ = Mistake.objects.done_long_ago().delete()
    return mistakes + sum(_erase(pk) for pk in _keys(Question.objects.answered_long_ago()))


@transaction.atomic
def erase(question) -> bool:
    """With the letters that say it. False if it is gone already."""
    letters.forget(question)
    return bool(Question.objects.filter(pk=question.pk).delete()[0])


@transaction.atomic
def _erase(pk) -> bool:
    question = Question.objects.answered_long_ago().filter(pk=pk).first()
    return question is not None and erase(question)


def _keys(rows) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))
