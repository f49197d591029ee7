"""What was changed between the teller's words and the public copy, word by word."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_PIECES = re.compile(r"\s+|[^\s\w]|[^\s.,;:!?()“”\"]+")


def differences(before: str, after: str) -> SafeString:
    """Escaped, with what went and what came marked. Empty if the two are the same.

    Each mark says in words what it is, so that it can be heard too.
    """
    if before == after:
        return SafeString("")
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    start = _same(old, new)
    end = _same(old[start:][::-1], new[start:][::-1])
    changes = _changes(old[start : len(old) - end], new[start : len(new) - end])
    same_end = "".join(old[len(old) - end :])
    return format_html("{}{}{}", "".join(old[:start]), _marked(changes), same_end)


def _changes(old, new):
    """Pairs of what went and what came, with the same words between them as `None, words`."""
    matcher = SequenceMatcher(None, old, new)
    for kind, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        went, came = "".join(old[from_old:to_old]), "".join(new[from_new:to_new])
        yield (None, came) if kind == "equal" else (went, came)


def _marked(changes) -> SafeString:
    return format_html_join("", "{}", ((_one(*change),) for change in changes))


def _one(went, came) -> SafeString | str:
    if went is None:
        return came
    gone = format_html('<del>{}<span class="visually-hidden"> (taken out) </span></del>', went)
    here = format_html('<ins>{}<span class="visually-hidden"> (put in) </span></ins>', came)
    return format_html("{}{}", gone if went else "", here if came else "")


def _same(one, other) -> int:
    """How many pieces at the beginning are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
