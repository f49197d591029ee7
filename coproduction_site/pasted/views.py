from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.views.decorators.http import require_POST

from coproduction_site import rich_text
from coproduction_site.pasted import tidying


@login_required
@require_POST
def tidy(request):
    """For the editor, before it makes of a paste what it can: nothing is kept."""
    tidied = tidying.tidied(request.POST.get("html", ""))
    return JsonResponse({"html": rich_text.clean(tidied.html), "left_out": tidied.left_out})
