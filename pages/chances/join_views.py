"""Saying that one wants to join in, without an account."""

from http import HTTPStatus
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts.client_address import client_key
from coproduction_site.errors import kept
from coproduction_site.forms import key_of
from coproduction_site.limits import TooMany
from coproduction_site.without_cookies import held_key, remember, stamp_of, works_without_cookies
from pages.chances import actions
from pages.chances.forms import InterestForm
from pages.chances.models import Chance
from pages.chances.views import BOARD


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def join(request, slug):
    """The key goes with the form, so that the same form sent twice is kept once."""
    chance = get_object_or_404(Chance, slug=slug)
    data = request.POST or kept(request)
    form, key = InterestForm(data), key_of((data or {}).get("key")) or uuid4()
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, chance, form, key)
    try:
        actions.join(chance, form.cleaned_data, key, client_key(request))
    except TooMany:
        return _form_page(request, chance, form, key, HTTPStatus.TOO_MANY_REQUESTS)
    except ValidationError:
        return _form_page(request, chance, form, key)
    remember(request, "interest", key)
    return redirect("chances:joined", chance.slug)


@require_safe
def thanks(request, slug):
    chance = get_object_or_404(Chance, slug=slug)
    if held_key(request, "interest") is None:
        return redirect(chance)
    context = {"chance": chance, "crumbs": _crumbs(chance, "Thank you")}
    return render(request, "pages/chances/thanks.html", context)


def _form_page(request, chance, form, key, status=HTTPStatus.OK):
    context = {
        "chance": chance,
        "form": form,
        "key": key,
        "stamp": stamp_of(key),
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
        "crumbs": _crumbs(chance, "Join in"),
    }
    return render(request, "pages/chances/join.html", context, status=status)


def _crumbs(chance, last) -> list:
    return [BOARD, (chance.title, chance.get_absolute_url()), (last, "")]
