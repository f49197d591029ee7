"""What a visitor sends to a partner: a mistake in its page, a question to a champion."""

from http import HTTPStatus
from uuid import uuid4

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts.client_address import client_key
from coproduction_site.errors import kept
from coproduction_site.forms import key_of
from coproduction_site.kept_once import key_of_other_words
from coproduction_site.limits import TooMany
from coproduction_site.without_cookies import held_key, remember, stamp_of, works_without_cookies
from partners.directory.views import DIRECTORY
from partners.models import Partner
from partners.upkeep import visitors
from partners.upkeep.visitor_forms import MistakeForm, QuestionForm


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def mistake(request, slug):
    partner = get_object_or_404(Partner.objects.listed(), slug=slug)
    return _form_page(request, partner, MistakeForm, visitors.report, "mistake", "Report a mistake")


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, slug):
    """Who is no champion has no such page."""
    partner = get_object_or_404(visitors.champions(), slug=slug)
    return _form_page(request, partner, QuestionForm, visitors.ask, "ask", "Ask a champion")


@require_safe
def thanks(request, slug):
    """Says thank you only for a row that is there."""
    partner = get_object_or_404(Partner.objects.listed(), slug=slug)
    key = held_key(request, "sent_to_partner")
    mistake = partner.mistakes.filter(key=key).first()
    question = partner.questions.filter(key=key).first()
    if not (mistake or question):
        return redirect(partner)
    page = {"partner": partner, "mistake": mistake, "question": question}
    return render(request, "partners/upkeep/visitor_thanks.html", page | _crumbs(partner, "Thank you"))


def _form_page(request, partner, form_class, send, name, title):
    """The key goes with the form, so that the same form sent twice is kept once."""
    data = request.POST or kept(request)
    form, key = form_class(data), key_of((data or {}).get("key")) or uuid4()
    page = {"partner": partner, "form": form, "days": settings.CHAMPION_REPLY_DAYS} | _with_key(key)
    page, template = page | _crumbs(partner, title), f"partners/upkeep/{name}.html"
    if request.method != "POST" or not form.is_valid():
        return render(request, template, page)
    try:
        sent = send(partner, form.answers, key, client_key(request))
    except TooMany:
        page |= {"too_many": True}
        return render(request, template, page, status=HTTPStatus.TOO_MANY_REQUESTS)
    other = key_of_other_words(form, sent)
    if other:
        return render(request, template, page | _with_key(other))
    remember(request, "sent_to_partner", key)
    return redirect("partners:thanks", partner.slug)


def _with_key(key) -> dict:
    return {"key": key, "stamp": stamp_of(key)}


def _crumbs(partner, last) -> dict:
    return {"crumbs": [DIRECTORY, (partner.name, partner.get_absolute_url()), (last, "")]}
