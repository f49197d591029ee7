"""What we ask somebody who tells a story. The questions, their order and their groups stand here alone:
the form, the page to check it and the template to print are all made from them."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from coproduction_site.forms import Form, ModelForm
from partners.models import Partner
from stories.models import Story
from stories.robots import PatientForm

# Stored with every yes. Give it a new date whenever a word of a consent question changes.
CONSENT_WORDING = "2026-11-22"

GROUPS = [
    ("Your story", ["title", "happened"]),
    ("How it went", ["good", "better", "changed"]),
    ("Who was there", ["took_part", "partners", "rung"]),
    ("Who you are", ["teller", "about_age"]),
    ("Your name and e-mail", ["name_choice", "shown_name", "email"]),
    (
        "What may we do with it?",
        ["consent_read", "consent_publish", "consent_training", "consent_press"],
    ),
    ("Who says yes?", ["young_person_agrees", "adult_agrees"]),
]
QUESTIONS = [name for _, names in GROUPS for name in names]
NOTES = {
    "What may we do with it?": (
        "Tick what you agree to. You can say yes to one and no to another. "
        "Before others see it, we take out what could show who you are."
    ),
    "Who says yes?": (
        "Is the story about one person? Then that person must say yes, at any age. "
        "If they are under 16, an adult with parental responsibility must say yes too. "
        "If a child says no, it means no."
    ),
}

Age = Story.AboutAge
ADULT_DECIDES_TOO = {Age.UNDER_13, Age.FROM_13}
PERSON_DECIDES = {Age.UNDER_13, Age.FROM_13, Age.FROM_16, Age.ADULT}

HINTS = {
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
MISSING = {
    "title": "Give your story a name.",
    "happened": "Tell us what happened.",
    "teller": "Choose who is telling this story.",
    "about_age": "Choose how old the person in the story is.",
    "name_choice": "Choose what name we shall show.",
    "consent_read": "Tick this box if we may read your story. We can’t read it without your yes.",
}
CHOOSE_HERE = "Choose from the answers on this page."
TOO_LONG = (
    "This is %(show_value)d characters long. There is room for %(limit_value)d. Please make it shorter."
)
NOT_WRITING = "There is a sign in this text that we can’t keep. Please write it again."


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
    """One story, told in one go. Only its name, what happened, who tells it and the consent are needed."""

    class Meta:
        model = Story
        fields = QUESTIONS
        labels = {
            "consent_read": "You may keep my story and read it (we need this yes)",
            "consent_publish": "You may publish it on this website",
            "consent_training": "You may use it to train people who work with families",
            "consent_press": "You may offer it to newspapers",
            "young_person_agrees": "The person in the story says yes to what I ticked",
            "adult_agrees": "An adult with parental responsibility says yes too",
        }
        help_texts = HINTS
        field_classes = {"rung": RungField, "partners": PartnersField}
        widgets = {
            "teller": forms.RadioSelect,
            "about_age": forms.RadioSelect,
            "name_choice": forms.RadioSelect,
            "rung": forms.RadioSelect,
            "partners": forms.CheckboxSelectMultiple,
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "shown_name": forms.TextInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in {"teller": Story.Teller, "about_age": Age}.items():
            self.fields[name].choices = choices.choices  # Without the row of dashes that Django adds.
        self.fields["consent_read"].required = True
        self.fields["rung"].empty_label = "I am not sure"
        self.fields["partners"].queryset = Partner.objects.current()
        for name, field in self.fields.items():
            field.error_messages |= _words_for_errors(name)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*(_fieldset(heading, names) for heading, names in GROUPS))

    def clean(self):
        cleaned = super().clean()
        self._check_name(cleaned)
        self._check_who_agrees(cleaned)
        return cleaned

    def _check_name(self, cleaned):
        is_shown = cleaned.get("name_choice") == Story.NameChoice.SHOWN
        if not is_shown:
            cleaned["shown_name"] = ""
        elif not cleaned.get("shown_name") and "shown_name" not in self.errors:
            self.add_error("shown_name", "Write the name to show, or choose “Show no name”.")

    def _check_who_agrees(self, cleaned):
        """By age, from 13 with the young person and from 16 without the adult (UK GDPR, ICO on children)."""
        age = cleaned.get("about_age")
        if age in PERSON_DECIDES and not cleaned.get("young_person_agrees"):
            self.add_error("young_person_agrees", _needs_the_person(Age(age)))
        if age in ADULT_DECIDES_TOO and not cleaned.get("adult_agrees"):
            self.add_error(
                "adult_agrees",
                "The person in the story is under 16, so an adult with parental responsibility "
                "must say yes. Ask them first. If they say yes, tick this box.",
            )


class AnswerForm(Form):
    """What a teller writes back when a moderator has asked something."""

    answer = forms.CharField(
        label="Your answer",
        max_length=5_000,
        widget=forms.Textarea,
        error_messages={"required": "Write your answer first."},
    )


def _fieldset(heading, names):
    note = NOTES.get(heading)
    return Fieldset(heading, *([HTML(f"<p>{note}</p>")] if note else []), *names)


def _needs_the_person(age) -> str:
    who = "person" if age == Age.ADULT else "young person"
    return (
        f"The {who} in the story must say yes. Ask them first. If they say yes, tick this box. "
        "If they say no, please don’t send it."
    )


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
