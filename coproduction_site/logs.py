"""What the log may say: which page failed, never the key in its address; for people in lines, for programs as JSON."""

import json
import logging
import re
import uuid
from contextvars import ContextVar

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

# Links that let in whoever holds them: to a teller's own page or unfinished story, to a pledge, to an invitation,
# to a new password, to words before they are public, to the question whether a page is still correct; links that turn a
# letter off, or lead to what somebody hears about; links that hold somebody's answers, or lead to a group and its host. The last is a key in a query, which travels where a browser takes
# no cookie.
KEYS = re.compile(
    r"(/(?:follow|continue|drafts|kept|pledge|still-correct|booking|news/mine|invitation|reset/key|letters/off"
    r"|where-are-you/group(?:/host)?)/|[?&](?:pass|q)=)[^/\s?&#]+"
)
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
NO_REQUEST = "-"
# Too many fields or files, too large, cut off, in no known letters, for another host, a number that is none.
FAULTS_OF_SENDERS = (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError)

_number: ContextVar[str] = ContextVar("number of the request", default=NO_REQUEST)


def without_keys(text: str) -> str:
    return KEYS.sub(r"\1…", text)


class WithoutKeys(logging.Filter):
    """Every way out of the log goes through it. It also notes in which request something happened."""

    def filter(self, record) -> bool:
        record.msg, record.args = without_keys(record.getMessage()), ()
        record.request_id = _number.get()
        return True


class FaultsOfSendersInOneLine(logging.Filter):
    """What cannot be read is the fault of whoever sent it: one line that says what, and nothing of our code.

    Django writes of such a request twice; the second time adds nothing.
    """

    def filter(self, record) -> bool:
        request = getattr(record, "request", None)
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, FAULTS_OF_SENDERS):
            return getattr(request, "its_fault", record) is record
        asked = f"{request.method} {request.path}: " if hasattr(request, "path") else ""
        record.msg = _in_one_line(f"{type(error).__name__}: {asked}{error}")
        record.args, record.exc_info, record.exc_text = (), None, None
        if request is not None:
            request.its_fault = record
        return True


def _in_one_line(text: str) -> str:
    return text.encode("unicode_escape").decode("ascii")[:300]


class AsJson(logging.Formatter):
    """One object a line."""

    def format(self, record) -> str:
        said = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": getattr(record, "request_id", NO_REQUEST),
        }
        if record.exc_info:
            said["error"] = without_keys(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)


def number_of_request(get_response):
    """The same number in our log, in the answer and, if it wrote one, in the log of the proxy."""

    def middleware(request):
        number = _given(request) or uuid.uuid4().hex
        _number.set(number)  # Until the next request: what fails is logged after the answer was made.
        response = get_response(request)
        response.headers["X-Request-ID"] = number
        return response

    return middleware


def _given(request) -> str:
    """Only our own proxy may choose it, and nothing but letters and digits gets into the log."""
    number = request.META.get("HTTP_X_REQUEST_ID", "")
    return number if settings.TRUSTED_PROXIES and REQUEST_ID.fullmatch(number) else ""
