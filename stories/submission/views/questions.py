from functools import partial
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.client_address import client_key
from coproduction_site.cache.page_cache import public_page
from coproduction_site.errors import kept
from coproduction_site.models import SiteSettings
from coproduction_site.site_address import on_this_site
from stories.submission import drafts, form_outline, steps, walk
from stories.submission.template import document as template_document

TOO_MANY = 429


@public_page
def start(request):
    context = {
        "draft_days": settings.DRAFT_STORY_DAYS,
        "parent_until": settings.CONSENT_WITH_PARENT_UNTIL_AGE,
        "crumbs": crumbs("Tell your story"),
    }
    return render(request, "stories/submission/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request):
    """The door to the questions. Whoever left a story here before is asked about it, not led into it."""
    draft = drafts.draft(walk.session_key(request))
    if draft is None or request.method == "POST":
        request.session.pop("story", None) if draft else None
        return redirect(steps.PICTURES if "pictures" in request.GET else steps.FIRST)
    context = {
        "draft": draft,
        "next": steps.first_open(draft),
        "kept_until": drafts.kept_until(draft),
        "crumbs": crumbs("Your story so far"),
    }
    return render(request, "stories/submission/go_on.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request, slug):
    """One page of questions. It writes its own answers and no others."""
    step = steps.named(slug)
    if step is None:
        raise Http404
    draft = drafts.draft(walk.key(request))
    away = walk.leads_away(request, draft, step)
    if away:
        return away
    form = steps.form(step, draft, request.POST or kept(request))
    show = partial(_show, request, draft, step, form)
    if request.method != "POST":
        return show()
    try:
        return _press(request, draft, step, form) or show()
    except drafts.TooMany:
        return show(status=TOO_MANY, too_many=True)


def _press(request, draft, step, form):
    """Where the button leads. None if something in the boxes is not right yet."""
    is_right, is_for_later = form.is_valid(), "later" in request.POST
    if not is_right and not (is_for_later and draft):
        return None
    answers = form.cleaned_data if is_right else form.what_fits
    key = walk.key(request) or uuid4()
    if not drafts.keep(step, answers, key, client_key(request), is_done=is_right):
        return redirect("stories:thanks")
    walk.remember(request, key)
    if not answers.keys() >= form.fields.keys():
        return None
    return redirect("stories:later") if is_for_later else walk.onwards(request, key, step)


def _show(request, draft, step, form, status=200, **more):
    context = walk.context(request, draft, step) | {
        "form": form,
        "title": step.title or form.asked_above,
        "is_for_later": "later" in request.POST,
        "crumbs": crumbs("Your story so far"),
    }
    return render(request, "stories/submission/step.html", context | more, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    draft = drafts.draft(walk.key(request))
    if draft is None:
        is_sent = drafts.sent(walk.session_key(request))
        return redirect("stories:thanks" if is_sent else "stories:write")
    if steps.first_open(draft):
        return redirect(walk.next_open(draft))
    status = 200
    if request.method == "POST":
        try:
            drafts.send(draft, client_key(request))
            walk.remember(request, draft.key)
            return redirect("stories:thanks")
        except drafts.TooMany:
            status = TOO_MANY
        except drafts.Unfinished:
            draft.refresh_from_db()
            return redirect(walk.next_open(draft))
    context = {
        "story": draft,
        "groups": form_outline.answers(draft),
        "back": steps.of(draft)[-1].get_absolute_url(),
        "kept_until": drafts.kept_until(draft),
        "too_many": status == TOO_MANY,
        "crumbs": crumbs("Check your answers"),
    }
    return render(request, "stories/submission/check.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def thanks(request):
    """Kept in the session until its teller says that others use this device too."""
    story = drafts.sent(walk.session_key(request))
    if story is None:
        return redirect("stories:start")
    if request.method == "POST":
        del request.session["story"]
        return redirect("stories:start")
    if story.state == story.State.WITHDRAWN:
        return redirect(story.get_follow_url())
    days = SiteSettings.objects.current().reply_promise_days
    context = {
        "story": story,
        "promised_on": drafts.promised_on(story, days),
        "follow": on_this_site(story.get_follow_url()),
        "crumbs": crumbs("Thank you"),
    }
    return render(request, "stories/submission/thanks.html", context)


@public_page
def template_page(request):
    context = {"groups": form_outline.groups(), "crumbs": crumbs("Write it on paper")}
    return render(request, "stories/submission/template.html", context)


@public_page
def template_docx(request):
    document = template_document.as_bytes(form_outline.groups(), SiteSettings.objects.current())
    name = "story-of-co-production.docx"
    return HttpResponse(
        document,
        content_type=template_document.CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def crumbs(here: str) -> list[tuple[str, str]]:
    start_page = [] if here == "Tell your story" else [("Tell your story", reverse("stories:start"))]
    return [("Stories", reverse("stories:list")), *start_page, (here, "")]
