from django import template
from django.utils.html import format_html

from stories.models import languages

register = template.Library()


@register.simple_tag
def in_language(code: str) -> str:
    """The attributes of an element that holds a teller's words, so that they are read aloud and begin as they should."""
    if not languages.is_written(code):
        return format_html(' dir="{}"', "auto")
    return format_html(' lang="{}" dir="{}"', code, languages.direction_of(code))
