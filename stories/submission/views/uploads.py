"""The question page for photos and documents, and the pictures on it: for the holder of the draft alone."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts.client_address import client_key
from coproduction_site.errors import kept
from coproduction_site.uploads.serving import picture
from stories.models.files import MOST_DOCUMENTS, MOST_PHOTOS
from stories.submission import drafts, steps, uploads, walk
from stories.submission.upload_forms import FilesForm
from stories.submission.views.questions import TOO_MANY, crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def files(request):
    step = steps.named("files")
    draft = drafts.draft(walk.key(request))
    if draft is None:
        is_sent = drafts.sent(walk.key(request))
        return redirect("stories:thanks" if is_sent else "stories:write")
    away = walk.leads_away(request, draft, step)
    if away:
        return away
    pressed = request.POST.get("do", "")
    form = FilesForm(request.POST or kept(request), request.FILES, story=draft, pressed=pressed)
    if request.method != "POST":
        return _show(request, draft, step, form)
    if pressed.startswith("remove "):
        return _remove(request, draft, pressed.removeprefix("remove "))
    return _press(request, draft, step, form)


@require_safe
def draft_photo(request, key):
    """Shown to the browser that holds the draft, and kept by none."""
    draft = drafts.draft(walk.session_key(request))
    if draft is None:
        raise Http404
    return picture(get_object_or_404(draft.photos, key=key))


def _press(request, draft, step, form):
    """Whatever was chosen is added, also by a button that leads on."""
    if request.FILES and uploads.ADDING.is_passed(client_key(request)):
        form.add_error(None, uploads.TOO_OFTEN)
        return _show(request, draft, step, form, status=TOO_MANY)
    if not form.is_valid() or not _save(form):
        return _show(request, draft, step, form)
    walk.remember(request, draft.key)
    if form.pressed in ("photo", "document"):
        return redirect(_here(request, f"{form.pressed}s"))
    if not drafts.keep(step, {}, draft.key, client_key(request)):
        return redirect("stories:thanks")
    return (
        redirect("stories:later") if "later" in request.POST else walk.onwards(request, draft.key, step)
    )


def _save(form) -> bool:
    try:
        form.save()
    except ValidationError as error:
        form.add_error(None, error)
    return form.is_valid()


def _remove(request, draft, key):
    """What is gone already is gone: the page says how it is."""
    try:
        uploads.remove(draft, key)
    except ValidationError:
        pass
    return redirect(_here(request, "photos"))


def _here(request, place) -> str:
    address = steps.named("files").get_absolute_url()
    return f"{address}{'?change' if walk.is_change(request) else ''}#{place}"


def _show(request, draft, step, form, status=200):
    photos, documents = list(draft.photos.all()), list(draft.documents.all())
    context = walk.context(request, draft, step) | {
        "form": form,
        "title": step.title,
        "photos": photos,
        "documents": documents,
        "room_for_photos": MOST_PHOTOS - len(photos),
        "room_for_documents": MOST_DOCUMENTS - len(documents),
        "crumbs": crumbs("Your story so far"),
    }
    return render(request, "stories/submission/files.html", context, status=status)
