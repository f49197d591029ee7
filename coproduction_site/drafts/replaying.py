"""A form of the admin gone through once more with what a draft holds: to look, to try, or to publish.

So a draft is written by the same code as what somebody saves with their own hands, with its rows below, its choices
of many and its checks.
"""

import copy
from dataclasses import dataclass, field

from django.contrib.messages.storage.cookie import CookieStorage
from django.db import models
from django.db.models.fields.files import FileField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from coproduction_site.author_checks import desk as author_checks


@dataclass
class Way:
    """How one form is gone through. `row` is what was written in the end, if anything was; else `page` says why."""

    only_looks: bool = False
    is_trial: bool = False
    files: dict = field(default_factory=dict)
    row: models.Model | None = None
    page: object = None


def way_of(request) -> Way:
    if not hasattr(request, "way"):
        request.way = Way()
    return request.way


def sent_again(request, data: QueryDict, way: Way, uploads=None):
    """The same request, as if it had sent these. Whoever asked was looked at when it came in."""
    again = copy.copy(request)
    again.method, again.POST, again.way = "POST", data, way
    again._files = MultiValueDict() if uploads is None else uploads
    again.csrf_processing_done = True
    return again


def silently(request):
    """Nobody reads in a message what this request has done."""
    request._messages = CookieStorage(request)
    return request


class OnItsWay:
    """First of the bases of a form: it knows the files that a draft keeps, and may be here to be looked at alone."""

    way = Way()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in file_fields(self):
            stored = self.way.files.get(self.add_prefix(name))
            if stored:
                setattr(self.instance, name, stored)
                self.initial[name] = getattr(self.instance, name)

    def has_changed(self):
        """A row below that holds nothing but a file of the draft is one all the same."""
        is_kept = any(self.way.files.get(self.add_prefix(name)) for name in file_fields(self))
        return is_kept or super().has_changed()

    def is_valid(self):
        return super().is_valid() and not self.way.only_looks

    def _post_clean(self):
        super()._post_clean()
        if self.way.is_trial or self.errors:
            return
        for finding in author_checks.of_row(self.instance):
            if finding.blocks:
                self.add_error(finding.field if finding.field in self.fields else None, finding.sentence)


def on_its_way(form: type, way: Way) -> type:
    return type(form.__name__, (OnItsWay, form), {"way": way})


def file_fields(form) -> list[str]:
    columns = {column.name for column in form.instance._meta.fields if isinstance(column, FileField)}
    return [name for name in form.fields if name in columns]


def forms_in(response) -> list:
    """Of a page that shows a form: the form itself, and one for each row below it."""
    context = response.context_data
    below = [inline.formset for inline in context.get("inline_admin_formsets", ())]
    return [context["adminform"].form, *(form for formset in below for form in formset.forms)]


def faults_in(response) -> list[str]:
    """The labels of what is not right yet."""
    forms = forms_in(response)
    found = [
        form[name].label if name in form.fields else sentences[0]
        for form in forms
        for name, sentences in form.errors.items()
    ]
    below = response.context_data.get("inline_admin_formsets", ())
    return found + [sentence for inline in below for sentence in inline.formset.non_form_errors()]
