"""What a story is found by: its reference, its teller's own link, its public address."""

import secrets
from hashlib import sha256

from django.utils.text import slugify

LETTERS_HARD_TO_CONFUSE = "234679CDFGHJKMNPQRTVWXYZ"


def new_reference() -> str:
    """Eight letters and digits that can be read out on the telephone. It opens nothing by itself."""
    mixed = "".join(secrets.choice(LETTERS_HARD_TO_CONFUSE) for _ in range(8))
    return f"{mixed[:4]}-{mixed[4:]}"


def new_follow_token() -> str:
    """256 bits: the teller's own key to the page on which they follow their story."""
    return secrets.token_urlsafe(32)


def public_slug(title: str, key) -> str:
    """Readable, and with an end that nobody can guess from the title or the reference.

    The same each time, so that a letter can be read before it is sent.
    """
    count = len(LETTERS_HARD_TO_CONFUSE)
    mixed = sha256(f"slug {key}".encode()).digest()
    end = "".join(LETTERS_HARD_TO_CONFUSE[byte % count] for byte in mixed[:8]).lower()
    return f"{slugify(title)[:60].strip('-') or 'story'}-{end}"
