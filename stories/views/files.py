"""The question page for photos and documents, and the pictures on it: for the holder of the draft alone."""

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site import documents
from coproduction_site.errors import kept
from coproduction_site.people import client_key
from stories import adding_files, steps, telling
from stories.file_forms import FilesForm
from stories.files import MOST_DOCUMENTS, MOST_PHOTOS
from stories.models import Photo, Story
from stories.views import reading, walking
from stories.views.following import REFERRER_POLICY
from stories.views.telling import TOO_MANY, crumbs

NOT_KEPT = "private, no-store"
KEPT_BY_ITS_READER = "private, max-age=86400"


@require_http_methods(["GET", "HEAD", "POST"])
def files(request):
    step = steps.named("files")
    draft = telling.draft(walking.key(request))
    if draft is None:
        is_sent = telling.sent(walking.key(request))
        return redirect("stories:thanks" if is_sent else "stories:write")
    away = walking.leads_away(request, draft, step)
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
    draft = telling.draft(walking.session_key(request))
    if draft is None:
        raise Http404
    return picture(get_object_or_404(draft.photos, key=key))


@require_safe
def photo(request, slug, key):
    """Kept by the browser that showed it, for a day, and by nothing between: a story taken back is gone."""
    shown = Photo.objects.public().filter(story__slug=slug, key=key).first()
    if shown is None:
        return reading.taken_back(request, slug)
    return picture(shown, KEPT_BY_ITS_READER)


@require_safe
def own_file(request, token, key):
    """A teller's own photo or document, for whoever has the key to their page."""
    story = get_object_or_404(Story.objects.sent(), follow_token=token)
    own = story.photos.filter(key=key).first()
    if own:
        return as_attachment(own.file, f"photo-{own.position}.webp", "image/webp")
    own = get_object_or_404(story.documents, key=key)
    return as_attachment(own.file, own.name, documents.content_type(own.file.name))


def picture(photo: Photo, cache_control: str = NOT_KEPT) -> FileResponse:
    response = FileResponse(_opened(photo.file), content_type="image/webp", filename=f"{photo.key}.webp")
    response.headers["Cache-Control"] = cache_control
    return response


def as_attachment(file, name: str, content_type: str) -> FileResponse:
    """Saved by whoever asked, and never opened inside our pages."""
    response = FileResponse(_opened(file), as_attachment=True, filename=name)
    response.headers["Content-Type"] = content_type
    response.headers["Cache-Control"] = NOT_KEPT
    response.headers["Referrer-Policy"] = REFERRER_POLICY
    return response


def _opened(file):
    try:
        return file.open("rb")
    except (ValueError, OSError) as error:
        raise Http404 from error


def _press(request, draft, step, form):
    """Whatever was chosen is added, also by a button that leads on."""
    if request.FILES and adding_files.ADDING.is_passed(client_key(request)):
        form.add_error(None, adding_files.TOO_OFTEN)
        return _show(request, draft, step, form, status=TOO_MANY)
    if not form.is_valid() or not _save(form):
        return _show(request, draft, step, form)
    walking.remember(request, draft.key)
    if form.pressed in ("photo", "document"):
        return redirect(_here(request, f"{form.pressed}s"))
    if not telling.keep(step, {}, draft.key, client_key(request)):
        return redirect("stories:thanks")
    return (
        redirect("stories:later")
        if "later" in request.POST
        else walking.onwards(request, draft.key, step)
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
        adding_files.remove(draft, key)
    except ValidationError:
        pass
    return redirect(_here(request, "photos"))


def _here(request, place) -> str:
    address = steps.named("files").get_absolute_url()
    return f"{address}{'?change' if walking.is_change(request) else ''}#{place}"


def _show(request, draft, step, form, status=200):
    photos, documents = list(draft.photos.all()), list(draft.documents.all())
    context = walking.context(request, draft, step) | {
        "form": form,
        "title": step.title,
        "photos": photos,
        "documents": documents,
        "room_for_photos": MOST_PHOTOS - len(photos),
        "room_for_documents": MOST_DOCUMENTS - len(documents),
        "crumbs": crumbs("Your story so far"),
    }
    return render(request, "stories/files.html", context, status=status)
