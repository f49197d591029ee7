"""What can be done with pages that only a person can read: have them typed in, add more, be rung, or go on alone."""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_http_methods

from coproduction_site.limits import TooMany
from stories.submission import uploads
from stories.submission.checked import shown_when_checked
from stories.submission.template import papers as pages
from stories.submission.template.paper_forms import MorePagesForm, TypeForMeForm
from stories.submission.walk import Walk, crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@shown_when_checked
def papers(request):
    walk = Walk.of(request)
    if walk.draft is None:
        return redirect("stories:thanks" if walk.is_sent else "stories:start")
    is_more = (walk.data or {}).get("do") == "more"
    more = MorePagesForm(walk.data, request.FILES) if is_more else MorePagesForm()
    form = TypeForMeForm(walk.data if walk.data and not is_more else None)
    if request.method != "POST":
        return _show(walk, form, more)
    try:
        answer = _add(walk, more) if is_more else _send(walk, form)
    except TooMany:
        return _show(walk, form, more, HTTPStatus.TOO_MANY_REQUESTS)
    return answer or _show(walk, form, more)


def _add(walk, more):
    uploads.ADDING.count(walk.visitor)
    if not more.is_valid():
        return None
    try:
        pages.keep(walk.draft, more.cleaned_data["pages"])
    except ValidationError as error:
        more.add_error("pages", error)
        return None
    walk.remember()
    return redirect("stories:template_other")


def _send(walk, form):
    if not form.is_valid():
        return None
    answers = form.cleaned_data
    try:
        pages.ask_to_type(walk.draft, walk.visitor, email=answers["email"], number=answers["number"])
    except ValidationError as error:
        form.add_error(None, error)
        return None
    walk.remember()
    return redirect("stories:thanks")


def _show(walk, form, more, status=HTTPStatus.OK):
    context = {
        "walk": walk,
        "draft": walk.draft,
        "documents": walk.draft.documents.all(),
        "key": walk.key,
        "form": form,
        "more": more,
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
        "next": walk.next_open,
        "crumbs": crumbs(_("Your pages")),
    }
    return render(walk.request, "stories/submission/papers.html", context, status=status)
