"""How a stored file is handed out: a picture to look at, anything else to be saved."""

from pathlib import PurePath

from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response

from coproduction_site.private_links import private
from coproduction_site.uploads.store_errors import StoreAway

NOT_KEPT = "private, no-store"
# Kept by the browser that showed it, and asked about every time: what is public no longer is gone at once.
ASKED_EACH_TIME = "private, no-cache"
# For what everybody may read, under a name that is given once.
UNTIL_IT_HAS_ANOTHER_NAME = "public, max-age=31536000, immutable"
NOTHING_INSIDE = "default-src 'none'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


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


def for_the_public(request, file, content_type: str, cache_control: str):
    """To look at or to save, from a page that everybody reads. A name is given once, so it says what has changed."""
    etag = f'"{PurePath(file.name).stem}"'
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        response = unchanged
    else:
        response = FileResponse(opened(file), content_type=content_type)
    response.headers["Cache-Control"] = cache_control
    response.headers["ETag"] = etag
    response.headers["Content-Security-Policy"] = NOTHING_INSIDE
    return response


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
