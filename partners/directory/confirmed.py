"""What a partner has confirmed, for whoever cannot see the mark “To be confirmed” beside a fact."""

import re

NOT_WRITTEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff]")


def confirmed(partner, name: str):
    """The page marks what is not sure. A contact card or another directory would not, so it goes without."""
    value = getattr(partner, name)
    if name in partner.to_be_confirmed:
        return "" if isinstance(value, str) else None
    return as_lines(value) if isinstance(value, str) else value


def as_lines(text: str) -> str:
    """Words and ends of lines, and no other sign that nobody can see."""
    return NOT_WRITTEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
