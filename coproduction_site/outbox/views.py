"""The page behind “stop this letter”: the key in its address is all that it needs."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from coproduction_site.models import TurnedOff
from coproduction_site.outbox import turning_off
from coproduction_site.private_links import private


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def letters_off(request, token):
    """Mail programs press it without a cookie and follow no redirect; whoever opens it is asked first: RFC 8058."""
    opened = turning_off.opened(token)
    if opened is None:
        raise Http404
    user, kind = opened
    if request.method == "POST":
        turn = turning_off.turn_on if "again" in request.POST else turning_off.turn_off
        turn(user, kind)
    context = {"kind": kind, "is_off": TurnedOff.objects.holds(user, kind)}
    response = private(render(request, "letters/off.html", context))
    response.headers["Cache-Control"] = "private, no-store"
    return response
