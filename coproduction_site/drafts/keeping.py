"""A draft is kept as the form sent it, and read again beside what somebody else has written meanwhile."""

from django.db import transaction

from coproduction_site.drafts.models import NEVER_KEPT, Draft, erase_files, kind_of
from coproduction_site.drafts.replaying import file_fields, forms_in
from coproduction_site.workflow import versions

NOT_TAKEN = "The file in “{}” was not kept: {}"


def files_of(draft: Draft | None, data) -> dict:
    """Those that the draft holds, but for what somebody ticked to go."""
    files = draft.files if draft else {}
    return {name: stored for name, stored in files.items() if f"{name}-clear" not in data}


def keep(draft: Draft | None, request, row, response, **columns) -> tuple[Draft, list[str]]:
    """What was sent, checked or not, and a sentence for each file that was refused. Raises Stale."""
    files, refused = _stored(forms_in(response), files_of(draft, request.POST))
    new = {name: stored for name, stored in files.items() if name in request.FILES}
    columns |= {
        "kind": kind_of(response.context_data["adminform"].form._meta.model),
        "number": row and row.pk,
        "title": _title(forms_in(response)[0].instance),
        "data": {name: request.POST.getlist(name) for name in request.POST if name not in NEVER_KEPT},
        "files": files,
        "saved_by": request.user,
    }
    try:
        kept = Draft.keep(draft, versions.number(request.POST.get("draft")), **columns)
    except versions.Stale:
        with transaction.atomic():
            erase_files(new)
        raise
    return kept, refused


def differences(mine, theirs) -> list[tuple[str, str, str]]:
    """Label, their words, my words: of two pages with one form, and of the rows below it."""
    (form, *rows), (other, *other_rows) = forms_in(mine), forms_in(theirs)
    written = {box.html_name: box for row in other_rows for box in row}
    boxes = [box for row in rows for box in row if not box.is_hidden]
    pairs = [
        (box.label, _words(written.get(box.html_name)), _words(box), str(box.form.instance))
        for box in boxes
    ]
    below = [(f"{name}: {label}", old, new) for label, old, new, name in pairs if old != new]
    return form.differences_from(getattr(other, "cleaned_data", {})) + below


def below_in_words(rows) -> list[tuple[str, str, str]]:
    """Label, what stood there and what stands there now, of the rows below a form that were changed."""
    return [
        (f"{row.instance}: {row[name].label}", versions.in_words(row[name].initial), _words(row[name]))
        for row in rows
        for name in row.changed_data
        if not row[name].is_hidden
    ]


def sent_rows(response) -> dict:
    """The rows below a form that somebody opened, as a browser would send them."""
    sent = {}
    for inline in response.context_data.get("inline_admin_formsets", ()):
        formset = inline.formset
        for form in [formset.management_form, *formset.initial_forms]:
            sent |= {box.html_name: _sent(box) for box in form if _sent(box)}
    return sent


def _stored(forms, files) -> tuple[dict, list[str]]:
    files, refused = dict(files), []
    for form in forms:
        for name in set(file_fields(form)) & set(form.files and _with_uploads(form)):
            if name in form.errors:
                refused.append(NOT_TAKEN.format(form[name].label, form.errors[name][0]))
            else:
                column = form.instance._meta.get_field(name)
                upload = form.cleaned_data[name]
                place = column.generate_filename(form.instance, upload.name)
                files[form.add_prefix(name)] = column.storage.save(place, upload)
    return files, refused


def _with_uploads(form) -> list[str]:
    return [name for name in form.fields if form.add_prefix(name) in form.files]


def _title(row) -> str:
    return (str(row).strip() or f"New {row._meta.verbose_name}")[:200]


def _words(box) -> str:
    return versions.in_words(box.value()) if box else ""


def _sent(box) -> list[str]:
    value = box.value()
    if value is None or value is False:
        return []
    several = value if isinstance(value, list | tuple) else [value]
    return ["on" if one is True else str(one) for one in several]
