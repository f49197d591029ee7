"""Four easy words that open a teller's page together with the reference: for whoever lost the link and has no e-mail.

2,048 words make 44 bits, which nobody guesses through our limits. Only a slow hash is kept. No word begins
another and no two sound alike (see the tests of the list), so they can be read out on the telephone.
"""

import re
import secrets
from functools import cache
from pathlib import Path

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q

from coproduction_site.accounts.slow_hash import Argon2id
from coproduction_site.workflow import one_winner
from stories.models.events import EventKind
from stories.models.keys import LETTERS_HARD_TO_CONFUSE
from stories.models.moves import Moves

LIST = Path(__file__).parent.parent / "content" / "code_words.txt"
HOW_MANY = 4
SLOW_HASH = Argon2id.algorithm
BETWEEN = re.compile(r"[^a-z]+")


@cache
def all_words() -> tuple[str, ...]:
    return tuple(LIST.read_text().split())


def new_words() -> str:
    return " ".join(secrets.choice(all_words()) for _ in range(HOW_MANY))


def as_kept(text: str) -> str:
    """However it was typed: capitals, commas, hyphens, line ends, and an “and” before the last one."""
    parts = BETWEEN.split(text.casefold())
    return " ".join(part for part in parts if part and part != "and")


def as_reference(text: str) -> str:
    """However it was typed; what cannot be one is given back as nothing that we ever make."""
    letters = "".join(letter for letter in text.upper() if letter in LETTERS_HARD_TO_CONFUSE)
    return f"{letters[:4]}-{letters[4:]}"


def opens(code: str, text: str) -> bool:
    """As slow for an empty `code`, so that nobody learns from the time whether there is one."""
    if not code:
        _hashed(text)
    return bool(code) and check_password(as_kept(text), code, preferred=SLOW_HASH)


def _hashed(text: str) -> str:
    return make_password(as_kept(text), hasher=SLOW_HASH)


class CodeVerbs(Moves):
    def first_words(self) -> str:
        """The words, for the one call that made the first ones; empty if there are some already."""
        text = new_words()
        code = _hashed(text)
        if one_winner.wins(self, Q(code=""), code=code):
            self.code = code
            return text
        self.refresh_from_db(fields=["code"])
        return ""

    def replace_words(self, by=None) -> str:
        """From now on the older ones open nothing. The page says that it happened, in case it was somebody else."""
        text = new_words()
        one_winner.wins(self, ~Q(state=self.State.DRAFT), code=_hashed(text))
        self.refresh_from_db(fields=["code"])
        self._log(EventKind.CODE, by)
        return text
