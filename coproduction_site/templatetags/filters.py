"""The fields of a form that chooses what a list shows."""

from django import forms, template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from coproduction_site.cache.remembered import kept

register = template.Library()


@register.simple_tag
def filter_field(field: forms.BoundField, shape: str = "forms/field.html") -> SafeString:
    """Drawn once for each of its answers. What somebody typed, or has to write again, is not kept."""
    choices, answer = tuple(getattr(field.field, "choices", ())), str(field.value() or "")
    is_known = not answer or any(answer == str(value) for value, _ in choices)

    def draw():
        return render_to_string(shape, {"field": field})

    if not is_known or field.errors:
        return draw()
    return kept.follows((shape, type(field.form), field.name, choices, answer), draw)
