from django import template

from coproduction_site import sentences

register = template.Library()
register.filter("translated", sentences.translated)
register.filter("translated_or_english", sentences.translated_or_english)
register.filter("written_day", sentences.written_day)
