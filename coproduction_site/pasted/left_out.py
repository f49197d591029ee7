from django_prose_editor.fields import ProseEditorFormField

from coproduction_site.pasted import tidying


def left_out_of(form) -> list[tuple[str, str]]:
    """Label and sentence for what of a form's rich text, as it was sent, did not come along."""
    return [
        (field.label or name, sentence)
        for name, field in form.fields.items()
        if isinstance(field, ProseEditorFormField)
        for sentence in tidying.tidied(form.data.get(form.add_prefix(name)) or "").left_out
    ]
