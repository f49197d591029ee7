from django.core.exceptions import ValidationError
from django.utils import timezone

from coproduction_site.workflow.versions import VersionedForm
from pages.case_studies.models import SAY_WHAT_WENT_WRONG, CaseStudy


class CaseStudyForm(VersionedForm):
    class Meta:
        model = CaseStudy
        exclude = ()
        error_messages = {"went_wrong": {"required": SAY_WHAT_WENT_WRONG}}

    def clean_consent_ends_on(self):
        day = self.cleaned_data["consent_ends_on"]
        if day and day <= timezone.localdate():
            raise ValidationError("This day has passed. Ask them again, and write the new day.")
        return day
