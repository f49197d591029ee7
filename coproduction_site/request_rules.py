"""What is done with every request before anything else sees it."""

from coproduction_site import errors

ADMIN, ZERO, ENCODED = "/admin/", "\x00", "%00"


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
