"""The door to the questions, and the page that all of them share."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.cache.page_cache import public_page
from coproduction_site.in_languages.catalogues import spoken
from coproduction_site.limits import TooMany
from coproduction_site.without_cookies import forget, works_without_cookies
from stories.submission import drafts, steps, switching
from stories.submission.checked import are_checked, ask_interpreter
from stories.submission.walk import TELL, Walk, crumbs


@public_page
def start(request):
    context = {
        "draft_days": settings.DRAFT_STORY_DAYS,
        "parent_until": settings.CONSENT_WITH_PARENT_UNTIL_AGE,
        "crumbs": crumbs(TELL),
    }
    return render(request, "stories/submission/start.html", context)


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def write(request):
    """Whoever left a story here before is asked about it, not led into it."""
    walk = Walk.of_browser(request)
    if walk.draft is None or request.method == "POST":
        forget(request, "story") if walk.draft else None
        return redirect(steps.PICTURES if "pictures" in request.GET else steps.FIRST)
    context = {
        "walk": walk,
        "next": walk.was_left_at,
        "kept_until": walk.kept_until,
        "is_asking": True,
    }
    return render(request, "stories/submission/go_on.html", context)


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, slug):
    """One page of questions. It writes its own answers and no others."""
    step, walk = steps.named(slug), Walk.of(request)
    if step is None:
        raise Http404
    away = walk.leads_away(step)
    if away:
        return away
    if step.asks_consent and not are_checked(spoken()):
        return ask_interpreter(request)
    form = steps.form(step, walk.draft, walk.data)
    try:
        answer = _press(walk, step, form) if request.method == "POST" else None
    except TooMany:
        return _show(walk, step, form, HTTPStatus.TOO_MANY_REQUESTS)
    return answer or _show(walk, step, form)


def _press(walk, step, form):
    """Where the button leads. None if something in the boxes is not right yet."""
    is_right = form.is_valid()
    if not is_right and (form.non_field_errors() or not walk.is_for_later):
        return None
    answers = form.cleaned_data if is_right else form.what_fits
    where = {"is_done": is_right, "left_at": walk.will_be_at(step)}
    draft = drafts.keep(step, answers, walk.key, walk.visitor, **where, suspicion=form.suspicion)
    if draft is None:
        return redirect("stories:thanks")
    walk.remember()
    if not answers.keys() >= form.fields.keys():
        return None
    if walk.is_for_later:
        return switching.leads_to(walk.request, step, walk.is_change)
    return Walk(walk.request, draft).onwards(step)


def _show(walk, step, form, status=HTTPStatus.OK):
    context = walk.context(step) | {
        "form": form,
        "title": step.title or form.asked_above,
        "is_for_later": walk.is_for_later,
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
    }
    return render(walk.request, "stories/submission/step.html", context, status=status)
