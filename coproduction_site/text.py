"""The one door for what people type, send as a file or import: the same letters for every page, feed and letter.

Every form field goes through it (`forms.TypedBoundField`), and so do file names, templates that come back and
starter content. Passing twice changes nothing more.
"""

import re
import unicodedata

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What XML and databases refuse, and what turns the direction of reading for all that follows. The marks U+200E,
# U+200F and U+061C stay: people who write Arabic, Urdu or Hebrew type them, and they turn nothing else.
_SIGNS_OUT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff]"
)
# Joiners shape letters of Arabic and Indic scripts and hold pictures together; elsewhere they only hide words.
_JOINERS_OUT = re.compile(
    "(?<![\u0590-\u1cff\u2190-\u2bff\ua800-\uabff\ufb50-\ufeff\U0001f000-\U0001faff])[\u200c\u200d]+"
)
_PLAIN = re.compile("[\t\n -~]*")  # English, mostly: nothing of it changes.
_BETWEEN_LINES = re.compile(r"\s*[\n\t]\s*")


def cleaned(text: str) -> str:
    """Line breaks as LF, composed letters (NFC), and no sign that breaks a feed or hides what stands there."""
    if _PLAIN.fullmatch(text):
        return "".join((text,))  # A text, whatever else it was.
    plain = _SIGNS_OUT.sub("", _LINE_BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", _JOINERS_OUT.sub("", plain))


def one_line(text: str) -> str:
    """For boxes that show one line: what stood on several is divided by spaces."""
    return _BETWEEN_LINES.sub(" ", cleaned(text))


def cleaned_throughout(value):
    """Every text in lists and dictionaries as well; what is no text stays as it is."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, dict):
        return {name: cleaned_throughout(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(cleaned_throughout(part) for part in value)
    return value
