"""Asking for news, and the page behind the links of its letters. Opening a page changes nothing: a press does."""

from http import HTTPStatus
from uuid import uuid4

from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts.client_address import client_key
from coproduction_site.cache.page_cache import public_page
from coproduction_site.errors import kept
from coproduction_site.feeds import NEWEST, atom
from coproduction_site.forms import key_of
from coproduction_site.limits import TooMany
from coproduction_site.private_links import private
from coproduction_site.sharing import may_be_shared
from coproduction_site.without_cookies import opened_by_a_secret, stamp_of, works_without_cookies
from pages.news import actions
from pages.news.forms import ChoiceForm, NewsForm
from pages.news.models import NewsReader
from pages.news.topics import TOPICS, Between, chosen

NEWS = ("News by e-mail", "/news/")


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
@may_be_shared
def news(request):
    """The key goes with the form, so that the same form sent twice is one letter."""
    data = request.POST or kept(request)
    form, key = NewsForm(data), key_of((data or {}).get("key")) or uuid4()
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, key)
    answers = {name: form.cleaned_data[name] for name in form.fields}
    try:
        actions.ask_for(**answers, key=key, visitor=client_key(request))
    except TooMany:
        return _form_page(request, form, key, HTTPStatus.TOO_MANY_REQUESTS)
    return redirect("news:asked")


@require_safe
def asked(request):
    """The same for everybody: who reads news already is nobody's to know."""
    return render(request, "pages/news/asked.html", {"crumbs": [NEWS, ("One more thing", "")]})


@opened_by_a_secret
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request, token):
    reader = NewsReader.objects.opened_by(token).first()
    if reader is None:
        return _ended(request)
    if "yes" in request.POST:
        return _confirmed(request, reader)
    data = request.POST or kept(request) or {}
    form = ChoiceForm(data if "often" in data else None, initial=_chosen_by(reader))
    if request.method == "POST" and reader.is_confirmed and form.is_valid():
        actions.choose(reader, **form.cleaned_data)
        return private(redirect(f"{reader.get_own_url()}?done=choice"))
    context = {"reader": reader, "form": form, "topics": chosen(reader.topics)}
    return _page(request, "mine", done=request.GET.get("done", ""), **context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """Mail programs press it without a cookie and follow no redirect; whoever opens it is asked first: RFC 8058.

    Whether there was anything to stop is the same to whoever presses.
    """
    reader = NewsReader.objects.filter(token=token).first()
    if request.method != "POST":
        return _page(request, "stop", is_over=False) if reader else _ended(request)
    if reader:
        actions.stop(reader)
    return _page(request, "stop", is_over=True)


@public_page
def feed(request, name):
    topic = TOPICS[name]
    pieces = topic.pieces(Between(), NEWEST)
    entries = [vars(piece) for piece in pieces]
    return atom(topic.label, f"{topic.says}.", topic.page_address, topic.feed_address, entries)


def _confirmed(request, reader):
    reader = actions.confirm(reader)
    if reader is None:
        return _ended(request)
    return private(redirect(f"{reader.get_own_url()}?done=yes"))


def _chosen_by(reader) -> dict:
    return {"topics": reader.topics, "often": reader.often}


def _form_page(request, form, key, status=HTTPStatus.OK):
    context = {
        "form": form,
        "key": key,
        "stamp": stamp_of(key),
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
        "topics": TOPICS.values(),
        "crumbs": [NEWS],
    }
    return render(request, "pages/news/news.html", context, status=status)


def _ended(request):
    return _page(request, "ended", HTTPStatus.GONE)


def _page(request, name, status=HTTPStatus.OK, **context):
    """Nobody else is told its address, and no shared machine keeps it."""
    context["crumbs"] = [NEWS, ("Your news", "")]
    response = private(render(request, f"pages/news/{name}.html", context, status=status))
    response.headers["Cache-Control"] = "private, no-store"
    return response
