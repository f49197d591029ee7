from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts import invitations
from coproduction_site.accounts.adapter import signed_in
from coproduction_site.accounts.forms import Welcome
from coproduction_site.errors import kept


@never_cache
@require_safe
@signed_in
def your_sign_in(request):
    """How I sign in. The address itself is changed by the council, who know who I am."""
    return render(
        request, "account/your_sign_in.html", {"has_second_step": is_mfa_enabled(request.user)}
    )


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request, token):
    """Opening the link does nothing yet: programs that read mail open links too."""
    user = invitations.invited(token)
    if user is None:
        return render(request, "account/invitation_over.html", status=404)
    asked = invitations.to_answer(user)
    form = Welcome(request.POST or kept(request), user=user)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "invited": user, "to_answer": asked}
        return render(request, "account/invitation.html", context)
    if not invitations.accept(user, form.cleaned_data["name"], form.cleaned_data["password"]):
        return render(request, "account/invitation_over.html", status=404)
    logout(request)  # Whoever else was signed in on this machine.
    record_authentication(request, user, "invitation")
    return perform_login(request, user, redirect_url=_first_page(user, asked))


def _first_page(user, asked) -> str:
    """A second step before anything else; whoever needs none, and was asked one thing that has a page, is led there."""
    pages = {invitation.where for invitation in asked} - {reverse("partners:mine")}
    return reverse("mfa_index") if user.is_staff or not pages else pages.pop()
