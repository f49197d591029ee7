"""People who find their rung: what they post, and what comes back."""

from django.urls import reverse

from ladder.models import StatementSet
from ladder.reflection.kept import Kept, code_of
from ladder.reflection.views import ADDRESSES

WHO = {side: who for who, side in ADDRESSES.items()}
MOSTLY_ALL = {"W1": "0"}


def address(side: str) -> str:
    return reverse("ladder:answer", args=[WHO[side]])


def data(side: str = "family", everything: str = "2", number: int = 1, **answers) -> dict:
    """`everything` for each statement, but for the warning and those that are named."""
    statements = StatementSet.objects.get(number=number)
    given = {one.code: everything for one in statements.asked_of(side)} | MOSTLY_ALL | answers
    return {"set": str(number)} | {code: answer for code, answer in given.items() if answer}


def post(client, side: str = "family", everything: str = "2", **answers):
    return client.post(address(side), data(side, everything, **answers))


def code(side: str = "family", answers: str = "", number: int = 1) -> str:
    """Mostly everywhere and no warning, unless the answers are named."""
    asked = StatementSet.objects.get(number=number).asked_of(side)
    return code_of(Kept(number, side, answers or "0" + "2" * (len(asked) - 1)))


def kept_address(text: str) -> str:
    return reverse("ladder:kept", args=[text])
