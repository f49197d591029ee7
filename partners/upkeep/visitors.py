"""What visitors send to a partner: a mistake in its page, a question to a champion. Each is kept once."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from coproduction_site import limits
from coproduction_site.kept_once import kept_once
from coproduction_site.mail_addresses import key_of
from coproduction_site.outbox.storing import at_no_cost
from coproduction_site.rights.sources import erase_row
from partners.models import Mistake, Partner, Question
from partners.upkeep import letters

TOLD = (Mistake, Question)
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
    question.give_answer(by, text)
    letters.question_answered(question)


@transaction.atomic
def settle(mistake, by, text: str) -> None:
    """Whoever reported it hears it, if they gave an address."""
    mistake.settle(by, text)
    if mistake.hears:
        letters.mistake_settled(mistake)


def told_by(token: str) -> Mistake | Question | None:
    """What a private link is about."""
    found = (
        model.objects.filter(token=token).exclude(token="").select_related("partner").first()
        for model in TOLD
    )
    return next(filter(None, found), None)


@transaction.atomic
def write_back(row: Mistake | Question, text: str) -> None:
    """With a letter to those who can read it. Raises ValidationError the second time."""
    if isinstance(row, Mistake):
        row.still_wrong(text)
    else:
        row.write_back(text)
    letters.wrote_back(row)


def erase_what_is_over() -> int:
    """Mistakes that were put right long ago, and questions answered long ago, with the letters that say them."""
    over = [Mistake.objects.done_long_ago(), Question.objects.answered_long_ago()]
    return sum(_erase(rows, pk) for rows in over for pk in _keys(rows))


@transaction.atomic
def erase(row: Mistake | Question) -> bool:
    """With the letters that say it. False if it is gone already."""
    letters.forget(row)
    return erase_row(row)


@transaction.atomic
def _erase(rows, pk) -> bool:
    row = rows.filter(pk=pk).first()
    return row is not None and erase(row)


def _keys(rows) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))
