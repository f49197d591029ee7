"""Public forms work without a cookie: where a browser keeps none, or sends its forms with `Origin: null`.

The CSRF check fails there for ever. A form that we wrote carries a stamp: signed, bound to its key, good for a
day. Where the check fails, the stamp lets the form in, as one that belongs to nobody: its key is kept in no session,
and nobody who is signed in is let in so. From then on the key travels in the links between our pages.
"""

import re
from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner

from coproduction_site.forms import key_of
from coproduction_site.in_languages.addresses import ROUTE
from coproduction_site.in_languages.known import LanguageConverter
from coproduction_site.private_links import private

STAMP, PASS = "stamp", "pass"
GOOD_FOR = timedelta(days=1)
FROM_HERE = ("", "same-origin", "none")
# The links that carry a key, besides the one to which a form leads.
PLACE = rf"(?:/(?:{LanguageConverter.regex}))?{ROUTE}"
_signer = TimestampSigner(salt="coproduction_site.without_cookies")
_LINK = re.compile(
    rf'((?:href|src|action|formaction)="{PLACE}[^"?#]*)(?:\?([^"#]*))?(#[^"]*)?"'.encode()
)


def stamp_of(key) -> str:
    return _signer.sign(str(key))


def works_without_cookies(view):
    """Its forms carry a key with its stamp. Put it above the other decorators."""
    view.lets_in = _is_stamped
    return view


def opened_by_a_secret(view):
    """For a private link, or words that open one: whoever knows them may press what is there, so its forms need no
    stamp, only a browser that says whence they came."""
    view.lets_in = _says_that_it_is_from_here
    return view


def is_let_in(request, view) -> bool:
    """Asked once the CSRF check has failed. From then on the request is nobody's."""
    request.is_let_in = (
        hasattr(view, "lets_in")
        and view.lets_in(request)
        and comes_from_here(request)
        and not request.user.is_authenticated
    )
    if request.is_let_in and _is_stamped(request):
        request.carried_key = key_of(request.POST["key"])
    return request.is_let_in


def comes_from_here(request) -> bool:
    """Another site can make a browser send a form of ours, stamp and all: it must not."""
    origin = request.headers.get("Origin", "null")
    here = _here(request)
    referrer = "" if origin != "null" else request.headers.get("Referer", "")
    return (
        request.headers.get("Sec-Fetch-Site", "") in FROM_HERE
        and origin in ("null", here)
        and (not referrer or referrer.startswith(f"{here}/") or referrer == here)
    )


def remember(request, name: str, key: UUID) -> None:
    """In the session; for who was let in by a stamp, in the links of this answer. What is known is not written again."""
    if request.is_let_in:
        request.carried_key = key
    elif request.session.get(name) != str(key):
        request.session[name] = str(key)


def forget(request, name: str) -> None:
    request.carried_key = None
    request.session.pop(name, None)


def held_key(request, name: str) -> UUID | None:
    """What this browser holds: in its address, else in its session."""
    if request.carried_key or request.is_let_in:
        return request.carried_key
    return key_of(request.session.get(name))


def the_key_travels(get_response):
    def middleware(request):
        request.is_let_in = False
        request.carried_key = _key_in_address(request)
        response = get_response(request)
        return _carry(response, request.carried_key) if request.carried_key else response

    return middleware


def _key_in_address(request) -> UUID | None:
    """A form has its own key. A link from another site opens nothing, so that nobody is led into a story of theirs."""
    is_read = request.method in ("GET", "HEAD")
    if (
        not is_read
        or PASS not in request.GET
        or request.headers.get("Sec-Fetch-Site", "") not in FROM_HERE
    ):
        return None
    return _key_of(request.GET[PASS])


def _says_that_it_is_from_here(request) -> bool:
    is_ours = request.headers.get("Origin", "") == _here(request)
    return is_ours or request.headers.get("Sec-Fetch-Site") == "same-origin"


def _here(request) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _is_stamped(request) -> bool:
    key = key_of(request.POST.get("key"))
    return key is not None and _key_of(request.POST.get(STAMP, "")) == key


def _key_of(stamp: str) -> UUID | None:
    try:
        return key_of(_signer.unsign(stamp, max_age=GOOD_FOR))
    except BadSignature:
        return None


def _carry(response, key):
    """Into where it leads, or into its links. Never stored, and told to no other site."""
    stamp = stamp_of(key)
    location = response.headers.get("Location", "")
    if location.startswith("/") and not location.startswith("//"):
        response.headers["Location"] = _with(location, stamp)
    elif response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
        response.content = _LINK.sub(lambda found: _link_with(found, stamp), response.content)
    response.headers["Cache-Control"] = "private, no-store"
    return private(response)


def _with(address: str, stamp: str) -> str:
    page, hash_sign, place = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{PASS}={stamp}{hash_sign}{place}"


def _link_with(found, stamp) -> bytes:
    start, query, place = (part or b"" for part in found.groups())
    query = b"&amp;".join(filter(None, [query, f"{PASS}={stamp}".encode()]))
    return start + b"?" + query + place + b'"'
