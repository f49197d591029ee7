"""What is written about a story on the desk: the public copy and the marks, in one form under one version."""

from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils.safestring import SafeString

from coproduction_site import text as door
from coproduction_site.finder.highlights import Highlighted, Suggestion, distinct, highlighted
from coproduction_site.forms import ModelForm
from coproduction_site.text_differences import differences
from coproduction_site.workflow.versions import VersionedForm
from partners.models import CharterValue, CharterVersion
from partners.models.known_names import known_to_everybody
from stories.models import TEXTS, Story
from stories.moderation import criticality

COPY = (*(f"public_{text}" for text in TEXTS), "content_note")
LANGUAGE = "public_language"
SAY_IT = "You changed the words of somebody who told this in another language. Say in which language they are now."
MARKS = ("criticality", "moderator_rung", "has_criticism", "has_health_detail", "themes", "values")


def plain(text):
    """What the door changes in an old row is no change of a moderator."""
    return door.cleaned(text).strip() if isinstance(text, str) else text


class PublicCopyForm(VersionedForm, ModelForm):
    """The copy that the public may read. The teller's own words are in no form."""

    public_language = forms.ChoiceField(
        label="In which language are the public words?",
        help_text="Screen readers need it, and the teller is told.",
        required=False,
    )

    class Meta:
        model = Story
        fields = (*COPY, LANGUAGE)
        labels = {"content_note": "Warning before the story"}

    def __init__(self, data=None, **kwargs):
        super().__init__(data=data.copy() if data is not None else None, **kwargs)
        for name in COPY:
            self.initial[name] = plain(self.initial[name])
            if data is not None:
                self.data[name] = plain(data.get(name, ""))
            self.fields[name].widget.attrs["dir"] = "auto"
        for name in ("public_title", "public_happened"):
            self.fields[name].required = True
        self.fields[LANGUAGE].choices = self.instance.languages_to_choose

    @property
    def changed_texts(self) -> list[str]:
        return [name for name in self.changed_data if name in COPY]

    @property
    def says_language(self) -> bool:
        return LANGUAGE in self.data and LANGUAGE in self.changed_data

    def clean(self):
        """Nobody but the one who writes other words knows in which language they are."""
        cleaned = super().clean()
        theirs = [plain(getattr(self.instance, text)) for text in TEXTS]
        is_theirs = theirs == [cleaned.get(f"public_{text}") for text in TEXTS]
        if self.instance.language and self.changed_texts and not is_theirs and not cleaned[LANGUAGE]:
            self.add_error(LANGUAGE, SAY_IT)
        return cleaned

    def stay_in_their_language(self) -> None:
        """A name that is taken out makes the words no other language."""
        self.data[LANGUAGE] = self.data.get(LANGUAGE) or self.instance.everybody_reads_in

    @property
    def pairs(self):
        """Each of the teller's texts, with the box for the public copy of it."""
        for text in TEXTS:
            question = Story._meta.get_field(text).verbose_name
            yield question, getattr(self.instance, text), self[f"public_{text}"]

    @transaction.atomic
    def save(self, commit=True):
        """Only the texts: a state that changed meanwhile is never written back. The version goes first,
        also where only a mark or a photo is new."""
        self.take_version()
        changed = [*(COPY if self.changed_texts else ()), *([LANGUAGE] if self.says_language else ())]
        if changed:
            self.instance.save(update_fields=changed)
        return self.instance

    def in_words(self, name, value):
        return plain(super().in_words(name, value))


class KeyedRadioSelect(forms.RadioSelect):
    """Each choice has its own number as its access key."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["accesskey"] = str(value)
        return option


class ScreenForm(PublicCopyForm):
    """Everything that can be written about a story on the desk, apart from a decision."""

    marks_optional = False

    class Meta(PublicCopyForm.Meta):
        fields = [*COPY, LANGUAGE, *MARKS]
        labels = PublicCopyForm.Meta.labels | {
            "criticality": "How critical is it?",
            "moderator_rung": "Which rung is it, as you read it?",
            "themes": "What is it about?",
            "values": "Which values of the charter does it touch?",
        }
        help_texts = {
            "criticality": "From 3 on, two people must say yes before it is published.",
            "themes": "Everybody can find it by these.",
        }
        widgets = {
            "criticality": KeyedRadioSelect(choices=criticality.CHOICES),
            "themes": forms.CheckboxSelectMultiple,
            "values": forms.CheckboxSelectMultiple,
        }

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["moderator_rung"].empty_label = "Not said"
        self.fields["values"].queryset = _values_for(self.instance)
        if (
            data is not None
            and not self.data.get("criticality")
            and self.instance.criticality is not None
        ):
            self.data["criticality"] = str(self.instance.criticality)

    @property
    def changed_marks(self) -> list[str]:
        return [name for name in self.changed_data if name in MARKS]

    @property
    def marks(self) -> dict:
        """For the verb, after `is_valid()`."""
        return {name: self.cleaned_data[name] for name in MARKS}

    def blame(self, error) -> None:
        """Beside the box that a refusal speaks of."""
        if getattr(error, "code", None) in self.fields:
            self.add_error(error.code, error)

    @property
    def yes_or_no(self):
        return [self["has_criticism"], self["has_health_detail"]]

    @property
    def about(self):
        """What there is to tick: a new site may have no themes yet. Asked for once, and kept with the fields."""
        return [self[name] for name in ("themes", "values") if self[name].subwidgets]

    @property
    def about_how_many(self) -> int:
        return sum(len(field.value() or []) for field in self.about)

    def in_words(self, name, value):
        if value is None or isinstance(value, bool):
            return {None: "Not said", True: "Yes", False: "No"}[value]
        return super().in_words(name, value)


def _values_for(story):
    """Those of the charter as it stands, and what was chosen before it changed."""
    chosen = Q(pk__in=story.values.values("pk")) if story.pk else Q()
    return CharterValue.objects.filter(Q(version=CharterVersion.objects.in_force()) | chosen).distinct()


@dataclass(frozen=True)
class Part:
    """A question, what the teller answered, and what the public may read of it."""

    question: str
    original: Highlighted
    field: object
    public: Highlighted
    difference: SafeString

    @property
    def is_empty(self) -> bool:
        return not (self.original.words or self.public.words or self.field.errors)


@dataclass(frozen=True)
class Reading:
    """Everything on the desk that can be read."""

    parts: list[Part]
    note: Highlighted
    suggestions: list[Suggestion]
    is_understood: bool

    @property
    def answered(self) -> list[Part]:
        return [part for part in self.parts if not part.is_empty]

    @property
    def left_empty(self) -> list[Part]:
        return [part for part in self.parts if part.is_empty]


def reading_of(copy) -> Reading:
    """The teller's words and what is in the boxes now. A name that is known from one text is found in all."""
    pairs = list(copy.pairs)
    originals = [original for _, original, _ in pairs]
    public = [field.value() or "" for *_, field in pairs]
    texts = [*originals, *public, copy["content_note"].value() or ""]
    found = highlighted(texts, known_to_everybody(), copy.instance.named_in_confidence)
    theirs, ours, note = found[: len(pairs)], found[len(pairs) : -1], found[-1]
    parts = [
        Part(question, original, field, shown, differences(words, field.value() or ""))
        for (question, words, field), original, shown in zip(pairs, theirs, ours, strict=True)
    ]
    shown = [*ours, note]
    suggestions = distinct(suggestion for text in shown for suggestion in text.suggestions)
    return Reading(parts, note, suggestions, all(text.is_understood for text in shown))
