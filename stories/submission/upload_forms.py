"""What a teller says about a photo or a document. The files are looked into and made anew while the form is checked."""

from django import forms
from django.core.exceptions import ValidationError

from coproduction_site.forms import Form
from coproduction_site.uploads import documents, pictures
from stories.models.files import MOST_DOCUMENTS, MOST_PHOTOS
from stories.submission import uploads

CHOOSE_AGAIN = "Then choose the photo again: a browser can’t keep it."
ALT_MISSING = f"Say in a few words what the photo shows. {CHOOSE_AGAIN}"
PEOPLE_MISSING = f"Say if there are people in the photo. {CHOOSE_AGAIN}"
FACE_MISSING = f"Say if the photo shows who you are. {CHOOSE_AGAIN}"
AGREED_MISSING = (
    "There are people in the photo. Ask each of them first. If all say yes, tick this box. "
    f"{CHOOSE_AGAIN}"
)


class FilesForm(Form):
    """One photo and one document at a time. All of it is optional until a button asks for it."""

    photo = forms.FileField(
        label="Choose a photo",
        help_text="JPEG, PNG or WebP, at most 8 MB. We make a new copy. "
        "It does not say where or when the photo was taken.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(pictures.ACCEPTED)}),
        error_messages={"empty": "This photo is empty. Please choose another."},
    )
    alt = forms.CharField(
        label="What does the photo show?",
        help_text="For people who cannot see it. For example: “Five people plan a room at a round table.” "
        "No names, please.",
        max_length=200,
        required=False,
    )
    people = forms.ChoiceField(
        label="Are there people in it?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        required=False,
    )
    face = forms.ChoiceField(
        label="Does the photo show who you are?",
        help_text="For example, your face. Leave it out if there are no people in it.",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        required=False,
    )
    agreed = forms.BooleanField(
        label="Everyone shown has agreed",
        help_text="Ask each person. For a child, also ask an adult with parental responsibility.",
        required=False,
    )
    document = forms.FileField(
        label="Choose a document",
        help_text="PDF, Word (.docx), OpenDocument (.odt) or text (.txt), at most 6 MB. "
        "Only the people who read your story can open it. It is never shown.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(documents.ACCEPTED)}),
        error_messages={"empty": documents.EMPTY},
    )
    PHOTO_FIELDS = ("photo", "alt", "people", "face", "agreed")
    marks_optional = False

    def __init__(self, data=None, files=None, *, story, button=""):
        super().__init__(data, files)
        self.story, self.button = story, button

    @property
    def photo_fields(self):
        return [self[name] for name in self.PHOTO_FIELDS]

    def clean_photo(self):
        """Refused before it costs anything, where there is no room for it."""
        upload = self.cleaned_data["photo"]
        if not upload:
            return self._needed("photo", "Choose a photo first.")
        if self.story.photos.count() >= MOST_PHOTOS:
            raise ValidationError(uploads.NO_ROOM_FOR_PHOTO)
        return pictures.reencoded(upload, uploads.LONGEST_SIDE)

    def clean_document(self):
        upload = self.cleaned_data["document"]
        if not upload:
            return self._needed("document", "Choose a document first.")
        if self.story.documents.count() >= MOST_DOCUMENTS:
            raise ValidationError(uploads.NO_ROOM_FOR_DOCUMENT)
        return documents.checked(upload)

    def clean(self):
        """Words about a photo are asked for with a photo alone."""
        cleaned = super().clean()
        if cleaned.get("photo"):
            self._need("alt", ALT_MISSING)
            self._need("people", PEOPLE_MISSING)
            if cleaned.get("people") == "yes":
                self._need("face", FACE_MISSING)
                self._need("agreed", AGREED_MISSING)
        return cleaned

    def save(self) -> None:
        """Raises ValidationError if there is no room any more, or the story is sent."""
        answers = self.cleaned_data
        if answers.get("photo"):
            has_people = answers["people"] == "yes"
            uploads.add_photo(
                self.story,
                answers["photo"],
                alt=answers["alt"],
                shows_people=has_people,
                shows_teller=has_people and answers["face"] == "yes",
                everyone_agreed=answers["agreed"] or not has_people,
            )
        if answers.get("document"):
            uploads.add_document(self.story, answers["document"])

    def _needed(self, name, message):
        if self.button == name:
            raise ValidationError(message)

    def _need(self, name, message) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)
