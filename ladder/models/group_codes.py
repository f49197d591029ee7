"""Signs that people read out in a room and type on a phone: none looks or sounds like another one. No vowels, so no words."""

import re
import secrets

from coproduction_site.private_links import new_token  # noqa: F401 - of the host. Migrations know it here.

SIGNS = "34679CDFGHJKMNPQRTWXY"
LENGTH, IN_A_PART = 8, 4


def new_code() -> str:
    """35 bits: too many to guess, as wrong ones are counted."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def random_key() -> int:
    """Of a row that must not tell when it came. On SQLite it is the place in the file too."""
    return secrets.randbelow(2**62) + 1


def in_parts(code: str) -> str:
    return "-".join(code[at : at + IN_A_PART] for at in range(0, len(code), IN_A_PART))


def code_in(text: str) -> str:
    """From what people type, or a whole link that holds a code. Nothing if it is none."""
    parts = [part for part in text.strip().partition("?")[0].split("/") if part]
    code = re.sub(r"[\s-]", "", parts[-1].upper()) if parts else ""
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else ""
