from functools import partial
from uuid import uuid4

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.errors import kept
from coproduction_site.people import client_key
from stories import steps, telling
from stories.picking import PicturesForm
from stories.views import walking
from stories.views.telling import TOO_MANY, crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request):
    """Another first page, for those who do not write. The walk is as long as for everybody."""
    draft = telling.draft(walking.key(request))
    typed = request.POST or kept(request)
    if draft is None and typed and telling.sent(walking.key(request)):
        return redirect("stories:thanks")
    form = PicturesForm(typed, story=draft)
    show = partial(_show, request, draft, form)
    if request.method != "POST":
        return show()
    try:
        return _press(request, form) or show()
    except telling.TooMany:
        return show(status=TOO_MANY, too_many=True)


def _press(request, form):
    """Where the button leads. None if something is not right yet."""
    if not form.is_valid():
        return None
    key = walking.key(request) or uuid4()
    if not form.keep(key, client_key(request)):
        return redirect("stories:thanks")
    walking.remember(request, key)
    if "later" in request.POST:
        return redirect("stories:later")
    before_the_words = steps.that_asks("about_age")
    return walking.onwards(request, key, before_the_words)


def _show(request, draft, form, status=200, **more):
    context = walking.context(request, draft, steps.PICTURES) | {
        "form": form,
        "crumbs": crumbs("Your story so far"),
    }
    return render(request, "stories/pictures.html", context | more, status=status)
