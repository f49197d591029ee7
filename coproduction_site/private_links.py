"""Pages of which the address is the key: it is told to nobody.

Stricter still ("no-referrer"), and browsers would send our own buttons without an origin, which the CSRF
check refuses.
"""

import secrets

REFERRER_POLICY = "strict-origin"


def new_token() -> str:
    """256 bits: whoever holds the link with it is let in."""
    return secrets.token_urlsafe(32)


def private(response):
    """For every page of which the address is the key."""
    response.headers["Referrer-Policy"] = REFERRER_POLICY
    return response


def told_to_nobody(response):
    """It holds somebody's answers, or leads to them, and has no button that needs an origin.

    A shared tablet keeps nothing of it, and no other site hears its address.
    """
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
