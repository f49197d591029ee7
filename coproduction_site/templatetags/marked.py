from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()


@register.filter
def marked(pieces) -> str:
    """A part of a text, with a mark on each word that was looked for."""
    return format_html_join("", "{}", ((_shown(piece),) for piece in pieces))


def _shown(piece) -> str:
    return format_html("<mark>{}</mark>", piece.text) if piece.is_marked else piece.text
