"""What an organisation writes to the panel, what the panel says, and what staff write when it is decided."""

from django import forms
from django.core.exceptions import ValidationError

from coproduction_site.forms import Form, ModelForm
from coproduction_site.uploads.fields import PdfField
from coproduction_site.workflow.versions import AsShown
from partners.charter.pledges.forms import say_plainly, web_address
from partners.models import Evidence, PanelView, StatusApplication
from partners.models.panel import STORY

NOT_A_STORY = "Write the address of a story on this site. It has /stories/ in it."


class ApplicationForm(ModelForm):
    """May be saved half written; sending asks for the rest."""

    marks_optional = False

    class Meta:
        model = StatusApplication
        fields = ["level", "words"]
        labels = {
            "level": "Which level do you ask for?",
            "words": "What have you done, and what changed?",
        }
        help_texts = {
            "words": "What do families decide with you? What is different now? What was hard? Name no child.",
        }
        widgets = {"level": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].empty_label = None
        self.fields["words"].required = False
        say_plainly(self.fields, {"level": "Choose a level."})

    @property
    def answers(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self):
        """The row is written by a verb, so nothing is put into the instance here."""


class EvidenceForm(ModelForm):
    """One thing that shows it. Which box is needed depends on what it is."""

    document = PdfField(
        purpose="evidence",
        required=False,
        help_text="For a document. A PDF, or photos of it. Only the panel and our staff can open it.",
    )
    marks_optional = False

    class Meta:
        model = Evidence
        fields = ["kind", "words", "address", "document"]
        help_texts = {
            "words": "One sentence for the panel. Name no child.",
            "address": "For a story or a page. As it stands at the top of your browser.",
        }
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Evidence.Kind.choices
        say_plainly(self.fields, {"kind": "Choose what it is.", "words": "Say what it shows."})

    def clean(self):
        """What does not belong to its kind is left out; what does has to be there."""
        cleaned = super().clean()
        for name, check in (("address", self._address), ("document", self._document)):
            try:
                cleaned[name] = check(cleaned.get("kind"), cleaned.get(name))
            except ValidationError as error:
                self.add_error(name, error)
        return cleaned

    def _address(self, kind, address) -> str:
        address = (address or "").strip()
        if kind == Evidence.Kind.STORY:
            return _path_of_story(address)
        return web_address(address) if kind == Evidence.Kind.LINK else ""

    def _document(self, kind, chosen):
        if kind != Evidence.Kind.DOCUMENT:
            return ""
        if not chosen and "document" not in self.errors:
            raise ValidationError("Choose a PDF.")
        return chosen[0].file if chosen else ""

    @property
    def answers(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self):
        """The row is written by a verb, so nothing is put into the instance here."""


def _path_of_story(address: str) -> str:
    """From a whole address or a part of one: “/stories/the-calm-room-x2k4/”."""
    slug = address.partition(STORY)[2].partition("?")[0].partition("#")[0].strip("/")
    if not slug or len(slug) > 80 or not all(sign.isalnum() or sign in "-_" for sign in slug):
        raise ValidationError(NOT_A_STORY)
    return f"{STORY}{slug}/"


class ViewForm(AsShown, ModelForm):
    """What one member of the panel says, about the round that they have read."""

    class Meta:
        model = PanelView
        fields = ["says", "words"]
        help_texts = {
            "words": "What did you see, and what did you miss? Staff read your words. The organisation does not.",
        }
        widgets = {"says": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["says"].choices = PanelView.Says.choices
        say_plainly(self.fields, {"says": "Choose what you say.", "words": "Say why."})

    def _post_clean(self):
        """The row is written by a verb, so nothing is put into the instance here."""


class AwardForm(Form):
    shown_words = forms.CharField(
        label="What did the panel see?",
        help_text="Everybody can read these words, on the page of the organisation.",
        max_length=1_000,
        widget=forms.Textarea,
        error_messages={"required": "Say what the panel saw. It stands on the public page."},
    )
