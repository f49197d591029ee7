"""One section of a profile, written by its partner: some of it shows at once, the rest is read first."""

from dataclasses import dataclass

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator
from django.utils.text import capfirst

from coproduction_site import rich_text
from coproduction_site.forms import ModelForm
from coproduction_site.rich_text_differences import same
from partners.directory.filters import A_NUMBER, NOT_AN_AGE, OLDEST
from partners.models import Partner, ProfileChange, Term
from partners.models.change_verbs import live_values
from partners.models.profile_fields import BY_NAME, COLUMNS, Shows, part_of
from partners.profile.beside import beside_boxes
from partners.profile.forms import PICTURES, PartnerForm

WHOSE = {
    ProfileChange.State.DRAFT: "a colleague’s draft, not sent yet",
    ProfileChange.State.SENT: "a colleague sent this, and the council has not read it yet",
    ProfileChange.State.RETURNED: "a colleague’s draft, which came back",
}


@dataclass(frozen=True)
class Saved:
    """What a save has done: what everybody sees now, and whether something waits for the council."""

    shown: list[tuple[str, str, str]]
    change: ProfileChange | None
    has_new_words: bool


def _terms_of(vocabulary) -> forms.ModelMultipleChoiceField:
    """Boxes to tick."""
    terms = Term.objects.filter(vocabulary=vocabulary)
    return forms.ModelMultipleChoiceField(terms, required=False, widget=forms.CheckboxSelectMultiple)


class SectionForm(PartnerForm, ModelForm):
    """The boxes of one section. What was asked and not yet read stands in them, not what is live."""

    who_helped = _terms_of(Term.Vocabulary.WHO_HELPED)
    kind_of_help = _terms_of(Term.Vocabulary.KIND_OF_HELP)
    need = _terms_of(Term.Vocabulary.NEED)
    area = _terms_of(Term.Vocabulary.AREA)

    class Meta:
        model = Partner
        fields = COLUMNS
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "age_from": A_NUMBER,
            "age_to": A_NUMBER,
        }
        error_messages = {
            "name": {"required": "Write your name."},
            "summary": {"required": "Say in one sentence what you do."},
            "age_from": NOT_AN_AGE,
            "age_to": NOT_AN_AGE,
            "email": {"invalid": "Write an e-mail address, such as hello@example.org."},
        }

    def __init__(self, *args, section, change=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.section, self.change, self.was_put_back = section, change, False
        self._of_a_draft = {}
        beside = beside_boxes(self.instance, change, section.fields)
        terms = list(self.instance.terms.all()) if "who_helped" in section.fields else []
        for name in Term.Vocabulary.values:
            self.initial[name] = [term for term in terms if term.vocabulary == name]
        self.initial |= self._asked_before()
        self._keep_fields_of_section()
        for name in beside:
            self.fields[name].beside = beside[name]

    def put_back(self, old: dict) -> None:
        """Into the boxes alone: it is saved as anything else is, and read first if that is."""
        self.initial |= old
        self.was_put_back = bool(old)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        groups = [
            (Shows.AT_ONCE, self.section.at_once),
            (Shows.READ_FIRST, self.section.read_first),
        ]
        shown = [
            Fieldset(legend, *(name for name in names if name in self.fields)) for legend, names in groups
            if names
        ]  # fmt: skip
        helper.layout = Layout(*shown)
        return helper

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_summary(self):
        return " ".join(self.cleaned_data["summary"].split())

    def clean_description(self):
        """Somebody without script may write plain lines; an empty line begins a new paragraph."""
        text = rich_text.tidied(self.cleaned_data["description"])
        before = self.initial.get("description") or ""
        return before if same(before, text) else text

    def chosen_terms(self) -> list[Term]:
        answers = self.cleaned_data if self.is_bound else self.initial
        return [term for name in Term.Vocabulary.values for term in answers.get(name) or ()]

    def save(self, user) -> Saved:
        """Into the live row as it is now; what is read first goes into the open set of changes."""
        self.take_version()
        shown = self._at_once_changes()
        answers = self._answers()
        partner = Partner.objects.get(pk=self.instance.pk)
        asked_before = self.change.asked if self.change else {}
        change = ProfileChange.keep(partner, user, answers) if answers else self.change
        self._show_at_once(partner, user, answers)
        return Saved(shown, change, bool(change) and change.asked != asked_before)

    def _show_at_once(self, partner, user, answers) -> None:
        at_once = [name for name in self.section.at_once if hasattr(self.instance, name)]
        live = live_values(partner, answers)
        unchanged = [name for name in answers if answers[name] == live[name]]
        before = live_values(partner, [*at_once, "to_be_confirmed"])
        for name in at_once:
            setattr(partner, name, getattr(self.instance, name))
        partner.confirm([*at_once, *unchanged])
        has_terms = "who_helped" in self.fields
        if before == live_values(partner, before) and not (has_terms and self._at_once_changes()):
            return
        if has_terms:
            partner.sort_under(self.chosen_terms())
        partner._history_user, partner._change_reason = user, "Changed on the partner's own page"
        partner.save()

    def _at_once_changes(self):
        """As words, for the letter to the council."""
        names = {self.fields[name].label: name for name in self.fields if name in self.section.at_once}
        return [change for change in self.changes() if change[0] in names]

    def _answers(self) -> dict[str, str]:
        """The boxes that are read first, as they are kept; a new picture is stored under a name of its own."""
        names = [name for name in self.section.read_first if not BY_NAME[name].is_removal]
        for name in PICTURES:
            picture = self.cleaned_data.get(name)
            if isinstance(picture, ContentFile):
                field = Partner._meta.get_field(name)
                stored = field.storage.save(
                    field.generate_filename(self.instance, picture.name), picture
                )
                setattr(self.instance, name, stored)
        return live_values(self.instance, names)

    def _asked_before(self) -> dict:
        asked = dict(self.change.asked) if self.change else {}
        for name in PICTURES:
            if name in asked:
                field = Partner._meta.get_field(name)
                asked[name] = (
                    field.attr_class(self.instance, field, asked[name]) if asked[name] else None
                )
        return asked

    def _keep_fields_of_section(self) -> None:
        reasons = self.change.reasons if self.change else {}
        for name in list(self.fields):
            if name == "version":
                continue
            declared = BY_NAME[name]
            has_nothing_to_remove = declared.is_removal and not self.initial.get(part_of(name))
            if name not in self.section.fields or has_nothing_to_remove:
                del self.fields[name]
                continue
            field, why = self.fields[name], reasons.get(name, "")
            field.label = declared.question
            hint = declared.hint or (field.help_text if name in PICTURES else "")
            field.help_text = f"It came back: {capfirst(why)} {hint}".strip() if why else hint
            if name in ("age_from", "age_to"):
                field.validators.append(MaxValueValidator(OLDEST))

    def _live_values(self, live):
        """What is live or asked now, whoever wrote it."""
        change = live.changes.open().first()
        for name in change.asked if change else {}:
            if name in self.fields:
                self._of_a_draft[self.fields[name].label] = WHOSE[change.state]
        return super()._live_values(live) | (change.asked if change else {})

    def _look_at_theirs(self) -> None:
        """Words of a colleague that wait are named as that: they are not on the page."""
        super()._look_at_theirs()
        self._theirs = [
            (f"{label} ({self._of_a_draft[label]})" if label in self._of_a_draft else label, *texts)
            for label, *texts in self._theirs
        ]
