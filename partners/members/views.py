"""An owner looks after the people of a partner. For everybody else these pages are not there."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.errors import kept
from coproduction_site.limits import TooMany
from coproduction_site.workflow.ask_once import Question, unsure
from partners.members import actions as looking_after
from partners.members.forms import InviteForm, RoleForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def people(request, slug):
    partner = get_object_or_404(looking_after.owned_by(request.user), slug=slug)
    if "take_back" in request.POST:
        return _take_back(request, partner)
    form, status = InviteForm(request.POST or kept(request)), 200
    if request.method == "POST" and form.is_valid():
        try:
            looking_after.invite(partner, request.user, **form.cleaned_data)
        except TooMany:
            status = HTTPStatus.TOO_MANY_REQUESTS
        except ValidationError as error:
            form.add_error("email", error)
        else:
            messages.success(request, f"A letter to {form.cleaned_data['email']} is on its way.")
            return redirect(request.path)
    page = {
        "form": form,
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
        "memberships": partner.memberships.select_related("user").order_by("created_at", "pk"),
        "invited": partner.invitations.open().select_related("user"),
    }
    return render(request, "partners/members/people.html", _page(partner) | page, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def person(request, slug, pk):
    partner = get_object_or_404(looking_after.owned_by(request.user), slug=slug)
    membership = get_object_or_404(partner.memberships.select_related("user"), pk=pk)
    data = request.POST or kept(request)
    form = RoleForm(data if data and "role" in data else None, initial={"role": membership.role})
    asks = "remove" in request.POST and unsure(request, _question(membership, request))
    if asks:
        return asks
    if request.method == "POST":
        refusal = _press(request, membership, form)
        if refusal is None:
            still_there = looking_after.owned_by(request.user).filter(pk=partner.pk).exists()
            return redirect("partners:people", slug) if still_there else redirect("partners:mine")
        messages.error(request, refusal) if refusal else None
    crumb = (str(membership.user.email), request.path)
    page = {"membership": membership, "form": form}
    return render(request, "partners/members/person.html", _page(partner, crumb) | page)


def _take_back(request, partner):
    invited = {str(asked.pk): asked for asked in partner.invitations.select_related("user")}
    asked = invited.get(request.POST["take_back"])
    if asked is None:
        raise Http404
    question = Question(
        title=f"Do you want to take back the invitation of {asked.user.email}?",
        happens=(
            "The link in their letter stops working at once.",
            "You can invite them again at any time.",
        ),
        button="Yes, take it back",
        back=request.path,
    )
    page = unsure(request, question)
    if page:
        return page
    try:
        looking_after.take_back(partner, asked.pk)
        messages.success(request, "The invitation is taken back.")
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect(request.path)


def _press(request, membership, form) -> str | None:
    """None if it is done; else why not, or nothing if the form says it."""
    try:
        if "remove" in request.POST:
            looking_after.remove(membership)
            messages.success(request, _taken_off(membership, request.user))
            return None
        if form.is_valid():
            looking_after.change_role(membership, form.cleaned_data["role"], by=request.user)
            messages.success(request, "Saved.")
            return None
    except ValidationError as error:
        return error.message
    return ""


def _question(membership, request) -> Question:
    if membership.user == request.user:
        title, button = "Do you want to leave this page?", "Yes, take me off"
        happens = ("You lose the way to this page at once.", "Only another owner can invite you again.")
    else:
        title, button = f"Do you want to take {membership.user.email} off?", "Yes, take this person off"
        happens = (
            "They lose the way to your page at once. We write to them.",
            "What they wrote stays. You can invite them again at any time.",
        )
    return Question(title=title, happens=happens, button=button, back=request.path)


def _taken_off(membership, user) -> str:
    undo = "" if membership.user == user else " Was it a mistake? Then invite them again below."
    return f"{membership.user.email} is taken off.{undo}"


def _page(partner, *crumbs) -> dict:
    address = f"/partners/{partner.slug}/people/"
    above = [("Your pages", "/partners/mine/"), (f"People of {partner}", address)]
    return {"partner": partner, "crumbs": [*above, *crumbs]}
