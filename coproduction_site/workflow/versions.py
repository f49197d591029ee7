"""Two people, one row: the second to save is told, and shown what the first one did."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F

STALE = (
    "Somebody else changed this while you were writing. Nothing of yours is lost: it is still in "
    "the boxes. Read what they changed, put the two together, then save again."
)


def number(text: str | None) -> int:
    """The version that a page carried. 0, the version of nothing, if it is no number of ours."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class VersionedForm(forms.ModelForm):
    """A model form over a row with a `version`. Keep `is_valid()` and `save()` in one transaction.

    The check is an UPDATE, not a comparison, so that of two saves in the same instant one loses.
    """

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self._version_now()
        self.theirs = []

    def _post_clean(self):
        """Last of all checks, so that a save which fails for another reason takes no version."""
        super()._post_clean()
        if self.errors or not self.instance.pk:
            return
        if self._take_version():
            self._show_version(self.instance.version)
        else:
            self.theirs = self._what_others_wrote()
            self._show_version(self._live().version)
            self.add_error(None, ValidationError(STALE, code="stale"))

    def _version_now(self) -> int:
        """An old state from the history is put back over the row as it stands today."""
        if not hasattr(self.instance, "_history"):
            return self.instance.version
        rows = type(self.instance)._default_manager.filter(pk=self.instance.pk)
        return rows.values_list("version", flat=True).first() or self.instance.version

    def _take_version(self) -> bool:
        version = str(self.cleaned_data.get("version") or "")
        if not (version.isascii() and version.isdigit() and len(version) < 10):
            return False
        mine = type(self.instance)._default_manager.filter(pk=self.instance.pk, version=version)
        if not mine.update(version=F("version") + 1):
            return False
        self.instance.version = int(version) + 1
        return True

    def _show_version(self, version: int) -> None:
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = version

    def _what_others_wrote(self) -> list[tuple[str, object, object]]:
        """Label, their value, my value: for each field in which the two differ now."""
        live = self._live()
        return [
            (self.fields[name].label or name, theirs, mine)
            for name, mine in self.cleaned_data.items()
            if name != "version" and hasattr(live, name)
            if (theirs := self._plain(getattr(live, name))) != self._plain(mine)
        ]

    def _live(self):
        return type(self.instance)._default_manager.get(pk=self.instance.pk)

    @staticmethod
    def _plain(value):
        return sorted(str(each) for each in value.all()) if hasattr(value, "all") else value
