"""A field of a form that nobody has answered yet is the same for everybody: drawn once."""

from collections.abc import Hashable

from django import forms, template
from django.utils.safestring import SafeData
from django.utils.translation import get_language

from coproduction_site.cache.remembered import kept

register = template.Library()
# Each draws nothing but its name, its attributes, its choices and its value.
PLAIN_WIDGETS = {
    *(forms.TextInput, forms.EmailInput, forms.URLInput, forms.NumberInput, forms.DateInput),
    *(
        forms.Textarea,
        forms.Select,
        forms.RadioSelect,
        forms.CheckboxInput,
        forms.CheckboxSelectMultiple,
    ),
}


class UnansweredNode(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        looks = _looks_of(context["field"])
        if looks is None:
            return self.nodelist.render(context)
        key = (UnansweredNode, get_language(), *looks)
        return kept.follows(key, lambda: self.nodelist.render(context))


@register.tag
def unanswered(parser, token):
    """`{% unanswered %}…{% endunanswered %}` around what draws `field`. What somebody typed, or was told about it, is drawn anew."""
    nodelist = parser.parse(["endunanswered"])
    parser.delete_first_token()
    return UnansweredNode(nodelist)


def _looks_of(bound) -> tuple[Hashable, ...] | None:
    """All that shows of it. Nothing where rows stand in it, another template, or something of one person."""
    field, form = bound.field, bound.form
    if form.is_bound or not _is_plain(field) or bound.errors or bound.value():
        return None
    return (
        *(type(form), bound.html_name, bound.auto_id, str(bound.value())),
        *_texts(bound.label, bound.help_text, getattr(form, "asked_above", "")),
        *(field.required, field.disabled, getattr(form, "marks_optional", None), bound.limit),
        *(type(field.widget), tuple(field.widget.attrs.items()), _choices(field)),
    )


def _is_plain(field) -> bool:
    is_of_rows = isinstance(field, forms.ModelChoiceField)
    is_theirs = getattr(field.label, "values", None) or getattr(field.help_text, "values", None)
    is_alone = not getattr(field, "beside", None)
    return type(field.widget) in PLAIN_WIDGETS and is_alone and not is_of_rows and not is_theirs


def _texts(*texts) -> tuple[tuple[str, bool], ...]:
    return tuple((str(text), isinstance(text, SafeData)) for text in texts)


def _choices(field) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(str, choice)) for choice in getattr(field, "choices", ()))
