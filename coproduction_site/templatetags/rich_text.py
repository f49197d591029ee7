from django import template

from coproduction_site.rich_text import shown

register = template.Library()


@register.filter
def rich_text(html: str) -> str:
    return shown(html)
