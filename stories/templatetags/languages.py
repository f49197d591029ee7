from django import template
from django.utils.html import format_html

from coproduction_site.writing_direction import direction_of
from stories.models import languages

register = template.Library()


@register.simple_tag
def in_language(code: str) -> str:
    """The attributes of an element that holds a teller's words, so that they are read aloud and begin as they should."""
    if not languages.is_written(code):
        return format_html(' dir="{}"', "auto")
    return format_html(' lang="{}" dir="{}"', code, direction_of(code))


@register.simple_tag
def marked(code: str) -> str:
    """As `in_language`, and nothing in English: where many stand in a list, each sign counts."""
    return in_language(code) if code else ""
