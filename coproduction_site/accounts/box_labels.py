"""What boxes are called, for whoever was signed out while writing in them.

It is read by somebody who is not signed in: nothing here is looked up in a table.
"""

from collections.abc import Callable

from django.forms import BooleanField, ModelChoiceField


def of(*forms) -> Callable[[str, str], tuple[str, str] | None]:
    """For a page with these forms alone, whose boxes bear their plain names."""
    fields = {name: field for form in forms for name, field in form.base_fields.items()}

    def in_words(name: str, text: str) -> tuple[str, str] | None:
        field = fields.get(name)
        return asked(field and (field.label or name), field, text)

    return in_words


def asked(label, field, text: str) -> tuple[str, str] | None:
    """The question, and its answer as its reader knows it; None for what nobody wrote."""
    if field is None or isinstance(field, ModelChoiceField) or field.widget.is_hidden:
        return None
    if isinstance(field, BooleanField):
        return label, "Yes"
    choices = {str(value): choice for value, choice in getattr(field, "choices", [])}
    return label, str(choices.get(text, text))
