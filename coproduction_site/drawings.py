"""The drawings that staff may choose from: one file each, in templates/drawings."""

from django import forms
from django.conf import settings

FOLDER = settings.BASE_DIR / "templates/drawings"
ENDING = ".svg.html"


def names() -> list[str]:
    return sorted(path.name.removesuffix(ENDING) for path in FOLDER.glob(f"*{ENDING}"))


class DrawingAdmin:
    """A field called `drawing` is chosen, not typed: a page must not look for a picture that is not there."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name != "drawing":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        choices = [("", "None"), *((name, name.replace("-", " ").capitalize()) for name in names())]
        return forms.ChoiceField(choices=choices, required=not db_field.blank)
