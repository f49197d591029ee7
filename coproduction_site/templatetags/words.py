"""How words behave at the end of a line."""

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join

register = template.Library()
WITH_A_HYPHEN = re.compile(r"(\w+(?:-\w+)+)")


@register.filter
def whole_words(text: str) -> str:
    """For headings and cards: “Co-production” goes to the next line as one word, and breaks only where it must."""
    parts = WITH_A_HYPHEN.split(str(text))
    if len(parts) == 1:
        return conditional_escape(parts[0])
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<span class="whole">{}</span>', part) if number % 2 else part,)
            for number, part in enumerate(parts)
        ),
    )


@register.filter
def at_its_sign(address: str) -> str:
    """An e-mail address that is too long for a line goes on after its @, and is not torn inside “gov.uk”."""
    name, sign, host = str(address).partition("@")
    return format_html("{}{}<wbr>{}", name, sign, host) if sign else name
