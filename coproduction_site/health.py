import socket

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coproduction_site.cache import revision
from coproduction_site.operations import troubles


@never_cache
@require_safe
def healthz(request):
    """The process is alive."""
    return _says("ok\n")


@never_cache
@require_safe
def readyz(request):
    """It can serve: the database answers and is migrated. 503 tells the proxy to ask another.

    `X-Served-By` is the name of the machine that answered.
    With `?all=1` it speaks of everything that runs beside it too, for whoever watches the site.
    """
    try:
        revision.current()
    except (DatabaseError, InterfaceError):
        connection.close()
        return _says("the database does not answer\n", 503)
    return _everything() if request.GET.get("all") == "1" else _says("ready\n")


def _everything() -> HttpResponse:
    found = troubles.findings()
    lines = [f"{finding.state} {finding.name}: {finding.sentence}\n" for finding in found]
    return _says("".join(lines), 503 if any(finding.is_fault for finding in found) else 200)


def _says(text: str, status: int = 200) -> HttpResponse:
    kind, headers = "text/plain; charset=utf-8", {"X-Served-By": socket.gethostname()}
    return HttpResponse(text, status=status, content_type=kind, headers=headers)
