"""What staff write in Easy Read, and that it is easy."""

from django import forms
from django.core.exceptions import ValidationError

from coproduction_site.plain_errors import PlainErrors
from coproduction_site.workflow.versions import VersionedForm
from pages.easy_read.measures import OLDEST, age_of
from pages.models import HOME, Page
from pages.word_list.models import SHOWN_ON

WITHOUT_A_TWIN = (HOME, SHOWN_ON)  # What stands below their addresses is not theirs.


class TwinForm(VersionedForm):
    page = forms.ModelChoiceField(
        Page.objects.exclude(slug__in=WITHOUT_A_TWIN),
        required=False,
        empty_label="Choose a page",
        help_text="The twin stands below its address, and is public while the page is.",
    )


class StepForm(PlainErrors, forms.ModelForm):
    def clean(self):
        answers = super().clean()
        word = answers.get("hard_word")
        if word and word not in answers.get("text", word):
            self.add_error("hard_word", "Write it as it stands in the sentences.")
        return answers


class StepsFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        if any(self.errors):
            return
        texts = [form.cleaned_data["text"] for form in self.forms if self._stays(form)]
        if not texts:
            raise ValidationError("Write at least one step.")
        age = age_of(texts)
        if age > OLDEST:
            raise ValidationError(
                f"All steps together read as for somebody of {age}. Easy Read is for somebody of {OLDEST}: "
                "use shorter words and shorter sentences."
            )

    def _stays(self, form) -> bool:
        return bool(form.cleaned_data.get("text")) and not self._should_delete_form(form)
