from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction_site.errors import kept
from coproduction_site.models import SiteSettings
from coproduction_site.page_cache import public_page
from coproduction_site.people import client_key
from stories import questions, telling, template_document
from stories.forms import StoryForm

TOO_MANY = 429


@public_page
def start(request):
    days = {"draft_days": settings.DRAFT_STORY_DAYS}
    return render(request, "stories/start.html", {"crumbs": _crumbs("Tell your story"), **days})


@require_http_methods(["GET", "HEAD", "POST"])
def write(request):
    """The key goes with the form, so that the same form sent twice is the same story."""
    key = _posted_key(request) or _session_key(request)
    draft = telling.draft(key)
    if draft is None and request.method != "POST" and kept(request) is None:
        key = None
    form = StoryForm(request.POST or kept(request), instance=draft)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, form, key or uuid4())
        except telling.TooMany:
            status = TOO_MANY
    context = {"form": form, "key": key or uuid4(), "too_many": status == TOO_MANY}
    context["crumbs"] = _crumbs("Write it here")
    return render(request, "stories/write.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    key = _posted_key(request) or _session_key(request)
    draft = telling.draft(key)
    if draft is None:
        return redirect("stories:thanks" if telling.sent(_session_key(request)) else "stories:write")
    status = 200
    if request.method == "POST":
        try:
            telling.send(draft, client_key(request))
            return _remember(request, key, "stories:thanks")
        except telling.TooMany:
            status = TOO_MANY
    context = {"story": draft, "groups": questions.answers(draft), "too_many": status == TOO_MANY}
    context["crumbs"] = _crumbs("Check your answers")
    return render(request, "stories/check.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def thanks(request):
    """Kept in the session until its teller says that others use this device too."""
    story = telling.sent(_session_key(request))
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
        "promised_on": telling.promised_on(story, days),
        "follow": settings.SITE_URL.rstrip("/") + story.get_follow_url(),
        "crumbs": _crumbs("Thank you"),
    }
    return render(request, "stories/thanks.html", context)


@public_page
def template_page(request):
    context = {"groups": questions.groups(), "crumbs": _crumbs("Write it on paper")}
    return render(request, "stories/template.html", context)


@public_page
def template_docx(request):
    document = template_document.as_bytes(questions.groups(), SiteSettings.objects.current())
    name = "story-of-co-production.docx"
    return HttpResponse(
        document,
        content_type=template_document.CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _keep(request, form, key):
    is_draft = telling.keep_draft(form.cleaned_data, key, client_key(request))
    if not is_draft:
        return redirect("stories:thanks")
    return _remember(request, key, "stories:check")


def _remember(request, key, next_page):
    request.session["story"] = str(key)
    return redirect(next_page)


def _posted_key(request) -> UUID | None:
    return _key((request.POST or kept(request) or {}).get("key"))


def _session_key(request) -> UUID | None:
    return _key(request.session.get("story"))


def _key(words: str | None) -> UUID | None:
    """Anything that is not a key is no key; it came from a page that somebody changed."""
    try:
        return UUID(words)
    except (TypeError, ValueError, AttributeError):
        return None


def _crumbs(here: str) -> list[tuple[str, str]]:
    start_page = [] if here == "Tell your story" else [("Tell your story", reverse("stories:start"))]
    return [("Stories", reverse("stories:list")), *start_page, (here, "")]
