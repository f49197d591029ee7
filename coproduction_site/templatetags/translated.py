from django import template

from coproduction_site import sentences

register = template.Library()
register.filter("translated", sentences.translated)
register.filter("written_day", sentences.written_day)
