"""What is done with every request before anything else sees it."""

from coproduction_site import errors

ZERO, ENCODED = "\x00", "%00"


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


def no_zero_bytes_in_an_address(get_response):
    """Nobody types one, no text of ours has one, and PostgreSQL takes none: it would be an error of ours."""

    def middleware(request):
        if ZERO in request.path_info:
            return errors.not_found(request, None)
        query = request.META.get("QUERY_STRING", "")
        if ENCODED in query:
            request.META["QUERY_STRING"] = query.replace(ENCODED, "")
        return get_response(request)

    return middleware
