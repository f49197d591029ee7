"""The question page for photos and documents, and the pictures on it: for the holder of the draft alone."""

from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.limits import TooMany
from coproduction_site.uploads.serving import picture
from coproduction_site.without_cookies import works_without_cookies
from coproduction_site.workflow.ask_once import Question, unsure
from stories.models.files import MOST_DOCUMENTS, MOST_PHOTOS
from stories.submission import drafts, steps, uploads
from stories.submission.upload_forms import FilesForm
from stories.submission.walk import Walk

REMOVE = "remove "


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def files(request):
    step, walk = steps.named("files"), Walk.of(request)
    if walk.draft is None:
        return redirect("stories:thanks") if walk.is_sent else redirect("stories:write")
    away = walk.leads_away(step)
    if away:
        return away
    button = request.POST.get("do", "")
    if button.startswith(REMOVE):
        return _remove(walk, step, button.removeprefix(REMOVE))
    form = FilesForm(walk.data, request.FILES, story=walk.draft, button=button)
    answer = _press(walk, step, form) if request.method == "POST" else None
    return answer or _show(walk, step, form)


@require_safe
def draft_photo(request, key):
    """Shown to the browser that holds the draft, and kept by none."""
    draft = Walk.of_browser(request).draft
    if draft is None:
        raise Http404
    return picture(get_object_or_404(draft.photos, key=key))


def _press(walk, step, form):
    """Whatever was chosen is added, also by a button that leads on."""
    try:
        uploads.ADDING.count(walk.visitor) if walk.request.FILES else None
    except TooMany:
        form.add_error(None, uploads.TOO_OFTEN)
        return _show(walk, step, form, HTTPStatus.TOO_MANY_REQUESTS)
    if not form.is_valid() or not _save(form):
        return None
    walk.remember()
    if form.button in ("photo", "document"):
        return redirect(_here(walk, step, f"{form.button}s"))
    draft = drafts.keep(step, {}, walk.key, walk.visitor, left_at=walk.will_be_at(step))
    if draft is None:
        return redirect("stories:thanks")
    return redirect("stories:later") if walk.is_for_later else Walk(walk.request, draft).onwards(step)


def _save(form) -> bool:
    try:
        form.save()
    except ValidationError as error:
        form.add_error(None, error)
    return form.is_valid()


def _remove(walk, step, key):
    """What is gone already is gone: the page says how it is."""
    asks = unsure(walk.request, _question(_here(walk, step, "photos")))
    if asks:
        return asks
    try:
        uploads.remove(walk.draft, key)
    except ValidationError:
        pass
    return redirect(_here(walk, step, "photos"))


def _question(back) -> Question:
    return Question(
        title=_("Do you want to remove this?"),
        happens=(
            _("It goes at once, and we do not keep it."),
            _("You can add it again from your own device."),
        ),
        button=_("Yes, remove it"),
        back=back,
        stay=_("No, keep it"),
    )


def _here(walk, step, place) -> str:
    address = steps.to_change(step) if walk.is_change else step.get_absolute_url()
    return f"{address}#{place}"


def _show(walk, step, form, status=HTTPStatus.OK):
    photos, documents = list(walk.draft.photos.all()), list(walk.draft.documents.added())
    context = walk.context(step) | {
        "form": form,
        "photos": photos,
        "documents": documents,
        "has_face_without_name": walk.draft.has_face_without_name(photos),
        "room_for_photos": MOST_PHOTOS - len(photos),
        "room_for_documents": MOST_DOCUMENTS - len(documents),
    }
    return render(walk.request, "stories/submission/files.html", context, status=status)
