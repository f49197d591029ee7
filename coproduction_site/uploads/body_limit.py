"""What is sent to us has an end: nobody fills the disk or the memory, and a refusal is always seen."""

import time

from django.http.request import UnreadablePostError

from coproduction_site import errors

LARGEST = 120_000_000  # The biggest picture that we take, with room. nginx lets the same through.
HEARD_AT_MOST, LONGEST_HEARING = 200_000_000, 20  # Bytes, and seconds.


def have_an_end(get_response):
    def middleware(request):
        response = errors.too_big(request) if _announced(request) > LARGEST else get_response(request)
        if response.status_code >= 400 and _announced(request):
            _hear_out(request)
        return response

    return middleware


def _announced(request) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _hear_out(request) -> None:
    """A browser that is still sending when we hang up shows “connection lost” instead of our page."""
    heard, started = 0, time.monotonic()
    try:
        while heard < HEARD_AT_MOST and time.monotonic() - started < LONGEST_HEARING:
            some = request.read(65_536)
            heard += len(some)
            if not some:
                return
    except UnreadablePostError:
        return
