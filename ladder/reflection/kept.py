"""A result that somebody keeps: a code that holds which set, whose wording and every answer, and nothing of a person.

Nothing is stored, so nothing runs out: a code opens for as long as its key is known (`SECRET_KEY`, or one of
`SECRET_KEY_FALLBACKS`) and its set stands in the database. The signature finds a mistyped or changed code. It keeps
no secret: whoever has the code could as well have asked for these answers.
"""

import re
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

from ladder.models import MOST_SETS, Side

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Without I, L, O and U, which are read as others.
MEANT = str.maketrans("ILO", "110")
IN_A_GROUP, OF_SIGNATURE, LONGEST = 4, 10, 80
SIDES = list(Side)
NOT_SURE, SKIPPED = "u", "-"
ANSWERS = ["0", "1", "2", "3", NOT_SURE, SKIPPED]


class NotACode(ValueError):
    """Mistyped, cut off, changed, or never one of ours."""


@dataclass(frozen=True)
class Kept:
    """`answers` in the order of the page, each one of `ANSWERS`."""

    number: int
    side: str
    answers: str


class ShortSigner(Signer):
    """Fifty bits, in signs that can be copied from paper."""

    def signature(self, value, key=None):
        digest = salted_hmac(self.salt, value, key or self.key, algorithm=self.algorithm).digest()
        return _written(int.from_bytes(digest[:8])).rjust(OF_SIGNATURE, SIGNS[0])[-OF_SIGNATURE:]


_salt = "ladder.reflection.kept"


def code_of(kept: Kept) -> str:
    payload = _written(_number_of(kept))
    text = payload + ShortSigner(salt=_salt).signature(payload)
    return "-".join(text[at : at + IN_A_GROUP] for at in range(0, len(text), IN_A_GROUP))


def opened(text: str) -> Kept:
    """From a code as people write it, or a whole link that ends in one. Raises NotACode."""
    signs = re.sub(r"[\s-]", "", _last_part(text).upper()).translate(MEANT)
    payload, signature = signs[:-OF_SIGNATURE], signs[-OF_SIGNATURE:]
    if not payload or len(signs) > LONGEST or not set(signs) <= set(SIGNS):
        raise NotACode
    try:
        ShortSigner(salt=_salt).unsign(f"{payload}:{signature}")
    except BadSignature:
        raise NotACode from None
    return _kept_in(payload)


def _last_part(text: str) -> str:
    return text.strip().rstrip("/").rpartition("/")[2].partition("?")[0].partition("#")[0]


def _number_of(kept) -> int:
    number = 1  # So that skipped statements at the beginning are not lost.
    for answer in kept.answers:
        number = number * len(ANSWERS) + ANSWERS.index(answer)
    return (number * (MOST_SETS + 1) + kept.number) * len(SIDES) + SIDES.index(kept.side)


def _kept_in(payload) -> Kept:
    number = 0
    for sign in payload:
        number = number * len(SIGNS) + SIGNS.index(sign)
    number, side = divmod(number, len(SIDES))
    number, of_set = divmod(number, MOST_SETS + 1)
    answers = ""
    while number > 1:
        number, answer = divmod(number, len(ANSWERS))
        answers = ANSWERS[answer] + answers
    return Kept(of_set, SIDES[side], answers)


def _written(number: int) -> str:
    signs = ""
    while number:
        number, sign = divmod(number, len(SIGNS))
        signs = SIGNS[sign] + signs
    return signs
