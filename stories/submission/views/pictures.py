"""Another first page, for those who do not write."""

from http import HTTPStatus

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.limits import TooMany
from coproduction_site.without_cookies import works_without_cookies
from stories.submission import steps, switching
from stories.submission.picture_forms import PicturesForm
from stories.submission.walk import Walk


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request):
    """The walk is as long as for everybody."""
    walk = Walk.of(request)
    if walk.draft is None and walk.data and walk.is_sent:
        return redirect("stories:thanks")
    form = PicturesForm(walk.data, story=walk.draft)
    try:
        answer = _press(walk, form) if request.method == "POST" else None
    except TooMany:
        return _show(walk, form, HTTPStatus.TOO_MANY_REQUESTS)
    return answer or _show(walk, form)


def _press(walk, form):
    """Where the button leads. None if something is not right yet."""
    if not form.is_valid() and (form.non_field_errors() or not walk.is_for_later):
        return None
    draft = form.keep(walk.key, walk.visitor, walk.will_be_at(steps.PICTURES))
    if draft is None:
        return redirect("stories:thanks")
    walk.remember()
    if walk.is_for_later:
        return switching.leads_to(walk.request, steps.PICTURES, walk.is_change)
    before_the_words = steps.that_asks("about_age")
    return Walk(walk.request, draft).onwards(before_the_words)


def _show(walk, form, status=HTTPStatus.OK):
    context = walk.context(steps.PICTURES) | {
        "form": form,
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
    }
    return render(walk.request, "stories/submission/pictures.html", context, status=status)
