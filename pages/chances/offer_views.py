"""Partners offer a chance to join in. It is read before anybody else sees it."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.errors import kept
from coproduction_site.forms import key_of
from pages.chances import actions
from pages.chances.forms import OfferForm
from pages.chances.views import BOARD
from partners.models import Partner

THANKS = "Thank you. Somebody reads it, and you get a letter."


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request):
    """The key goes with the form, so that the same form sent twice is kept once."""
    if not Partner.objects.editable_by(request.user).exists():
        raise Http404
    data = request.POST or kept(request)
    form, key = OfferForm(data, user=request.user), key_of((data or {}).get("key")) or uuid4()
    if request.method == "POST" and form.is_valid():
        actions.offer(form.cleaned_data, key)
        messages.success(request, THANKS)
        return redirect("partners:mine")
    context = {"form": form, "key": key, "crumbs": [BOARD, ("Offer a chance", "")]}
    return render(request, "pages/chances/offer.html", context)
