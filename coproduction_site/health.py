from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coproduction_site.cache import revision


@never_cache
@require_safe
def healthz(request):
    """The process is alive."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request):
    """It can serve: the database answers and is migrated. 503 tells the proxy to ask another."""
    try:
        revision.current()
    except (DatabaseError, InterfaceError):
        connection.close()
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
