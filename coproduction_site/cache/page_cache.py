"""Which pages are the same for everybody, and what of a request they may depend on.

A page is kept by `coproduction_site.cache.in_front` only if its view says so (`@public_page`) and the
answer bears that out: no cookie set, nothing that varies by cookie, no nonce.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from coproduction_site.cache import replica, revision
from coproduction_site.cache.kept_pages import etag_of
from coproduction_site.headers import names_somebody

PUBLIC = "public, max-age=0, must-revalidate"
KEPT_STATUSES = {"200", "301", "410"}
ASKED_BY_CACHE = "coproduction_site.page_cache"
DATA = ("/open-referral/", "/stories/you-said-we-did.json")  # Where a program is told of an empty value.
NOT_PACKED = "identity"  # The compression middleware leaves an answer alone that has an encoding.


def public_page(*names: str | Callable):
    """The view answers GET and HEAD, the same for everybody. `names` are the query it understands.

    It is given each name once, without those left empty, so that every way to write a question finds
    the same page. With any other query the page is still served, only not kept, so that made-up
    addresses cannot push real pages out.
    """
    if names and callable(names[0]):
        return public_page()(names[0])

    def decorate(view):
        @wraps(view)
        def marked(request, *args, **kwargs):
            request.GET = QueryDict(plain_query(request.META.get("QUERY_STRING", ""), request.path))
            request.is_public_page = _is_asked_for_by_all(request)
            number = request.META.get(revision.READ_IN_FRONT)
            response = replica.made(lambda: view(request, *args, **kwargs), number)
            if not set(request.GET) <= set(names) or response.has_header("Cache-Control"):
                return response
            return _for_everybody(request, response)

        marked.is_public_page = True
        return require_safe(marked)

    return decorate


def _is_asked_for_by_all(request) -> bool:
    """Whether its address leads here whatever is sent there: `resolve(path).func.is_public_page` says the same."""
    found = request.resolver_match
    return found is not None and getattr(found.func, "is_public_page", False)


def plain_query(query: str, path: str) -> str:
    """Each name once, the last one said, in one order; nothing for a field of a form that was left empty."""
    return _in_one_order(query, path.startswith(DATA)) if query else ""


@lru_cache(maxsize=256)
def _in_one_order(query: str, with_empty: bool) -> str:
    return urlencode(sorted(dict(parse_qsl(query, keep_blank_values=with_empty)).items()))


def may_be_kept(status: str, headers: list[tuple[str, str]]) -> bool:
    """Belt and braces: even a page that is marked public is not kept if it knows who asked."""
    values = {name.lower(): value for name, value in headers}
    return (
        status[:3] in KEPT_STATUSES
        and values.get("cache-control") == PUBLIC
        and "set-cookie" not in values
        and "cookie" not in values.get("vary", "").lower()
        and "nonce-" not in values.get("content-security-policy", "")
    )


def _for_everybody(request, response):
    """But what was drawn for somebody is theirs alone."""
    if names_somebody(request):
        return response
    response.headers["Cache-Control"] = PUBLIC
    if not request.META.get(ASKED_BY_CACHE):
        return _unless_unchanged(request, response)
    response.headers["Content-Encoding"] = NOT_PACKED
    return response


def _unless_unchanged(request, response):
    """For whoever has a session, and so never meets the cache: a page that is as it was is not sent again."""
    if response.status_code != 200 or response.streaming:
        return response
    response.headers["ETag"] = etag_of(response.content)
    return get_conditional_response(request, etag=response.headers["ETag"], response=response)
