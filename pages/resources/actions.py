"""A suggestion comes in, is read, and is answered with a letter to the people of the partner."""

from uuid import UUID

from django.db import transaction

from coproduction_site.kept_once import kept_once
from pages.resources import letters
from pages.resources.suggestions import Suggestion


def suggest(answers: dict, key: UUID) -> Suggestion:
    return kept_once(Suggestion, key, answers)


@transaction.atomic
def take(suggestion: Suggestion, user, answer: str) -> None:
    suggestion.take(answer)
    letters.suggestion_read(suggestion)


@transaction.atomic
def leave_out(suggestion: Suggestion, user, answer: str) -> None:
    suggestion.leave_out(answer)
    letters.suggestion_read(suggestion)
