"""Two people, one row: the second to save is told, and shown what the first one did."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.db.models import F

from coproduction_site.plain_errors import PlainErrors
from coproduction_site.rich_text import RichTextField
from coproduction_site.rich_text_differences import as_heard

STALE = (
    "Somebody else changed this while you were writing. Nothing of yours is lost: it is still in "
    "the boxes. Read what they changed, put the two together, then save again."
)

NOT_AS_SHOWN = (
    "This page has changed since you opened it, so nothing was sent yet. What you wrote is still here. "
    "Please read what the page says now, then answer again."
)


class Stale(ValidationError):
    """Of two who saved, this one came second. Nothing was written; the form shows both wordings."""

    def __init__(self, sentence=STALE):
        super().__init__(sentence, code="stale")


class Versioned(models.Model):
    """A row that says how often it was saved. The database knows the first number, for code of yesterday."""

    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        abstract = True


def number(text: str | None) -> int:
    """The version that a page carried. 0, the version of nothing, if it is no number of ours."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def posted(data) -> int:
    """The version that came with a page of ours, in the input that `{% version_of %}` writes."""
    return number(data.get("version"))


class AsShown:
    """First of the bases of a form that answers what its page shows: a wording, a question, a round.

    `shown` is the version or mark of that now; the page sends back the one it was made with. The verb
    that is called afterwards makes sure of it once more, in the transaction that writes.
    """

    def __init__(self, *args, shown, **kwargs):
        super().__init__(*args, **kwargs)
        self.shown = str(shown)

    @property
    def is_stale(self) -> bool:
        return bool(self._errors) and self.has_error(NON_FIELD_ERRORS, "stale")

    def clean(self):
        if str(self.data.get("version", "")) != self.shown:
            self.add_error(None, Stale(NOT_AS_SHOWN))
        return super().clean()


class VersionedForm(PlainErrors, forms.ModelForm):
    """A model form over a row with a `version`.

    `is_valid()` compares and writes nothing. `save()`, or `take_version()` where rows are written in
    another way, is one UPDATE that a single one of two can win; it raises `Stale`.
    """

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._theirs = []
        self.initial["version"] = self._version_now()

    @property
    def versioned_row(self):
        """The row whose version counts: another one, where several rows are written on one page."""
        return self.instance

    @property
    def is_stale(self) -> bool:
        return bool(self._errors) and self.has_error(NON_FIELD_ERRORS, "stale")

    @property
    def theirs(self) -> list[tuple[str, str, str]]:
        """Label, their words, my words, for each field that somebody else has changed; empty if nobody has."""
        if self._errors is None:
            self.full_clean()
        return self._theirs

    def take_version(self) -> None:
        """In the transaction that writes the row, before anything else is written."""
        if self.instance._state.adding:
            return
        version = self._posted_version()
        if not self._rows().filter(version=version).update(version=F("version") + 1):
            self._look_at_theirs()
            raise Stale
        self.versioned_row.version = version + 1

    @transaction.atomic
    def save(self, commit=True):
        if commit:
            self.take_version()
        return super().save(commit)

    def differences_from(self, others: dict) -> list[tuple[str, str, str]]:
        """Label, other words, my words: for each of these fields in which the two differ."""
        pairs = [
            (name, self.in_words(name, others[name]), self.in_words(name, mine))
            for name, mine in self.cleaned_data.items()
            if name in others and name != "version"
        ]
        return [
            (self.fields[name].label or name, self._as_read(name, other), self._as_read(name, mine))
            for name, other, mine in pairs
            if other != mine
        ]

    def in_words(self, name: str, value) -> str:
        """Any answer as words that two people can compare."""
        return in_words(value)

    def _post_clean(self):
        """Last of all checks: an answer that is wrong in another way is put right first."""
        super()._post_clean()
        if self.errors or self.instance._state.adding:
            return
        if self._posted_version() != self._version_now():
            self._look_at_theirs()
            self.add_error(None, Stale())

    def _posted_version(self) -> int:
        return number(self.data.get(self.add_prefix("version")))

    def _version_now(self) -> int:
        """Of the row as it stands: an old state from the history is put back over that."""
        if self.instance._state.adding:
            return 0
        return self._rows().values_list("version", flat=True).first() or 0

    def _rows(self) -> models.QuerySet:
        row = self.versioned_row
        return type(row)._default_manager.filter(pk=row.pk)

    def _look_at_theirs(self) -> None:
        """From now on the page carries their version, because it shows their words."""
        live = type(self.instance)._default_manager.get(pk=self.instance.pk)
        self._theirs = self.differences_from(self._live_values(live))
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = self._version_now()

    def _live_values(self, live) -> dict:
        return {name: getattr(live, name) for name in self.fields if hasattr(live, name)}

    def _as_read(self, name: str, words: str) -> str:
        names = {field.name for field in self.instance._meta.fields if isinstance(field, RichTextField)}
        return as_heard(words) if name in names else words


def in_words(value) -> str:
    """Any answer as words; a browser's line ends are those of the database."""
    if value is None or value is False or value == "":
        return ""
    if value is True:
        return "yes"
    if hasattr(value, "all") or isinstance(value, list | tuple):
        many = value.all() if hasattr(value, "all") else value
        return ", ".join(sorted(str(one) for one in many))
    return str(value).replace("\r\n", "\n")
