"""Other words for a pledge that is on the website, and its signature under a newer version of the charter."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.errors import kept
from coproduction_site.private_links import private
from coproduction_site.without_cookies import opened_by_a_secret
from coproduction_site.workflow import versions
from partners.charter import differences
from partners.charter.pledges import actions as signing
from partners.charter.pledges.done_once import done_once
from partners.charter.pledges.forms import NEWER_CHARTER, CorrectionForm, RenewForm
from partners.charter.pledges.views import too_late
from partners.charter.views import HERE
from partners.models import CharterVersion, Pledge

SIGNED_ALREADY = (
    "You have signed this version already. Your other words are not sent yet. "
    "They are all here: look at them, then press the button."
)


@opened_by_a_secret
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, token):
    """Staff read it first; what everybody reads stays as it is until then."""
    mine = get_object_or_404(Pledge, token=token)
    if not mine.is_public:
        return too_late(request, mine)
    data = request.POST or kept(request) or None
    form = CorrectionForm(data, initial=mine.asked_words)
    if request.method == "POST" and form.is_valid() and _asked(mine, form, versions.posted(data)):
        return private(redirect(mine.get_own_url()))
    return _page(request, "correct", mine, form, "Put your pledge right")


def _asked(pledge, form, version: int) -> bool:
    return done_once(
        form,
        pledge,
        version,
        lambda: signing.ask_for_words(pledge, **form.answers),
        lambda: pledge.asked_words == form.answers,
    )


@opened_by_a_secret
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request, token):
    mine = get_object_or_404(Pledge.objects.select_related("charter"), token=token)
    adopted = CharterVersion.objects.adopted()
    data = request.POST or kept(request) or None
    form = RenewForm(data, initial=mine.asked_words)
    if not mine.is_behind(adopted):
        return _signed_already(request, mine, form)
    if request.method == "POST" and form.is_valid() and _renewed(mine, form, adopted, data):
        return private(redirect(mine.get_own_url()))
    changes = differences.since_signed(mine, adopted)
    return _page(
        request, "renew", mine, form, "A new version of the charter", newer=adopted, changes=changes
    )


def _signed_already(request, mine, form):
    """Pressed twice, it is done. Other words than those that were sent go to the page that sends them."""
    if not mine.is_public:
        return too_late(request, mine)
    if request.method != "POST" or not form.is_valid() or _has_words(mine, form):
        return private(redirect(mine.get_own_url()))
    words = CorrectionForm(initial=mine.asked_words | form.answers)
    return _page(request, "correct", mine, words, "Put your pledge right", refusal=SIGNED_ALREADY)


def _has_words(pledge, form) -> bool:
    return pledge.asked_words["will_do"] == form.answers["will_do"]


def _renewed(pledge, form, adopted, data) -> bool:
    if versions.number(data.get("charter")) != adopted.number:
        form.add_error(None, NEWER_CHARTER)
        return False
    return done_once(
        form,
        pledge,
        versions.posted(data),
        lambda: signing.renew(pledge, adopted, **form.answers),
        lambda: pledge.is_public and not pledge.is_behind(adopted) and _has_words(pledge, form),
    )


def _page(request, name, pledge, form, title, **more):
    crumbs = [HERE, ("Your pledge", pledge.get_own_url()), (title, "")]
    context = {"pledge": pledge, "form": form, "title": title, "crumbs": crumbs, **more}
    return private(render(request, f"partners/charter/pledges/{name}.html", context))
