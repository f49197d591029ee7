"""For those who would rather talk: a number to ring, sent once however often the button is pressed."""

from uuid import uuid4

from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts.client_address import client_key
from coproduction_site.cache.page_cache import public_page
from coproduction_site.errors import kept
from coproduction_site.form_keys import key_of
from stories.models.calls import ASKING, CallRequest
from stories.submission.call_forms import CallForm
from stories.submission.views.questions import TOO_MANY, crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def ring_me(request):
    typed = request.POST or kept(request)
    form = CallForm(typed)
    key = key_of((typed or {}).get("key")) or uuid4()
    status = 200
    if request.method == "POST" and form.is_valid():
        if _keep(form, key, client_key(request)):
            return redirect("stories:ring_me_thanks")
        status = TOO_MANY
    context = {
        "form": form,
        "key": key,
        "too_many": status == TOO_MANY,
        "crumbs": crumbs("Please ring me"),
    }
    return render(request, "stories/submission/ring_me.html", context, status=status)


@require_safe
@public_page
def ring_me_thanks(request):
    context = {"crumbs": [*crumbs("Please ring me")[:-1], ("We will ring you", "")]}
    return render(request, "stories/submission/ring_me_thanks.html", context)


@transaction.atomic
def _keep(form, key, address) -> bool:
    """False if more came from one place than a person would send. Nothing is kept then."""
    words = form.cleaned_data
    _, is_new = CallRequest.objects.get_or_create(key=key, defaults=words)
    if is_new and ASKING.is_passed(address):
        transaction.set_rollback(True)
        return False
    return True
