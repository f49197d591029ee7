from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from coproduction_site.workflow.versions import VersionedForm
from pages.case_studies import of_stories
from pages.case_studies.models import SAY_WHAT_WENT_WRONG, CaseStudy
from stories.models import languages

NO_YES = "The teller of the story has not said yes, so it cannot be put on the list."
SAID_BY_TELLER = ("is_invented", "consent_ends_on")


class CaseStudyForm(VersionedForm):
    """Of one that is made from a story, its teller alone says until when it may be shown."""

    language = forms.ChoiceField(
        label="Language of these words",
        help_text="What is made from a story begins in the language of its public words.",
        choices=languages.choices,
        required=False,
    )

    class Meta:
        model = CaseStudy
        exclude = ()
        error_messages = {"went_wrong": {"required": SAY_WHAT_WENT_WRONG}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.story_number:
            for name in SAID_BY_TELLER:
                self.fields[name].disabled = True

    def clean_consent_ends_on(self):
        if self.instance.story_number:
            return of_stories.end_of_yes(self.instance)
        day = self.cleaned_data["consent_ends_on"]
        if day and day <= timezone.localdate():
            raise ValidationError("This day has passed. Ask them again, and write the new day.")
        return day

    def clean(self):
        cleaned = super().clean()
        is_without = self.instance.story_number and not cleaned.get("consent_ends_on")
        if is_without and cleaned.get("is_listed"):
            self.add_error("is_listed", NO_YES)
        return cleaned
