"""The contact of a pledge changes: asked for by whoever has the private link, pressed by whoever reads the new address."""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.client_address import client_key
from coproduction_site.errors import kept
from coproduction_site.limits import TooMany
from coproduction_site.private_links import private
from coproduction_site.without_cookies import opened_by_a_secret
from coproduction_site.workflow import versions
from partners.charter.pledges import contacts
from partners.charter.pledges.done_once import done_once
from partners.charter.pledges.forms import ContactForm
from partners.charter.pledges.views import too_late
from partners.charter.views import HERE
from partners.models import ContactChange, Pledge


@opened_by_a_secret
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, token):
    mine = get_object_or_404(Pledge, token=token)
    if mine.has_ended:
        return too_late(request, mine)
    data = request.POST or kept(request) or None
    form = ContactForm(data, initial={"email": mine.email} if data else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, mine, form)
    try:
        done = _asked(mine, form, versions.posted(data), client_key(request))
    except TooMany:
        return _page(request, mine, form, HTTPStatus.TOO_MANY_REQUESTS)
    return private(redirect(mine.get_own_url())) if done else _page(request, mine, form)


def _asked(pledge, form, version: int, visitor: str) -> bool:
    return done_once(
        form,
        pledge,
        version,
        lambda: contacts.ask(pledge, version, form.answers, visitor),
        lambda: pledge.contact_changes.open().filter(**form.answers).exists(),
    )


def _page(request, pledge, form, status=HTTPStatus.OK):
    context = {
        "pledge": pledge,
        "form": form,
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
        "crumbs": [HERE, ("Your pledge", pledge.get_own_url()), ("Another contact", "")],
    }
    return private(render(request, "partners/charter/pledges/contact.html", context, status=status))


@opened_by_a_secret
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """Looking changes nothing: mail programs open links before people do."""
    change = get_object_or_404(ContactChange.objects.select_related("pledge"), token=token)
    if request.method == "POST" and not change.is_done:
        try:
            contacts.confirm(change)
        except ValidationError:
            change.refresh_from_db()
        else:
            return private(redirect(change.pledge.get_own_url()))
    context = {
        "change": change,
        "can_press": ContactChange.objects.usable().filter(pk=change.pk).exists(),
        "crumbs": [HERE, ("Look after a pledge", "")],
    }
    return private(render(request, "partners/charter/pledges/confirm.html", context))
