"""A stored file that is asked for in parts, as a player asks for a film: whole, from a place on, or the last bytes.

One part at a time. Whoever asks for several at once is given the whole, as the rules of HTTP allow.
"""

import re
from hashlib import blake2b

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response

from coproduction_site.uploads.store_errors import StoreAway

AT_A_TIME = 65_536  # Bytes: no more of a file is ever in memory.
# In a window of its own a browser draws a player around it, and nothing else may come or go.
POLICY = (
    "default-src 'none'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class Bytes:
    """Some bytes of an open file, to be sent and then closed."""

    def __init__(self, file, length: int):
        self.file, self.left = file, length

    def __iter__(self):
        while self.left and (chunk := self.file.read(min(AT_A_TIME, self.left))):
            self.left -= len(chunk)
            yield chunk

    def close(self):
        self.file.close()


def answer(request, name: str, content_type: str, cache_control: str):
    """200, 206, 304, 412 or 416. Raises Http404 if there is no such file, and StoreAway if nobody can say."""
    try:
        size = default_storage.size(name)
        response = _answer(request, name, size)
    except FileNotFoundError as error:
        raise Http404 from error
    except StoreAway:
        raise
    except OSError as error:
        raise StoreAway(str(error)) from error
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = cache_control
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["ETag"] = _etag(name, size)
    if response.status_code < 300:
        response.headers["Content-Type"] = content_type
    return response


def _answer(request, name: str, size: int):
    etag = _etag(name, size)
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return unchanged
    part = _part(request, etag, size)
    if part is None:
        return _sent(name, 0, size, status=200)
    start, end = part
    if start >= end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = _sent(name, start, end, status=206)
    response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return response


def _part(request, etag: str, size: int) -> tuple[int, int] | None:
    """None for the whole: nothing was asked, or of a file that is another by now, or in a way that we do not know."""
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not found or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size) if last else None
    end = int(last) + 1 if last else size
    return (int(first), min(end, size)) if not last or int(last) >= int(first) else None


def _sent(name: str, start: int, end: int, status: int) -> StreamingHttpResponse:
    headers = {"Content-Length": end - start}
    return StreamingHttpResponse(
        Bytes(_opened(name, start, end), end - start), status=status, headers=headers
    )


def _opened(name: str, start: int, end: int):
    """A store is asked for these bytes alone; a file of this machine is read from there on."""
    if hasattr(default_storage, "part_of"):
        return default_storage.part_of(name, start, end)
    file = default_storage.open(name)
    file.seek(start)
    return file


def _etag(name: str, size: int) -> str:
    """What is stored never changes, and its name is given once."""
    return f'"{blake2b(f"{name} {size}".encode(), digest_size=12).hexdigest()}"'
