"""Films that staff upload: known by what they are made of, never by their name.

The pictures stay as they are. Where a camera writes who made them and where, nothing is left.
"""

from django.conf import settings
from django.core.exceptions import ValidationError

from coproduction_site.uploads import kinds, mp4, webm
from coproduction_site.uploads.film_parts import NotWhole

ACCEPTED = ["video/mp4", "video/webm"]
MEGABYTE = 1_000_000
CONTENT_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}
CODECS = {
    "mp4": {"avc1", "avc3", "av01", "vp08", "vp09"},
    "webm": {"V_VP8", "V_VP9", "V_AV1"},
}
MATROSKA = b"\x1aE\xdf\xa3"
SAVE_AS = "Please save it as MP4 (H.264) or WebM, and choose that."
EMPTY = "This film is empty. Please choose it again."
NOT_A_FILM = "This is not a film. Please choose an MP4 or a WebM file."
ANOTHER_KIND = f"Not every browser can play this kind of film. {SAVE_AS}"
ONLY_SOUND = "There are no pictures in this file. Please choose a film."
NOT_WHOLE = "This film is not whole. Please save it once more, and choose that."


def hint() -> str:
    return f"MP4 (H.264) or WebM, up to {settings.FILM_MEGABYTES} MB."


def checked(upload) -> str:
    """Its kind, after what is hidden in the file was written over. Raises ValidationError with a sentence."""
    if upload.size > settings.FILM_MEGABYTES * MEGABYTE:
        raise ValidationError(
            f"This film is too big. The most is {settings.FILM_MEGABYTES} MB. "
            "Please save it smaller. A height of 720 is enough."
        )
    kind = _kind(upload)
    try:
        inside = {"mp4": mp4, "webm": webm}[kind].read(upload, upload.size)
    except NotWhole as error:
        raise ValidationError(NOT_WHOLE) from error
    if not inside.codecs:
        raise ValidationError(ONLY_SOUND)
    if not inside.codecs <= CODECS[kind]:
        raise ValidationError(ANOTHER_KIND)
    inside.write_over(upload)
    upload.seek(0)
    return kind


def _kind(upload) -> str:
    kind = kinds.of(upload)
    if kind == "sound":
        raise ValidationError(ONLY_SOUND)
    if kind != "film":
        raise ValidationError(EMPTY if kind == "empty" else NOT_A_FILM)
    start = upload.read(12)
    if start.startswith(MATROSKA) and _says_webm(upload):
        return "webm"
    if start[4:8] == b"ftyp" and start[8:10] != b"qt":
        return "mp4"
    raise ValidationError(ANOTHER_KIND)


def _says_webm(upload) -> bool:
    try:
        return webm.says_webm(upload, upload.size)
    except NotWhole as error:
        raise ValidationError(NOT_WHOLE) from error
