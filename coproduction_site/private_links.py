"""Pages of which the address is the key: it is told to nobody.

Stricter still ("no-referrer"), and browsers would send our own buttons without an origin, which the CSRF
check refuses.
"""

REFERRER_POLICY = "strict-origin"


def private(response):
    """For every page of which the address is the key."""
    response.headers["Referrer-Policy"] = REFERRER_POLICY
    return response
