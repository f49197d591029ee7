"""What a teller says about a photo or a document. The files are looked into and made anew while the form is checked."""

from django import forms
from django.core.exceptions import ValidationError

from coproduction_site.forms import Form
from coproduction_site.uploads.fields import DocumentsField, PictureField
from stories.models.files import MOST_DOCUMENTS, MOST_PHOTOS
from stories.submission import uploads

ALT_MISSING = "Say in a few words what the photo shows."
PEOPLE_MISSING = "Say if there are people in the photo."
NO_PHOTO, NO_DOCUMENT = "Choose a photo first.", "Choose a document first."
FACE_MISSING = "Say if the photo shows who you are."
AGREED_MISSING = "There are people in the photo. Ask each of them first. If all say yes, tick this box."


class FilesForm(Form):
    """One photo at a time, and documents. All of it is optional until a button asks for it."""

    photo = PictureField(
        purpose="story-photo",
        longest_side=uploads.LONGEST_SIDE,
        label="Choose a photo",
        help_text="Any photo from a phone. We make a new copy. "
        "It does not say where or when the photo was taken.",
        required=False,
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
    document = DocumentsField(
        purpose="story-document",
        label="Choose a document",
        help_text="A PDF or a Word file. Or photos of paper: you can choose up to 20, and we put them together. "
        "Only the people who read your story can open it. It is never shown.",
        required=False,
    )
    PHOTO_FIELDS = ("photo", "alt", "people", "face", "agreed")
    marks_optional = False

    def __init__(self, data=None, files=None, *, story, button=""):
        super().__init__(data, files)
        self.story, self.button = story, button
        if data and story.photos.count() >= MOST_PHOTOS:
            self.fields["photo"].no_room = uploads.NO_ROOM_FOR_PHOTO
        if data and story.documents.count() >= MOST_DOCUMENTS:
            self.fields["document"].no_room = uploads.NO_ROOM_FOR_DOCUMENT

    @property
    def photo_fields(self):
        return [self[name] for name in self.PHOTO_FIELDS]

    def clean_photo(self):
        chosen = self.cleaned_data["photo"]
        if not chosen:
            return self._needed("photo", NO_PHOTO)
        return chosen[0].file

    def clean_document(self):
        chosen = self.cleaned_data["document"]
        if not chosen:
            return self._needed("document", NO_DOCUMENT)
        return chosen

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
        for document in answers.get("document") or ():
            uploads.add_document(self.story, document)

    def _needed(self, name, message):
        if self.button == name:
            raise ValidationError(message)

    def _need(self, name, message) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)
