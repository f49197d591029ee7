from django import template

from coproduction_site.rich_text import shown

register = template.Library()
register.filter("rich_text", shown)
