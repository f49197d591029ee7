"""What a partner or the council may change about a partner."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.html import linebreaks, strip_tags

from coproduction_site import pictures
from coproduction_site.forms import ModelForm
from coproduction_site.versions import VersionedForm
from partners.filters import A_NUMBER, NOT_AN_AGE, OLDEST
from partners.models import LOGO_SIDE, Partner, Term

LOGO = ["logo", "logo_alt", "remove_logo"]
NOT_A_WEBSITE = "Write the address of a website, such as www.example.org."
RICH = ["description"]


class PartnerForm(VersionedForm):
    """What the partner's own form and the council's have in common: the version, and a safe logo."""

    logo = forms.FileField(
        required=False,
        help_text="A JPEG, PNG or WebP picture of up to 8 MB.",
        widget=forms.FileInput(attrs={"accept": ", ".join(pictures.ACCEPTED)}),
        error_messages={"empty": "This file is empty. Please choose another."},
    )
    remove_logo = forms.BooleanField(label="Take the logo away", required=False)
    website = forms.URLField(
        required=False,
        assume_scheme="https",
        max_length=200,
        validators=[URLValidator(["http", "https"], message=NOT_A_WEBSITE)],
        error_messages={"invalid": NOT_A_WEBSITE},
    )

    def clean_logo(self):
        logo = self.cleaned_data["logo"]
        return pictures.reencoded(logo, LOGO_SIDE) if isinstance(logo, UploadedFile) else logo

    def clean(self):
        """Lines end as the database keeps them, so that a box nobody touched is not a change."""
        super().clean()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = value.replace("\r\n", "\n")
        if "logo" in self.cleaned_data:
            self._settle_logo()
        return self.cleaned_data

    def changes(self) -> list[tuple[str, str, str]]:
        """Label, the words before, the words now: for every field that is not the same."""
        before = {name: self.get_initial_for_field(self.fields[name], name) for name in self.fields}
        return self._differences(before)

    def forget_old_logo(self) -> None:
        """The file goes only when the row that named it is surely gone."""
        old = self.initial.get("logo")
        if old and old.name != self.instance.logo.name:
            transaction.on_commit(lambda: old.storage.delete(old.name))

    def _settle_logo(self):
        if self.cleaned_data.get("remove_logo") and not isinstance(self.files.get("logo"), UploadedFile):
            self.cleaned_data["logo"] = False if self.initial.get("logo") else None
        if not self.cleaned_data["logo"]:
            self.cleaned_data["logo_alt"] = ""
        elif not self.cleaned_data.get("logo_alt"):
            self.add_error("logo_alt", "Say what the logo shows, such as “Two hands, and our name”.")

    def _what_others_wrote(self):
        live = self._live()
        theirs = {name: getattr(live, name) for name in self.fields if hasattr(live, name)}
        theirs |= {name: live.terms.filter(vocabulary=name) for name in Term.Vocabulary.values}
        return self._differences(theirs)

    def _differences(self, others: dict) -> list[tuple[str, str, str]]:
        pairs = [
            (name, _words(others[name]), _words(mine))
            for name, mine in self.cleaned_data.items()
            if name in others and name not in ("version", "remove_logo")
        ]
        return [
            (self.fields[name].label or name, _without_tags(name, theirs), _without_tags(name, mine))
            for name, theirs, mine in pairs
            if theirs != mine
        ]


class ProfileForm(PartnerForm, ModelForm):
    """What a partner may change about itself. The council keeps name, kind, listing and standing."""

    is_rehearsal = False
    who_helped = forms.ModelMultipleChoiceField(
        Term.objects.filter(vocabulary=Term.Vocabulary.WHO_HELPED),
        label="Who do you help?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kind_of_help = forms.ModelMultipleChoiceField(
        Term.objects.filter(vocabulary=Term.Vocabulary.KIND_OF_HELP),
        label="What kind of help do you give?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Partner
        fields = [
            "summary", "description", "age_from", "age_to", "how_to_join", "cost", "access", "languages",
            "phone", "email", "website", "address", "opening_hours", "logo", "logo_alt",
        ]  # fmt: skip
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "age_from": A_NUMBER,
            "age_to": A_NUMBER,
        }
        labels = {
            "summary": "What do you do, in one sentence?",
            "description": "More about you",
            "age_from": "The youngest age you help",
            "age_to": "The oldest age you help",
            "how_to_join": "How can people join or get help?",
            "cost": "What does it cost?",
            "access": "What makes it easy to get in and take part?",
            "languages": "Which languages do you speak?",
            "phone": "Phone",
            "opening_hours": "When are you open?",
            "logo_alt": "What does the logo show?",
        }
        help_texts = {
            "summary": "What you do, and for whom. It stands in the list of partners.",
            "access": "Such as ramps, a quiet room, sign language, meetings on a screen.",
            "languages": "Sign languages too.",
            "phone": "One number that anybody may ring.",
            "email": "One address that anybody may write to. Not your own.",
        }
        error_messages = {
            "summary": {"required": "Say in one sentence what you do."},
            "age_from": NOT_AN_AGE,
            "age_to": NOT_AN_AGE,
            "email": {"invalid": "Write an e-mail address, such as hello@example.org."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("age_from", "age_to"):
            self.fields[name].validators.append(MaxValueValidator(OLDEST))
        terms = list(self.instance.terms.all())
        for name in Term.Vocabulary.values:
            self.initial[name] = [term for term in terms if term.vocabulary == name]
        if not self.instance.logo:
            del self.fields["remove_logo"]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        helper.layout = Layout(
            "version",
            Fieldset("About you", "summary", "description"),
            Fieldset("Who you help", "who_helped", "age_from", "age_to", "kind_of_help"),
            Fieldset("Joining in", "how_to_join", "cost", "access", "languages"),
            Fieldset("How to reach you", "phone", "email", "website", "address", "opening_hours"),
            Fieldset("Your logo", *(name for name in LOGO if name in self.fields)),
        )
        return helper

    def clean_summary(self):
        return " ".join(self.cleaned_data["summary"].split())

    def clean_description(self):
        """Somebody without script may write plain lines; an empty line begins a new paragraph."""
        words = self.cleaned_data["description"]
        return words if "<" in words else linebreaks(words, autoescape=True) if words else ""

    def chosen_terms(self) -> list[Term]:
        said = self.cleaned_data if self.is_bound else self.initial
        return [term for name in Term.Vocabulary.values for term in said.get(name) or ()]

    def save(self, commit=True):
        partner = self.instance
        partner.confirm(self.Meta.fields)
        partner.last_checked_on = timezone.localdate()
        partner.sort_under(self.chosen_terms())
        partner._change_reason = "Changed on the partner's own page"
        super().save(commit)
        self.forget_old_logo()
        return partner

    def _post_clean(self):
        """A rehearsal checks everything, takes no version and keeps the one that was sent."""
        if self.is_rehearsal:
            super(VersionedForm, self)._post_clean()
        else:
            super()._post_clean()


def _words(value) -> str:
    """Any answer as words that two people can compare."""
    if value in (None, "", False):
        return ""
    if value is True:
        return "yes"
    if hasattr(value, "all") or isinstance(value, list):
        return ", ".join(sorted(str(each) for each in (value.all() if hasattr(value, "all") else value)))
    return str(value)


def _without_tags(name: str, words: str) -> str:
    return strip_tags(words) if name in RICH else words
