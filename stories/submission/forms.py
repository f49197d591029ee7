"""The form that asks the questions: whole, as staff type it in, or the part of it that one page asks."""

from copy import copy
from functools import cached_property

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_noop as _

from coproduction_site.forms import ModelForm, say_plainly
from coproduction_site.honeypot import HoneypotForm
from coproduction_site.in_languages.catalogues import spoken
from coproduction_site.sentences import Sentence, translated
from partners.models import Partner
from stories.models import Story, ages, languages
from stories.models.took_part import NOT_ASKED
from stories.submission import consent_wording
from stories.submission.questions import (
    AGE_QUESTIONS,
    HEADS_ITS_PAGE,
    HINTS,
    HINTS_FOR_A_CHILD,
    LABELS,
    MISSING,
    ON_A_PAGE,
    QUESTIONS,
    WHO_SAYS_YES,
)

PARENTAL_RESPONSIBILITY = '{% include "stories/submission/parental_responsibility.html" %}'
NO_RUNG, NOT_SURE = "not_asked", _("I am not sure")
NAME_MISSING = _("Write the name to show, or choose “Show no name”.")
Age, Whom = Story.AboutAge, Story.AboutWhom


class Folded(Div):
    """Most stories are in English: open where something else was chosen, or what was chosen is wrong."""

    template = "stories/submission/other_language.html"

    def render(self, form, context, **details):
        field = form["language"]
        self.is_open = bool(field.value() or field.errors)
        return super().render(form, context, **details)


class RungsAndNone(ModelChoiceIterator):
    def __iter__(self):
        yield from super().__iter__()
        yield NO_RUNG, NOT_ASKED


class RungField(forms.ModelChoiceField):
    """Not to be asked at all is an answer too, and no rung."""

    iterator = RungsAndNone

    def to_python(self, value):
        return value if value == NO_RUNG else super().to_python(value)

    def label_from_instance(self, rung):
        words = Sentence(rung.sounds_like)
        return Sentence("%(name)s: “%(words)s”", name=Sentence(rung.name), words=words)


class PartnersField(forms.ModelMultipleChoiceField):
    """Compared with those that are offered, so that no made-up number reaches the database."""

    def clean(self, value):
        offered = {str(partner.pk): partner for partner in self.queryset}
        if set(value or []) <= set(offered):
            return [offered[key] for key in value or []]
        raise ValidationError(self.error_messages["invalid_choice"])


