"""What the partner's own form and the council's have in common: the version, and safe pictures."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.images import get_image_dimensions
from django.core.validators import URLValidator
from django.utils import timezone

from coproduction_site.uploads import erasing, pictures
from coproduction_site.uploads.fields import PictureField
from coproduction_site.workflow.versions import VersionedForm
from partners.models import LOGO_SIDE, PHOTO_SIDE, Term
from partners.models.profile_fields import TOGETHER

PICTURES = {"logo": LOGO_SIDE, "photo": PHOTO_SIDE}
WITHOUT_WORDS = {
    "logo": "Say what the logo shows, such as “Two hands, and our name”.",
    "photo": "Say what the photo shows, such as “Young people round a table, painting”.",
}
WORDS_ALONE = {
    "logo": "Choose the logo that your words are about. Or take the words out.",
    "photo": "Choose the photo that your words are about. Or take the words out.",
}
SMALLEST = {"logo": 48, "photo": 200}  # Dots on the short side.
MOST_TIMES = {"logo": 6, "photo": 4}  # So many times as long as it is high, or the other way round.
TOO_SMALL = (
    "This picture is too small to be seen well. Please send a bigger one: at least {0} by {0} dots."
)
TOO_LONG = "This picture is too long and thin. Please cut it, or send another one."
LONGEST_YES = 20  # Years.
NOT_A_YEAR = "Write a year from {} to {}. Or leave it empty."
NOT_A_WEBSITE = "Write the address of a website, such as www.example.org."
NOT_ANSWERS = ("version", "remove_logo", "remove_photo")


class PartnerPictureField(PictureField):
    """Gives what is kept of the picture; the one that stands there, if none is sent."""

    def __init__(self, name: str, **options):
        self.name = name
        super().__init__(
            purpose=f"partner-{name}",
            longest_side=PICTURES[name],
            is_logo=name == "logo",
            required=False,
            help_text=pictures.HINT,
            **options,
        )

    def check(self, uploads):
        """Looks at what was drawn, which is ours."""
        (checked,) = super().check(uploads)
        short, long = sorted(get_image_dimensions(checked.file))
        checked.file.seek(0)
        if long > short * MOST_TIMES[self.name]:
            raise ValidationError(TOO_LONG)
        if short < SMALLEST[self.name]:
            raise ValidationError(TOO_SMALL.format(SMALLEST[self.name]))
        return [checked]

    def clean(self, data, initial=None):
        chosen = super().clean(data, initial)
        return chosen[0].file if data and chosen else chosen


class PartnerForm(VersionedForm):
    """Over one partner, by somebody of its own or of the council."""

    logo = PartnerPictureField("logo")
    remove_logo = forms.BooleanField(label="Take the logo away", required=False)
    photo = PartnerPictureField("photo")
    remove_photo = forms.BooleanField(label="Take the photo away", required=False)
    website = forms.URLField(
        required=False,
        assume_scheme="https",
        max_length=200,
        validators=[URLValidator(["http", "https"], message=NOT_A_WEBSITE)],
        error_messages={"invalid": NOT_A_WEBSITE},
    )

    def clean(self):
        super().clean()
        for name in PICTURES:
            if name in self.cleaned_data:
                self._settle(name)
        return self.cleaned_data

    def clean_photo_until(self):
        year, this_year = self.cleaned_data["photo_until"].strip(), timezone.localdate().year
        if year and year not in map(str, range(this_year, this_year + LONGEST_YES)):
            raise ValidationError(NOT_A_YEAR.format(this_year, this_year + LONGEST_YES - 1))
        return year

    def changes(self) -> list[tuple[str, str, str]]:
        """Label, the words before, the words now: for every field that is not the same."""
        names = [name for name in self.fields if name not in NOT_ANSWERS]
        before = {name: self.get_initial_for_field(self.fields[name], name) for name in names}
        return self.differences_from(before)

    def forget_old_pictures(self) -> None:
        """A file goes only when the row that named it is surely gone."""
        for name in PICTURES:
            old = self.initial.get(name)
            if old and old.name != getattr(self.instance, name).name:
                erasing.when_done(old.name)

    def _settle(self, name):
        """A picture goes with its words if somebody says so and sends no new one; neither stands without the other."""
        removed = self.cleaned_data.get(f"remove_{name}")
        if removed and not self.fields[name].widget.chosen:
            self.cleaned_data[name] = False
        if not removed and not self.cleaned_data[name] and self.cleaned_data.get(f"{name}_alt"):
            self.add_error(name, WORDS_ALONE[name])
        elif not self.cleaned_data[name]:
            self.cleaned_data |= {name: False} | {
                each: "" for each, of in TOGETHER.items() if of == name
            }
        elif not self.cleaned_data.get(f"{name}_alt"):
            self.add_error(f"{name}_alt", WITHOUT_WORDS[name])

    def _live_values(self, live):
        terms = {name: live.terms.filter(vocabulary=name) for name in Term.Vocabulary.values}
        return super()._live_values(live) | terms
