"""What was changed in a story, side by side, and what its teller says about that."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.text import capfirst

from coproduction_site import text as door
from coproduction_site.text_differences import differences
from stories.models import TEXTS


@dataclass(frozen=True)
class Edit:
    heading: str
    yours: str
    shown: str
    changes: SafeString


def edits_of(story) -> list[Edit]:
    """Each of the teller's texts beside the copy of it. `changes` is empty where nothing was changed."""
    found = []
    for text in TEXTS:
        field = story._meta.get_field(f"public_{text}")
        yours, shown = _lines(getattr(story, text)), _lines(getattr(story, field.name))
        if yours or shown:
            heading = capfirst(field.verbose_name)
            found.append(Edit(heading, yours, shown, differences(yours, shown)))
    return found


def _lines(text: str) -> str:
    """An old row may end its lines in the way of a browser; that is no edit."""
    return door.cleaned(text).strip()
