from django import template
from django.utils.html import format_html_join

from pages.translations.latin import IN_LATIN_LETTERS, parts_of

register = template.Library()


@register.filter
def isolated(text: str, language: str) -> str:
    """A title or a sentence: among words of another script, what is in Latin letters keeps its own direction."""
    if language in IN_LATIN_LETTERS:
        return text
    parts = ((part,) for part in parts_of(text))
    return format_html_join("", "{}", parts)
