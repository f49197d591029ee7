"""The questions on paper: to read, to take along as a document, and to send back filled in."""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.cache.page_cache import public_page
from coproduction_site.limits import TooMany
from coproduction_site.models import SiteSettings
from stories.submission import form_outline, uploads
from stories.submission.template import actions
from stories.submission.template import document as template_document
from stories.submission.template.forms import TemplateForm
from stories.submission.walk import Walk, crumbs


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
        "key": walk.key,
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
        "has_draft": Walk.of_browser(walk.request).draft is not None,
        "crumbs": crumbs("Send the template back"),
    }
    return render(walk.request, "stories/submission/send_template.html", context, status=status)


def _begin(walk, file):
    is_ours = actions.begin(file, walk.key, walk.visitor)
    walk.remember()
    begun = Walk.of_browser(walk.request)
    if begun.draft is None:
        return redirect("stories:thanks")
    return redirect(begun.next_open if is_ours else "stories:template_other")
