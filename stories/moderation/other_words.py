"""Writing a public story again on the desk: the form of one text, what it warns of, and what its buttons do."""

from django import forms
from django.core.exceptions import ValidationError

from coproduction_site.easy_words import MOST_WORDS, OLDEST, age_of, too_long
from coproduction_site.forms import Form
from coproduction_site.workflow.decide import MISSING
from coproduction_site.workflow.versions import AsShown
from stories.models.other_words import EASY, OtherWords
from stories.models.other_words_verbs import mark_to_send

TEXTS = ("title", "text", "made_by")
SAVED = "Saved. Nobody can see it yet."
SHOWN = "Everybody can read it now, below the story."
DELETED = "It is deleted. The story stays as it is."
MOST_WARNINGS = 5


class OtherWordsForm(AsShown, Form):
    """`shown` is the mark of the public words and of what was saved last."""

    title = forms.CharField(label="Title", max_length=OtherWords._meta.get_field("title").max_length)
    text = forms.CharField(
        label="Text",
        max_length=OtherWords._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    made_by = forms.CharField(
        label="Translated by",
        help_text="Everybody can read this. For example: the translators of the council.",
        max_length=OtherWords._meta.get_field("made_by").max_length,
        required=False,
    )
    may_stay = forms.BooleanField(
        label="I looked at each likely personal detail below. It may stay.", required=False
    )

    def __init__(self, *args, story, publication, way, **kwargs):
        self.story, self.way = story, way
        self.words = publication.other_words.filter(way=way).first()
        saved = {name: getattr(self.words, name) for name in TEXTS} if self.words else {}
        shown = mark_to_send(publication, self.words)
        super().__init__(*args, initial=saved, shown=shown, **kwargs)
        self._speak(publication)

    @property
    def details(self):
        """Of what stands in the boxes now."""
        return self.story.details_in(*(str(self[name].value() or "") for name in ("title", "text")))

    @property
    def warnings(self) -> list[str]:
        """Advice: somebody may have a reason."""
        if self.way != EASY:
            return []
        texts = [str(self[name].value() or "") for name in ("title", "text")]
        long = [each for text in texts for each in too_long(text)]
        found = [f"This sentence has {count} words: “{sentence}”" for count, sentence in long]
        found = [
            *found[:MOST_WARNINGS],
            *(["There are more like this."] if found[MOST_WARNINGS:] else []),
        ]
        age = age_of(texts)
        if age > OLDEST:
            found.append(f"It reads as for somebody of {age:g}. Easy words are for {OLDEST} or younger.")
        return found

    def press(self, button: str, by) -> str:
        """What was done, in a sentence. Raises ValidationError."""
        if button == "delete":
            self.story.delete_other_words(by, self.way, str(self.data.get("version", "")))
            return DELETED
        if not self.is_valid():
            raise ValidationError(self.non_field_errors() or MISSING)
        return self._show(by) if button == "show" else self._save(by)

    def was_just_done(self, button: str) -> str:
        """The same press once more."""
        words = OtherWords.objects.filter(publication=self.story.pk, way=self.way).first()
        if button == "delete":
            return "" if words else DELETED
        typed = [self[name].value() or "" for name in TEXTS if name in self.fields]
        kept = words and [getattr(words, name) for name in TEXTS if name in self.fields]
        if typed != kept or words.is_shown != (button == "show"):
            return ""
        return SHOWN if words.is_shown else SAVED

    def _save(self, by) -> str:
        texts = {name: self.cleaned_data[name] for name in TEXTS if name in self.fields}
        self.words = self.story.write_other_words(by, self.way, self.shown, **texts)
        self.shown = mark_to_send(self.words.publication, self.words)
        return SAVED

    def _show(self, by) -> str:
        """What nobody changed was written by whoever saved it."""
        if self.words is None or self.words.behind_since or set(TEXTS) & set(self.changed_data):
            self._save(by)
        self.story.show_other_words(by, self.way, self.shown, self.cleaned_data["may_stay"])
        return SHOWN

    def _speak(self, publication) -> None:
        if self.way == EASY:
            del self.fields["made_by"]
            self.fields["text"].help_text = (
                f"Short sentences of {MOST_WORDS} words at most, each on a line of its own. "
                "No names, and nothing that the story does not say."
            )
        self.fields["text"].widget.attrs["dir"] = self.fields["title"].widget.attrs["dir"] = "auto"
