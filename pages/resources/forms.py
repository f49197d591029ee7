from django import forms
from django.core.exceptions import ValidationError

from coproduction_site.forms import ModelForm, say_plainly
from coproduction_site.plain_errors import PlainErrors
from coproduction_site.uploads import documents, kinds
from coproduction_site.uploads.film_fields import CheckedFileField
from coproduction_site.workflow.versions import VersionedForm
from pages.resources.formats import ResourceFormat
from pages.resources.models import Resource
from pages.resources.suggestions import Suggestion
from partners.models import Partner

DOCUMENTS = ("pdf", "docx", "odt")
NOT_ONE = "Please choose a PDF, or a document of Word or OpenDocument."
NO_SUCH_PAGE = "Please choose another address."
WHAT_IS_IT = "Say what the link leads to, such as a web page."
NOWHERE = "Give a link or a file: somebody who reads this wants to have it."


class DocumentField(CheckedFileField):
    """Made anew without what could do harm."""

    accepted = [f".{kind}" for kind in DOCUMENTS]
    default_error_messages = {"empty": documents.EMPTY}

    def checked(self, upload):
        kind = kinds.of(upload)
        if kind not in DOCUMENTS:
            raise ValidationError(kinds.REFUSALS.get(kind, NOT_ONE))
        return documents.checked(upload).file


class ResourceForm(VersionedForm):
    class Meta:
        model = Resource
        exclude = ()

    def clean_slug(self):
        if self.cleaned_data["slug"] == "suggest":
            raise ValidationError(NO_SUCH_PAGE)
        return self.cleaned_data["slug"]


class FormatForm(PlainErrors, forms.ModelForm):
    """One format, below the entry. What is known of a file of ours is read from it, and never typed."""

    file = DocumentField(label="File", required=False, help_text="A PDF, or a document of Word.")
    kilobytes = forms.IntegerField(
        label="Size in kB",
        required=False,
        min_value=1,
        max_value=9_999_999,
        help_text="Of a file behind a link, if you know it. Ours are measured.",
    )

    class Meta:
        model = ResourceFormat
        fields = ["format", "link", "file", "lang"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["format"].required = False
        self.fields["format"].help_text = "Choose it for a link. Of a file we read it."
        self.stood = self.instance.file.name
        if self.instance.link and self.instance.size:
            self.initial["kilobytes"] = max(1, round(self.instance.size / 1_000))

    def clean(self):
        super().clean()
        file, kilobytes = self.cleaned_data.get("file"), self.cleaned_data.get("kilobytes")
        if file:
            self._read(file)
        else:
            self.instance.size = kilobytes and kilobytes * 1_000
            if self.cleaned_data.get("link") and not self.cleaned_data.get("format"):
                self.add_error("format", WHAT_IS_IT)
        return self.cleaned_data

    def _read(self, file) -> None:
        self.cleaned_data["format"] = documents.kind_of_kept(file.name)
        if file.name != self.stood:
            self.instance.size = file.size


class FormatsFormSet(forms.BaseInlineFormSet):
    default_error_messages = forms.BaseInlineFormSet.default_error_messages | {
        "too_few_forms": NOWHERE,
        "too_many_forms": "An entry has at most %(num)d formats. Take some out.",
    }


class SuggestionForm(ModelForm):
    """By the people of a partner. The row is written once under its key, so nothing is put into the instance here."""

    partner = forms.ModelChoiceField(Partner.objects.none(), label="From which partner?")

    class Meta:
        model = Suggestion
        fields = ["partner", "title", "link", "why"]
        labels = {"title": "What is it called?", "why": "Why is it good?"}
        help_texts = {"why": "One or two sentences. Who is it for?"}
        widgets = {"why": forms.Textarea(attrs={"rows": 4})}

    link = forms.URLField(
        label="Where is it?",
        max_length=400,
        assume_scheme="https",
        help_text="The whole address, like https://www.example.org/guide",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Partner.objects.editable_by(user).order_by("name")
        self.fields["partner"].queryset = mine
        self.fields["partner"].initial = mine.first()
        missing = {"title": "Write what it is called.", "link": "Write its address."}
        say_plainly(self.fields, missing | {"why": "Say why it is good."})

    def _post_clean(self):
        pass
