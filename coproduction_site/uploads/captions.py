"""Captions for a film: a WebVTT file, read cue by cue and written anew.

Notes, styles and regions stay out: they are for whoever made the file, and our own page says how captions look.
"""

import re

from django.core.exceptions import ValidationError

from coproduction_site import text

ACCEPTED = [".vtt"]
CONTENT_TYPE = "text/vtt; charset=utf-8"
MOST_BYTES = 1_000_000
HINT = "A WebVTT file (.vtt), up to 1 MB."
TOO_BIG = "This caption file is too big. The most is 1 MB."
NOT_TEXT = "We could not read this caption file. Please save it as WebVTT in UTF-8."
NOT_VTT = "This is no WebVTT file: its first line must be WEBVTT. Please save it as WebVTT (.vtt)."
SRT = "This is an SRT file. Please save it as WebVTT (.vtt), and choose that."
NO_CAPTIONS = "There are no captions in this file."
WRONG_TIME = "Line {}: a time must look like 00:01.000 --> 00:04.500."
WRONG_WAY = "Line {}: this caption ends before it begins."
LEFT_OUT = ("NOTE", "STYLE", "REGION")
ARROW = "-->"
_HEADER = re.compile(r"WEBVTT(?:[ \t]|$)")
_TIME = r"((?:\d{2,4}:)?[0-5]\d:[0-5]\d\.\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+(.*))?")
_PLACE = re.compile(r"(?:vertical|line|position|size|align):[\w.,%-]+")
_SRT = re.compile(r"\d+\s*\n\d\d:\d\d:\d\d,\d{3} -->")


def checked(upload) -> bytes:
    """The same captions, in UTF-8. Raises ValidationError with a sentence that names the line."""
    if upload.size > MOST_BYTES:
        raise ValidationError(TOO_BIG)
    upload.seek(0)
    try:
        source = text.cleaned(upload.read(MOST_BYTES).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValidationError(NOT_TEXT) from error
    lines = source.split("\n")
    if not _HEADER.match(lines[0]):
        raise ValidationError(SRT if _SRT.match(source) else NOT_VTT)
    cues = [cue for number, block in _blocks(lines) if (cue := _cue(number, block))]
    if not cues:
        raise ValidationError(NO_CAPTIONS)
    return ("\n\n".join(["WEBVTT", *cues]) + "\n").encode()


def _blocks(lines: list[str]):
    """What stands between empty lines, with the number of its first line; not the header."""
    block, starts = [], 1
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            starts = starts if block else number
            block.append(line)
        else:
            if block and starts > 1:
                yield starts, block
            block = []


def _cue(number: int, block: list[str]) -> str:
    """Empty for what says nothing to anybody who looks at the film."""
    if block[0].split()[0] in LEFT_OUT and ARROW not in block[0]:
        return ""
    named = ARROW not in block[0]
    times, spoken = block[named : named + 1], block[named + 1 :]
    found = _TIMES.fullmatch(times[0].strip()) if times else None
    if found is None or any(ARROW in line for line in spoken):
        raise ValidationError(WRONG_TIME.format(number + named))
    start, end, settings = found.groups()
    if _milliseconds(end) <= _milliseconds(start):
        raise ValidationError(WRONG_WAY.format(number + named))
    place = " ".join(_PLACE.findall(settings or ""))
    return "\n".join([f"{start} --> {end} {place}".strip(), *spoken]) if spoken else ""


def _milliseconds(time: str) -> int:
    *hours, minutes, seconds = time.split(":")
    whole = int(hours[0] if hours else 0) * 60 + int(minutes)
    return whole * 60_000 + int(seconds.replace(".", ""))
