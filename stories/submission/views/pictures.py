from functools import partial
from uuid import uuid4

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.client_address import client_key
from coproduction_site.errors import kept
from stories.submission import drafts, steps, walk
from stories.submission.picture_forms import PicturesForm
from stories.submission.views.questions import TOO_MANY, crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request):
    """Another first page, for those who do not write. The walk is as long as for everybody."""
    draft = drafts.draft(walk.key(request))
    typed = request.POST or kept(request)
    if draft is None and typed and drafts.sent(walk.key(request)):
        return redirect("stories:thanks")
    form = PicturesForm(typed, story=draft)
    show = partial(_show, request, draft, form)
    if request.method != "POST":
        return show()
    try:
        return _press(request, form) or show()
    except drafts.TooMany:
        return show(status=TOO_MANY, too_many=True)


def _press(request, form):
    """Where the button leads. None if something is not right yet."""
    if not form.is_valid():
        return None
    key = walk.key(request) or uuid4()
    if not form.keep(key, client_key(request)):
        return redirect("stories:thanks")
    walk.remember(request, key)
    if "later" in request.POST:
        return redirect("stories:later")
    before_the_words = steps.that_asks("about_age")
    return walk.onwards(request, key, before_the_words)


def _show(request, draft, form, status=200, **more):
    context = walk.context(request, draft, steps.PICTURES) | {
        "form": form,
        "crumbs": crumbs("Your story so far"),
    }
    return render(request, "stories/submission/pictures.html", context | more, status=status)