class StoryForm(ModelForm):
    """One story with all its rules, or the part of it that one page asks.

    A rule that joins two answers is checked where the later one is asked, and again with the whole story.
    How the questions are put to this teller is worked out when they are shown.
    """

    suspicion = ""  # Only what begins a story is suspected.
    language = forms.ChoiceField(
        label="Which language is your story in?",
        help_text="You can write in your language. We find somebody to translate.",
        choices=languages.choices(),
        required=False,
    )

    class Meta:
        model = Story
        fields = [*QUESTIONS, "only_here", "in_other_words"]
        labels = consent_wording.MAY_WE | consent_wording.ON_PAPER | LABELS
        labels |= consent_wording.OFFERS
        help_texts = HINTS | consent_wording.WHAT_OFFERS_MEAN
        field_classes = {"rung": RungField, "partners": PartnersField}
        widgets = {
            "teller": forms.RadioSelect,
            "about_whom": forms.RadioSelect,
            "about_age": forms.RadioSelect,
            "name_choice": forms.RadioSelect,
            "rung": forms.RadioSelect,
            "partners": forms.CheckboxSelectMultiple,
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "shown_name": forms.TextInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args, only=QUESTIONS, **kwargs):
        self._take_only(only)
        super().__init__(*args, **kwargs)
        self._prepare_choices()
        for name, field in self.fields.items():
            field.required |= name in ("about_whom", "consent_read")
            field.required &= name != "title"  # It can be made from the first words.
            if isinstance(field.widget, forms.TextInput | forms.Textarea):
                field.widget.attrs["dir"] = "auto"  # Urdu and Arabic begin at the right.
        say_plainly(self.fields, MISSING)

    @cached_property
    def helper(self):
        """How crispy-forms lays the page out."""
        self.speak_to_teller()
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        helper.layout = Layout(*self._laid_out())
        return helper

    @property
    def asked_above(self) -> str:
        """The question that is the heading of its page, and is not shown a second time."""
        self.speak_to_teller()
        first = next(iter(self))
        return first.label if first.name in HEADS_ITS_PAGE else ""

    @property
    def what_fits(self) -> dict:
        """Also answers that are not right yet, if there is room for them as they stand."""
        kept = {}
        for name, field in self.fields.items():
            answer = self[name].data
            if name in self.cleaned_data:
                kept[name] = self.cleaned_data[name]
            elif isinstance(field, forms.BooleanField):
                kept[name] = bool(answer)
            elif isinstance(field, forms.CharField) and _has_room(name, answer):
                kept[name] = answer
            elif not answer:
                kept[name] = ""
        return kept

    def speak_to_teller(self) -> None:
        """The questions in words that fit who tells, and about whom."""
        age, whom = self.instance.about_age, self.instance.about_whom
        if whom in AGE_QUESTIONS and "about_age" in self.fields:
            self["about_age"].label = AGE_QUESTIONS[whom]
        for name in self.fields.keys() & ON_A_PAGE.keys():
            self[name].help_text = f"{HINTS[name]} {ON_A_PAGE[name]}"
        if ages.is_a_childs_own(self.instance.teller, whom, age):
            for name in self.fields.keys() & HINTS_FOR_A_CHILD.keys():
                self[name].help_text = HINTS_FOR_A_CHILD[name]
        for name in self.fields.keys() & consent_wording.ON_PAPER.keys() if whom else ():
            self[name].label = consent_wording.labels(age, whom)[name]

    def clean(self):
        cleaned = super().clean()
        self._check_name(cleaned)
        self._check_age(cleaned)
        self._check_who_agrees(cleaned)
        if "rung" in self.fields:
            cleaned["not_asked"] = cleaned.get("rung") == NO_RUNG
            cleaned["rung"] = None if cleaned["not_asked"] else cleaned.get("rung")
        return cleaned

    def _take_only(self, names) -> None:
        """Of this form alone, before it is made: of no other box a copy is made, and no other answer is looked up."""
        self.base_fields = {name: self.base_fields[name] for name in names}
        self._meta = copy(self._meta)
        self._meta.fields = [name for name in self._meta.fields if name in self.base_fields]

    def _prepare_choices(self):
        """Without the row of dashes that Django adds."""
        is_about_somebody = self.instance.about_whom not in ("", Whom.GROUP)
        choices = {
            "teller": Story.Teller.choices,
            "about_whom": Whom.choices,
            "about_age": ages.of_a_person() if is_about_somebody else Age.choices,
        }
        for name in choices.keys() & self.fields.keys():
            self.fields[name].choices = choices[name]
        if "rung" in self.fields:
            self.fields["rung"].empty_label = NOT_SURE
            self.initial |= {"rung": NO_RUNG} if self.instance.not_asked else {}
        if "language" in self.fields and not self.instance.happened:
            known = self.initial.get("language") or self.instance.told_in
            self.initial["language"] = known or spoken() or ""
        if "partners" in self.fields:
            self.fields["partners"].queryset = Partner.objects.current().only("name")

    def _laid_out(self):
        """Who says yes stands on a sheet of its own, below what they say yes to."""
        both = [name for name in self.fields if name in consent_wording.ON_PAPER]
        yield from (name for name in self.fields if name not in (*both, "language"))
        if "language" in self.fields:
            yield Folded("language")
        if "consent_read" in self.fields and self.instance.about_age:
            why = consent_wording.who_says_yes(self.instance.about_age, self.instance.about_whom)
            for_parents = PARENTAL_RESPONSIBILITY if "adult_agrees" in both else ""
            note = HTML(f"<p>{translated(why)}</p>{for_parents}")
            yield Fieldset(WHO_SAYS_YES, note, *both) if both else note

    def _answer(self, cleaned, name):
        """What was answered on this page, or before it."""
        return cleaned.get(name) if name in self.fields else getattr(self.instance, name)

    def _check_name(self, cleaned):
        if "shown_name" not in self.fields:
            return
        is_shown = cleaned.get("name_choice") == Story.NameChoice.SHOWN
        if not is_shown:
            cleaned["shown_name"] = ""
        elif not cleaned.get("shown_name") and "shown_name" not in self.errors:
            self.add_error("shown_name", NAME_MISSING)

    def _check_age(self, cleaned):
        """A story about a group is about nobody's age; a story about somebody, about one."""
        age, whom = cleaned.get("about_age"), self._answer(cleaned, "about_whom")
        if age and whom and (age == Age.NOBODY) != (whom == Whom.GROUP):
            self.add_error("about_age", MISSING["about_age"])

    def _check_who_agrees(self, cleaned):
        if "consent_read" not in self.fields:
            return
        age, whom = (self._answer(cleaned, name) for name in ("about_age", "about_whom"))
        ticked = [name for name in ages.SEEN_BY_OTHERS if cleaned.get(name)]
        for name in ages.must_agree(age, whom, ticked):
            if not cleaned.get(name):
                self.add_error(name, consent_wording.missing(age, whom)[name])


class BeginningForm(HoneypotForm, StoryForm):
    """The page by which a story begins."""


def _has_room(name: str, answer: str | None) -> bool:
    most = Story._meta.get_field(name).max_length
    return answer is not None and "\x00" not in answer and len(answer) <= most
