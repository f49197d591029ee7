"""Signing the charter, and the private page of whoever signed: follow, change, take back."""

from http import HTTPStatus
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.client_address import client_key
from coproduction_site.errors import kept
from coproduction_site.forms import key_of
from coproduction_site.kept_once import key_of_other_words
from coproduction_site.limits import TooMany
from coproduction_site.private_links import private
from coproduction_site.sharing import may_be_shared
from coproduction_site.without_cookies import (
    held_key,
    opened_by_a_secret,
    remember,
    stamp_of,
    works_without_cookies,
)
from coproduction_site.workflow import versions
from coproduction_site.workflow.ask_once import Question, unsure
from partners.charter.pledges import actions as signing
from partners.charter.pledges.done_once import done_once
from partners.charter.pledges.forms import ChangePledgeForm, PledgeForm
from partners.charter.status import actions
from partners.charter.views import HERE
from partners.models import CharterVersion, Pledge

SIGN = ("Sign the charter", "/charter/sign/")


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
@may_be_shared
def sign(request):
    """The key goes with the form, so that the same form sent twice is the same pledge."""
    data = request.POST or kept(request)
    charter = CharterVersion.objects.in_force()
    form, key = PledgeForm(data, charter=charter), key_of((data or {}).get("key")) or uuid4()
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, key)
    try:
        signed = signing.sign(form.answers, key, client_key(request), charter)
    except TooMany:
        return _show(request, form, key, HTTPStatus.TOO_MANY_REQUESTS)
    other = key_of_other_words(form, signed)
    if other:
        return _show(request, form, other)
    remember(request, "pledge", key)
    return redirect("charter:thanks")


def _show(request, form, key, status=HTTPStatus.OK):
    context = {
        "form": form,
        "key": key,
        "stamp": stamp_of(key),
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
        "version": form.charter,
        "crumbs": [HERE, SIGN],
    }
    return render(request, "partners/charter/pledges/sign.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
def thanks(request):
    """Says thank you only for a row that is there. The private link goes to the address that was given."""
    pledge = Pledge.objects.filter(key=held_key(request, "pledge")).first()
    if pledge is None:
        return redirect("charter:sign")
    crumbs = [HERE, SIGN, ("Thank you", "")]
    return render(request, "partners/charter/pledges/thanks.html", {"pledge": pledge, "crumbs": crumbs})


@opened_by_a_secret
@require_http_methods(["GET", "HEAD", "POST"])
def pledge(request, token):
    mine = get_object_or_404(Pledge.objects.select_related("partner", "charter"), token=token)
    data = request.POST or kept(request) or QueryDict()
    form = ChangePledgeForm(data if "name" in data else None, instance=mine)
    verb = _verb(request.POST)
    asks = verb is signing.take_back and not mine.has_ended and unsure(request, _question(mine))
    refusal = verb and not asks and _refusal(verb, mine)
    if verb and not refusal:
        return private(asks or redirect(mine.get_own_url()))
    if request.method == "POST" and form.is_valid() and _change(mine, form, versions.posted(data)):
        return redirect(mine.get_own_url())
    return own_page(request, mine, form, refusal)


def own_page(request, mine, form, refusal=""):
    """The private page as it stands now. `refusal` says that a press did nothing, and why."""
    adopted = CharterVersion.objects.adopted() if mine.is_public else None
    context = {
        "pledge": mine,
        "form": form,
        "refusal": refusal,
        "newer": adopted if mine.is_behind(adopted) else None,
        "new_contact": mine.contact_changes.open().first(),
        "application": actions.opened(mine) if mine.is_public else None,
        "crumbs": [HERE, ("Your pledge", "")],
    }
    return private(render(request, "partners/charter/pledges/pledge.html", context))


def too_late(request, mine):
    """For a page that is not there any more, now that the pledge is in another state."""
    if request.method != "POST":
        return private(redirect(mine.get_own_url()))
    refusal = mine.NOT_NOW.format(mine.get_state_display().lower())
    return own_page(request, mine, ChangePledgeForm(instance=mine), refusal)


def _verb(data):
    if "take_back" in data:
        return signing.take_back
    return signing.bring_back if "bring_back" in data else None


def _question(pledge) -> Question:
    status = " Your charter status goes with it." if pledge.is_public else ""
    return Question(
        title="Do you want to take your pledge back?",
        happens=(
            f"It goes from the website at once.{status}",
            f"You can bring it back until {pledge.kept_until:%-d %B %Y}. After that day we delete it.",
            "If you bring it back, a person reads it first. Only then is it on the website again.",
        ),
        button="Yes, take it back",
        back=pledge.get_own_url(),
        stay="No, keep our pledge",
    )


def _refusal(verb, pledge) -> str:
    """Nothing if it is done, now or by the press before."""
    try:
        verb(pledge)
    except ValidationError as error:
        pledge.refresh_from_db()
        is_back = verb is signing.bring_back and not pledge.has_ended
        is_done = is_back or (verb is signing.take_back and pledge.was_taken_back)
        return "" if is_done else " ".join(error.messages)
    return ""


def _change(pledge, form, version: int) -> bool:
    def is_done():
        same = all(getattr(pledge, name) == value for name, value in form.answers.items())
        return same and pledge.state in (Pledge.State.WAITING, Pledge.State.PUBLISHED)

    return done_once(form, pledge, version, lambda: pledge.change(**form.answers), is_done)
