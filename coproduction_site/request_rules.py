"""What is done with every request before anything else sees it."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from coproduction_site import errors

ADMIN, ZERO, ENCODED = "/admin/", "\x00", "%00"
FONTS = settings.STATIC_URL + "fonts/"


def head_is_get_without_a_body(get_response):
    """Wherever GET is answered, HEAD is too; whoever sends the answer leaves the body out."""

    def middleware(request):
        if request.method != "HEAD":
            return get_response(request)
        request.method = "GET"
        response = get_response(request)
        request.method = "HEAD"
        return response

    return middleware


def a_page_says_what_it_takes(get_response):
    """Django answers the wrong method with an empty page."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            return errors.not_allowed(request, response)
        return response

    return middleware


def no_zero_bytes_in_the_admin(get_response):
    """PostgreSQL takes none, and Django's admin hands on what stands in an address. Our own forms say so themselves."""

    def middleware(request):
        if not request.path_info.startswith(ADMIN):
            return get_response(request)
        if ZERO in request.path_info:
            return errors.not_found(request, None)
        query = request.META.get("QUERY_STRING", "")
        if ENCODED in query:
            request.META["QUERY_STRING"] = query.replace(ENCODED, "")
        return get_response(request)

    return middleware


def fonts_are_left_out_where_data_is_saved(get_response):
    """A browser that was told to save data says so, and a font is what a page can do without: it gets no content (204).

    The page and its sheet stay the same for everybody, so that one kept page serves all; nginx does the same.
    """

    def middleware(request):
        if not request.path_info.startswith(FONTS):
            return get_response(request)
        saves = request.headers.get("Save-Data", "").strip().lower() == "on"
        response = _nothing_to_keep_asking_for() if saves else get_response(request)
        patch_vary_headers(response, ["Save-Data"])
        return response

    return middleware


def _nothing_to_keep_asking_for() -> HttpResponse:
    response = HttpResponse(status=204)
    patch_cache_control(response, public=True, max_age=settings.WHITENOISE_MAX_AGE)
    return response
