"""A partner changes its own page. Who may do so is a queryset; nobody else's partner exists here."""

from csp.decorators import csp_update
from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts import signed_in
from coproduction_site.errors import kept
from coproduction_site.rich_text import EDITOR_POLICY
from partners import letters
from partners.forms import ProfileForm
from partners.models import Partner


@signed_in
@require_safe
def mine(request):
    partners = Partner.objects.editable_by(request.user).prefetch_related("terms")
    saves = Partner.history.filter(id__in=partners.values("id"), history_user=request.user)
    return render(request, "partners/mine.html", {"partners": partners, "saves": saves[:10]})


@csp_update(EDITOR_POLICY)
@signed_in
@require_http_methods(["GET", "POST"])
@transaction.atomic
def edit(request, slug):
    """The version check and the save are one transaction, so that a save is whole or is not."""
    partner = get_object_or_404(Partner.objects.editable_by(request.user), slug=slug)
    form = ProfileForm(request.POST or kept(request), request.FILES or None, instance=partner)
    form.is_rehearsal = request.method != "POST"
    if request.method == "POST" and form.is_valid():
        changes = form.changes()
        form.save()
        letters.tell_staff(partner, request.user, changes)
        messages.success(request, f"Saved. The page of {partner} shows it now.")
        return redirect("partners:mine")
    return render(request, "partners/edit.html", _edit_page(request, partner, form))


@signed_in
@require_http_methods(["GET", "POST"])
def preview(request, slug):
    """The public page with words that nobody has saved. Nothing is stored by looking."""
    partner = get_object_or_404(Partner.objects.editable_by(request.user), slug=slug)
    form = ProfileForm(request.POST or kept(request), request.FILES or None, instance=partner)
    form.is_rehearsal = True
    form.full_clean()
    shown = {"partner": form.instance, "form": form, "facts": form.instance.facts(form.chosen_terms())}
    return render(request, "partners/preview.html", shown)


def _edit_page(request, partner, form) -> dict:
    crumbs = [("Your pages", "/partners/mine/"), (f"Edit {partner}", request.path)]
    media = form.media.with_nonce(str(request.csp_nonce))
    return {"partner": partner, "form": form, "editor": media, "crumbs": crumbs}
