"""What goes with every answer, besides what the security libraries already add."""

from django.utils.cache import add_never_cache_headers, has_vary_header, patch_vary_headers


def same_on_every_answer(get_response):
    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response

    return middleware


def note_somebody(request) -> None:
    """What is drawn now is for whoever is signed in: whatever else is said of the page, nobody keeps it."""
    request.names_somebody = True


def names_somebody(request) -> bool:
    return getattr(request, "names_somebody", False)


def personal_pages_are_not_kept(get_response):
    """A page made for one person is never stored, on a shared telephone least of all."""

    def middleware(request):
        response = get_response(request)
        personal = has_vary_header(response, "Cookie") or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        personal = personal or request.session.accessed
        is_made_for_one = request.session.modified or names_somebody(request)
        if is_made_for_one or (personal and not response.has_header("Cache-Control")):
            add_never_cache_headers(response)
            patch_vary_headers(response, ["Cookie"])
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return middleware
