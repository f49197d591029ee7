"""How a stored file is handed out: a picture to look at, anything else to be saved."""

from django.http import FileResponse, Http404

from coproduction_site.private_links import private
from coproduction_site.uploads.store_errors import StoreAway

NOT_KEPT = "private, no-store"


def picture(photo, cache_control: str = NOT_KEPT) -> FileResponse:
    response = FileResponse(opened(photo.file), content_type="image/webp", filename=f"{photo.key}.webp")
    response.headers["Cache-Control"] = cache_control
    return response


def as_attachment(file, name: str, content_type: str) -> FileResponse:
    """Saved by whoever asked, and never opened inside our pages."""
    response = FileResponse(opened(file), as_attachment=True, filename=name)
    response.headers["Content-Type"] = content_type
    response.headers["Cache-Control"] = NOT_KEPT
    return private(response)


def opened(file):
    """Raises Http404 if there is none, and StoreAway if nobody can say."""
    try:
        return file.open("rb")
    except (ValueError, FileNotFoundError) as error:
        raise Http404 from error
    except StoreAway:
        raise
    except OSError as error:
        raise StoreAway(str(error)) from error
