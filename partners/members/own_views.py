"""What somebody decides for themselves: a yes or a no to an invitation, and when they stop."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.workflow.ask_once import Question, unsure
from partners.members import actions, ending
from partners.members.people import others_than
from partners.models import Invitation, Membership

ACCEPTED = "Thank you. You can start now."
DECLINED = "Thank you for the answer. Nothing changes for you."
LEFT = "You do not look after the page of {} any more. Thank you for what you did."


@signed_in
@require_POST
def invitation(request, pk):
    """Somebody else's is not found, and one that was answered already is told as what it is: over."""
    asked = Invitation.objects.to_answer(request.user).filter(pk=pk).first()
    if asked is None:
        return render(request, "account/invitation_over.html", status=404)
    if "accept" not in request.POST:
        return unsure(request, _about_no(asked)) or _decline(request, asked)
    try:
        asked.accept()
    except ValidationError:
        return render(request, "account/invitation_over.html", status=404)
    messages.success(request, ACCEPTED)
    return redirect(asked.where)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, slug):
    memberships = Membership.objects.select_related("partner")
    membership = get_object_or_404(memberships, user=request.user, partner__slug=slug)
    page = unsure(request, _about_leaving(membership))
    if page:
        return page
    try:
        actions.leave(membership)
        messages.success(request, LEFT.format(membership.partner))
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("partners:mine")


def _decline(request, asked):
    if not ending.end(asked):
        return render(request, "account/invitation_over.html", status=404)
    messages.success(request, DECLINED)
    return redirect("partners:mine")


def _about_no(asked) -> Question:
    return Question(
        title="Do you want to say no?",
        happens=(f"The invitation to {asked.to_do} ends at once.", "Whoever asked you can ask again."),
        button="Yes, I say no",
        back="/partners/mine/",
    )


def _about_leaving(membership) -> Question:
    happens = ("You lose the way to this page at once. What you wrote stays.",)
    if others_than(membership).exists():
        happens += ("An owner of the page can invite you again.",)
    else:
        happens += (
            "You are the last person who looks after it. Then nobody edits this page.",
            "Families still see it. What they ask and tell waits until the council finds somebody.",
            "Only the council can invite you again.",
        )
    return Question(
        title=f"Do you want to leave the page of {membership.partner}?",
        happens=happens,
        button="Yes, I leave",
        back="/partners/mine/",
    )
