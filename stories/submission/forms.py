"""What we ask somebody who tells a story. The questions, their order and their groups stand here alone:
the pages that ask them, the page to check them and the template to print are all made from them."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from coproduction_site.forms import CHOOSE_HERE, NOT_WRITING, TOO_LONG, ModelForm
from coproduction_site.honeypot import PatientForm
from partners.models import Partner
from stories.models import Story, ages
from stories.models.ages import ADULT_DECIDES_TOO, PERSON_DECIDES
from stories.submission import consent_wording
from stories.submission.consent_wording import CONSENT_WORDING
from stories.submission.language_field import Folded, LanguageField

__all__ = ["ADULT_DECIDES_TOO", "CONSENT_WORDING", "PERSON_DECIDES", "StoryForm"]

WHO_SAYS_YES = "Who says yes?"
PARENTAL_RESPONSIBILITY = '{% include "stories/submission/parental_responsibility.html" %}'
GROUPS = [
    ("Who is telling, and for whom?", ["teller", "about_whom", "about_age"]),
    ("Your story", ["title", "happened", "language"]),
    ("If you want to say more", ["good", "better", "changed", "took_part"]),
    ("How you worked together", ["rung", "partners"]),
    ("Your name and e-mail", ["name_choice", "shown_name", "email"]),
    (
        "What may we do with it?",
        ["consent_read", "consent_publish", "consent_training", "consent_press"],
    ),
    (WHO_SAYS_YES, ["young_person_agrees", "adult_agrees"]),
]
QUESTIONS = [name for _, names in GROUPS for name in names]
NOTES = {
    "What may we do with it?": consent_wording.FREELY,
    WHO_SAYS_YES: consent_wording.WHO_ON_PAPER,
}

Age, Whom = Story.AboutAge, Story.AboutWhom

HINTS = {
    "about_whom": "You can tell your own story, or help somebody else to tell theirs.",
    "title": "A few words, like the name of a book.",
    "happened": (
        "Begin anywhere. What was it about? What did you do, and what did others do? "
        "Please leave out real names of people, schools and streets."
    ),
    "good": "What helped you to join in? What would you like to see again?",
    "better": "It is fine to say what went wrong. That is how things get better.",
    "changed": "What is different now, for you or for others? “Nothing yet” is an answer too.",
    "took_part": "For example: six parents, two teachers and a nurse. No names, please.",
    "partners": "Tick all that you know of.",
    "rung": "What did it sound like when people spoke to you? Pick the nearest one.",
    "about_age": "We ask so that we know who must say yes. We never ask for a birthday.",
    "name_choice": "We never show a surname.",
    "shown_name": "Only if you want a name to be shown. A first name, or one that you make up.",
    "email": "We write only about this story, and never show your address. You can leave it empty.",
}
AGE_QUESTIONS = {Whom.MYSELF: "How old are you?", Whom.MY_CHILD: "How old is the child?"}
MISSING = {
    "title": "Give your story a name.",
    "happened": "Tell us what happened.",
    "teller": "Choose who is telling this story.",
    "about_whom": "Choose who the story is about.",
    "about_age": "Choose how old the person in the story is.",
    "name_choice": "Choose what name we shall show.",
    "consent_read": "Tick this box if we may read your story. We can’t read it without your yes.",
}


class RungField(forms.ModelChoiceField):
    def label_from_instance(self, rung):
        return f"{rung.name}: “{rung.sounds_like}”"


class PartnersField(forms.ModelMultipleChoiceField):
    """Compared with those that are offered, so that no made-up number reaches the database."""

    def clean(self, value):
        offered = {str(partner.pk): partner for partner in self.queryset}
        if set(value or []) <= set(offered):
            return [offered[key] for key in value or []]
        raise ValidationError(self.error_messages["invalid_choice"])


class StoryForm(PatientForm, ModelForm):
    """One story with all its rules, or the part of it that one page asks.

    A rule that joins two answers is checked where the later one is asked, and again with the whole story.
    """

    language = LanguageField()

    class Meta:
        model = Story
        fields = QUESTIONS
        labels = consent_wording.MAY_WE | consent_wording.ON_PAPER
        help_texts = HINTS
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
        super().__init__(*args, **kwargs)
        self._prepare_choices()
        self.fields["consent_read"].required = self.fields["about_whom"].required = True
        self.fields = {name: self.fields[name] for name in only}
        if self.instance.about_whom:
            self._speak_to(self.instance.about_age, self.instance.about_whom)
        for name, field in self.fields.items():
            field.error_messages |= _words_for_errors(name)
            if isinstance(field.widget, forms.TextInput | forms.Textarea):
                field.widget.attrs["dir"] = "auto"  # Urdu and Arabic begin at the right.
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        self.helper.layout = Layout(*self._laid_out())

    @property
    def asked_above(self) -> str:
        """The one question of a page is its heading, and is not shown a second time."""
        return next(iter(self)).label if len(self.fields) == 1 else ""

    @property
    def what_fits(self) -> dict:
        """Also answers that are not right yet, if there is room for them as they stand."""
        kept = {}
        for name, field in self.fields.items():
            typed = self[name].data
            if name in self.cleaned_data:
                kept[name] = self.cleaned_data[name]
            elif isinstance(field, forms.BooleanField):
                kept[name] = bool(typed)
            elif isinstance(field, forms.CharField) and _has_room(name, typed):
                kept[name] = typed
            elif not typed:
                kept[name] = ""
        return kept

    def clean(self):
        cleaned = super().clean()
        self._check_name(cleaned)
        self._check_age(cleaned)
        self._check_who_agrees(cleaned)
        return cleaned

    def _prepare_choices(self):
        """Without the row of dashes that Django adds."""
        self.fields["teller"].choices = Story.Teller.choices
        self.fields["about_whom"].choices = Whom.choices
        self.fields["about_age"].choices = Age.choices
        self.fields["rung"].empty_label = "I am not sure"
        self.fields["partners"].queryset = Partner.objects.current()

    def _speak_to(self, age, whom):
        words = consent_wording.labels(age, whom)
        if whom in AGE_QUESTIONS:
            words["about_age"] = AGE_QUESTIONS[whom]
        for name in words.keys() & self.fields.keys():
            self.fields[name].label = words[name]
        if whom != Whom.GROUP and "about_age" in self.fields:
            self.fields["about_age"].choices = ages.of_a_person()

    def _laid_out(self):
        """Who says yes stands on a sheet of its own, below what they say yes to."""
        both = [name for name in self.fields if name in consent_wording.ON_PAPER]
        yield from (name for name in self.fields if name not in (*both, "language"))
        if "language" in self.fields:
            yield Folded("language")
        if "consent_read" in self.fields and self.instance.about_age:
            why = consent_wording.who_says_yes(self.instance.about_age, self.instance.about_whom)
            note = HTML(f"<p>{why}</p>{PARENTAL_RESPONSIBILITY if 'adult_agrees' in both else ''}")
            yield Fieldset(WHO_SAYS_YES, note, *both) if both else note

    def _said(self, cleaned, name):
        """What was answered on this page, or before it."""
        return cleaned.get(name) if name in self.fields else getattr(self.instance, name)

    def _check_name(self, cleaned):
        if "shown_name" not in self.fields:
            return
        is_shown = cleaned.get("name_choice") == Story.NameChoice.SHOWN
        if not is_shown:
            cleaned["shown_name"] = ""
        elif not cleaned.get("shown_name") and "shown_name" not in self.errors:
            self.add_error("shown_name", "Write the name to show, or choose “Show no name”.")

    def _check_age(self, cleaned):
        """A story about a group is about nobody's age; a story about somebody, about one."""
        age, whom = cleaned.get("about_age"), self._said(cleaned, "about_whom")
        if age and whom and (age == Age.NOBODY) != (whom == Whom.GROUP):
            self.add_error("about_age", MISSING["about_age"])

    def _check_who_agrees(self, cleaned):
        if "consent_read" not in self.fields:
            return
        age, whom = (self._said(cleaned, name) for name in ("about_age", "about_whom"))
        for name in ages.must_agree(age, whom):
            if not cleaned.get(name):
                self.add_error(name, consent_wording.missing(age, whom)[name])


def _has_room(name: str, typed: str | None) -> bool:
    most = Story._meta.get_field(name).max_length
    return typed is not None and "\x00" not in typed and len(typed) <= most


def _words_for_errors(name: str) -> dict:
    """Also for answers that only a changed page can give: they are refused in plain words as well."""
    words = {
        "invalid_choice": CHOOSE_HERE,
        "max_length": TOO_LONG,
        "null_characters_not_allowed": NOT_WRITING,
    }
    if name == "email":
        words["invalid"] = "Write the whole address, like name@example.org."
    if name in MISSING:
        words["required"] = MISSING[name]
    return words
