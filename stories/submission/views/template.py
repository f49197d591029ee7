"""The questions on paper: to read, to take along as a document, and to send back filled in."""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_http_methods

from coproduction_site.cache.page_cache import public_page
from coproduction_site.limits import TooMany
from coproduction_site.models import SiteSettings
from coproduction_site.without_cookies import works_without_cookies
from stories.submission import form_outline, uploads
from stories.submission.checked import shown_when_checked
from stories.submission.template import actions, document, easy_read
from stories.submission.template.forms import ChooseForm, TemplateForm
from stories.submission.template.read_back import ReadBack
from stories.submission.walk import Walk, crumbs


@public_page
@shown_when_checked
def template_page(request):
    groups = [
        (heading, note, [document.layout(question) for question in questions])
        for heading, note, questions in form_outline.groups()
    ]
    context = {"groups": groups, "crumbs": crumbs(_("Write it on paper"))}
    return render(request, "stories/submission/template.html", context)


@public_page
def template_docx(request):
    return _download(document, "story-of-co-production.docx")


@public_page
def template_easy_read(request):
    return _download(easy_read, "story-easy-read.docx")


def _download(template, name):
    content = template.as_bytes(form_outline.groups(), SiteSettings.objects.current())
    return HttpResponse(
        content,
        content_type=document.CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def send_template(request):
    """Its answers become a draft of this browser. The key goes with the form: sent twice, it is one draft."""
    walk = Walk(request, None)
    form = TemplateForm(walk.data, request.FILES or None)
    if request.FILES and uploads.ADDING.is_passed(walk.visitor):
        return _show(walk, TemplateForm(), HTTPStatus.TOO_MANY_REQUESTS)
    if request.method != "POST" or not form.is_valid():
        return _show(walk, form)
    try:
        return _begin(walk, form.cleaned_data["file"])
    except TooMany:
        return _show(walk, form, HTTPStatus.TOO_MANY_REQUESTS)
    except ValidationError as error:
        form.add_error("file", error)
        return _show(walk, form)


def _show(walk, form, status=HTTPStatus.OK):
    context = {
        "form": form,
        "walk": walk,
        "key": walk.key,
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
        "has_draft": Walk.of_browser(walk.request).draft is not None,
        "crumbs": crumbs(_("Send the template back")),
    }
    return render(walk.request, "stories/submission/send_template.html", context, status=status)


def _begin(walk, files):
    before = Walk.of_browser(walk.request).draft
    draft, is_ours = actions.begin(files, walk.key, walk.visitor, before)
    Walk(walk.request, draft).remember()
    return redirect("stories:template_read" if is_ours else "stories:template_other")


@require_http_methods(["GET", "HEAD", "POST"])
def template_read(request):
    """What was read and what was not, before the first question. Two ticks in a question for one are chosen from."""
    walk = Walk.of(request)
    if walk.draft is None:
        return redirect("stories:thanks" if walk.is_sent else "stories:start")
    reading = actions.reading_of(walk.draft)
    if reading is None:
        return redirect(walk.next_open)
    form = ChooseForm(request.POST if request.method == "POST" else walk.data, reading=reading)
    if request.method != "POST" or not form.is_valid():
        return _show_reading(walk, reading, form)
    walk.remember()
    draft = actions.choose(walk.draft, reading, form.chosen, walk.visitor)
    return redirect(Walk(request, draft).next_open if draft else "stories:thanks")


def _show_reading(walk, reading, form):
    context = {
        "walk": walk,
        "form": form,
        "key": walk.key,
        "read_back": ReadBack(reading, walk.draft),
        "documents": walk.draft.documents.forms(),
        "kept_until": walk.kept_until,
        "crumbs": crumbs(_("What we read")),
    }
    return render(walk.request, "stories/submission/template_read.html", context)
