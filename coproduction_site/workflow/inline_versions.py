"""The rows of an admin page that are written together with the one whose version is checked."""

from django.forms import ModelChoiceField
from django.utils.text import capfirst

from coproduction_site.workflow.versions import in_words


def what_is_different(context) -> list[tuple[str, str, str]]:
    """Label, their words, my words: of the form, and if it came too late, of every row below it."""
    if "adminform" not in context:  # The list of what happened.
        return []
    form = context["adminform"].form
    found = list(form.theirs)
    if form.is_stale:
        for inline in context.get("inline_admin_formsets", ()):
            found += _rows(inline.formset)
    return found


def _rows(formset) -> list[tuple[str, str, str]]:
    title = capfirst(formset.model._meta.verbose_name)
    live = {row.pk: row for row in formset.get_queryset()}
    forms = formset.forms[: formset.initial_form_count()]
    here = {form.instance.pk for form in forms}
    added = [(f"{title}: {row}", str(row), "") for pk, row in live.items() if pk not in here]
    return [line for form in forms for line in _fields(form, title, live)] + added


def _fields(form, title, live) -> list[tuple[str, str, str]]:
    if form.instance.pk not in live:  # Somebody else has taken it out.
        return [(title, "", ", ".join(filter(None, (_mine(form, name) for name in form.changed_data))))]
    before = str(type(form.instance)._default_manager.get(pk=form.instance.pk))
    return [
        (f"{title} {before}: {form[name].label}", _live(form, name), _mine(form, name))
        for name in form.changed_data
        if name in form.fields and not form[name].is_hidden
    ]


def _live(form, name) -> str:
    return _shown(form.fields[name], form[name].initial)


def _mine(form, name) -> str:
    return "" if form[name].is_hidden else _shown(form.fields[name], form[name].value())


def _shown(field, value) -> str:
    if isinstance(field, ModelChoiceField) and value not in field.empty_values:
        return in_words(field.to_python(value))
    return in_words(value)
