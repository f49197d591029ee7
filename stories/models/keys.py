"""What a story is found by: its reference, its teller's own link, its public address."""

import secrets

from django.utils.text import slugify

LETTERS_HARD_TO_CONFUSE = "234679CDFGHJKMNPQRTVWXYZ"


def new_reference() -> str:
    """Eight letters and digits that can be read out on the telephone. It opens nothing by itself."""
    mixed = "".join(secrets.choice(LETTERS_HARD_TO_CONFUSE) for _ in range(8))
    return f"{mixed[:4]}-{mixed[4:]}"


def new_follow_token() -> str:
    """256 bits: the teller's own key to the page on which they follow their story."""
    return secrets.token_urlsafe(32)


def new_slug(title: str) -> str:
    """Readable, and with an end that nobody can guess from the title or the reference."""
    end = "".join(secrets.choice(LETTERS_HARD_TO_CONFUSE) for _ in range(6)).lower()
    return f"{slugify(title)[:60].strip('-') or 'story'}-{end}"
