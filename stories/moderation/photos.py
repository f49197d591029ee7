"""Photos on the moderators' desk: their words stand in the form of the screen and are saved with it."""

import re

from django.core.exceptions import ValidationError

from coproduction_site.forms import ModelForm
from stories.models import Photo, Story

TEXTS = re.compile(r"photo-\d+-public_(alt|caption)")
BUTTON = re.compile(r"(show|hide)_photo ([0-9]{1,15})")
STORY_FIELDS = [
    *("version", "shows_photos", "agreed_at", "disagreed_at"),
    *("approved_by", "approved_at", "changes_approved_by", "changes_approved_at"),
]


class PhotoForm(ModelForm):
    """What the public reads at a photo. Until a moderator wrote it, the teller's words are offered."""

    marks_optional = False

    class Meta:
        model = Photo
        fields = ("public_alt", "public_caption", "shows_people")
        labels = {
            "public_alt": "What the photo shows, for the public",
            "public_caption": "Words under the photo (you can leave this empty)",
            "shows_people": "There are people in this photo",
        }

    def __init__(self, data=None, *, instance):
        prefix = f"photo-{instance.pk}"
        is_here = data is not None and f"{prefix}-public_alt" in data
        super().__init__(data if is_here else None, instance=instance, prefix=prefix)
        self.initial["public_alt"] = instance.public_alt or instance.alt

    def save_words(self, user) -> None:
        if not self.is_valid():
            raise ValidationError("The words of a photo need another look.")
        photo = Photo.objects.get(pk=self.instance.pk)
        if any(getattr(photo, name) != value for name, value in self.cleaned_data.items()):
            photo.describe(user, **self.cleaned_data)


def forms_of(story, data=None) -> list[PhotoForm]:
    return [PhotoForm(data, instance=photo) for photo in story.photos.all()]


def texts_in(data) -> list[str]:
    """Names of the boxes with words about photos, for whoever takes a detail out of everything."""
    return [name for name in data if TEXTS.fullmatch(name)]


def have_changed(story, data) -> bool:
    return any(form.is_bound and form.has_changed() for form in forms_of(story, data))


def save(story, data, user) -> bool:
    """With the public copy, after its version was taken. True if there was something new."""
    changed = [form for form in forms_of(story, data) if form.is_bound and form.has_changed()]
    for form in changed:
        form.save_words(user)
    if changed:
        story.refresh_from_db(fields=STORY_FIELDS)
    return bool(changed)


def is_pressed(data) -> bool:
    return bool(BUTTON.fullmatch(data.get("do", "")))


def press(story, data, user) -> str:
    """Show or hide the photo whose button it is. Raises ValidationError with a sentence."""
    what, pk = BUTTON.fullmatch(data["do"]).groups()
    form = next((form for form in forms_of(story, data) if form.instance.pk == int(pk)), None)
    if form is None:
        raise ValidationError("This photo is not here any more.")
    if what == "show" and form.is_bound:
        form.save_words(user)
    photo = Photo.objects.get(pk=pk)
    getattr(photo, what)(user)
    story.refresh_from_db(fields=STORY_FIELDS)
    return f"Photo {photo.position} {_what_happens_to(photo, story)}."


def _what_happens_to(photo, story) -> str:
    if not photo.is_shown:
        return "is hidden"
    waits = story.state == Story.State.PUBLISHED
    return "is shown as soon as you publish the changes" if waits else "is shown with the story"
