"""The author's checker on the desk: beside each field of what is shown to be changed."""

from collections.abc import Callable, Iterable, Mapping

from django.contrib import messages
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst

from coproduction_site.author_checks.checks import Finding, findings

LONG_ENOUGH = 60  # Letters: what may be longer is a sentence, and not a name or a code.
NOT_WORDS = (models.SlugField, models.URLField, models.EmailField)
NO_SENTENCES = {"owner", "link", "also", "bsl_signed_by", "bsl_checked_by"}
word_lists: list[Callable[[], Iterable[str]]] = []  # An app that explains words adds its own.


def of_row(row) -> list[Finding]:
    """Of every field with words for the public."""
    if hasattr(row, "texts_to_check"):
        return of_texts(row.texts_to_check())
    return of_texts({name: getattr(row, name) or "" for name in _names(type(row))})


def of_texts(texts: Mapping[str, str]) -> list[Finding]:
    """As `findings`, with the word lists of the site."""
    explained = [term for word_list in word_lists for term in word_list()] if any(texts.values()) else []
    return findings(texts, explained)


def show_beside(context) -> None:
    """In the hint of each field, which is read out with it. A field that is wrong is put right first."""
    form = context["adminform"].form
    if form.instance._state.adding and not form.is_bound:
        return
    by_field: dict[str, list[Finding]] = {}
    for finding in of_row(form.instance):
        by_field.setdefault(finding.field, []).append(finding)
    for name in (by_field.keys() & form.fields.keys()) - form.errors.keys():
        field = form.fields[name]
        field.help_text = format_html("{}{}", field.help_text, _as_list(by_field[name]))


def say(request, row) -> None:
    """After a save, which nothing here stops: what would keep these words from being published."""
    for finding in of_row(row):
        if finding.blocks:
            label = row._meta.get_field(finding.field).verbose_name
            messages.warning(request, f"{capfirst(label)}: {finding.sentence}")


def _as_list(several: list[Finding]):
    lines = [("Put right: " if finding.blocks else "Look at: ", finding.sentence) for finding in several]
    points = format_html_join("", "<li><strong>{}</strong>{}</li>", lines)
    return format_html('<ul class="author-checks">{}</ul>', points)


def _names(model) -> list[str]:
    return [
        field.name
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField) and not isinstance(field, NOT_WORDS)
        if field.editable and not field.choices and field.name not in NO_SENTENCES
        if field.max_length is None or field.max_length >= LONG_ENOUGH
    ]
