"""The drawings that staff may choose from: one file each, in templates/drawings."""

from functools import cache

from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

FOLDER = settings.BASE_DIR / "templates/drawings"
ENDING = ".svg.html"


def names() -> list[str]:
    return sorted(path.name.removesuffix(ENDING) for path in FOLDER.glob(f"*{ENDING}"))


@cache
def drawn(name: str) -> SafeString:
    """For a page that shows the same few drawings many times. A name that is none raises TemplateDoesNotExist."""
    return render_to_string(f"drawings/{name}{ENDING}")


class DrawingAdmin:
    """A field called `drawing` is chosen, not typed: a page must not look for a picture that is not there."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name != "drawing":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        choices = [("", "None"), *((name, name.replace("-", " ").capitalize()) for name in names())]
        return forms.ChoiceField(choices=choices, required=not db_field.blank)
