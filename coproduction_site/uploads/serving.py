"""How a stored file is handed out: a picture to look at, anything else to be saved."""

from django.http import FileResponse, Http404

from coproduction_site.private_links import private

NOT_KEPT = "private, no-store"


def picture(photo, cache_control: str = NOT_KEPT) -> FileResponse:
    response = FileResponse(_opened(photo.file), content_type="image/webp", filename=f"{photo.key}.webp")
    response.headers["Cache-Control"] = cache_control
    return response


def as_attachment(file, name: str, content_type: str) -> FileResponse:
    """Saved by whoever asked, and never opened inside our pages."""
    response = FileResponse(_opened(file), as_attachment=True, filename=name)
    response.headers["Content-Type"] = content_type
    response.headers["Cache-Control"] = NOT_KEPT
    return private(response)


def _opened(file):
    try:
        return file.open("rb")
    except (ValueError, OSError) as error:
        raise Http404 from error
