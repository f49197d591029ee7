"""What staff write in another language, and that somebody who speaks it has checked it."""

from django import forms
from django.utils import timezone

from coproduction_site.forms import Form
from coproduction_site.in_languages.known import ENGLISH
from coproduction_site.workflow.versions import AsShown, VersionedForm
from pages.models import Page

WORDS = {"language", "title", "menu_title", "summary", "body"}


class TranslationForm(VersionedForm):
    """Other words are words that nobody has checked yet."""

    page = forms.ModelChoiceField(
        Page.objects.filter(lang=ENGLISH),
        required=False,
        empty_label="Choose a page",
        help_text="The translation is public while the page is.",
    )

    def clean(self):
        answers = super().clean()
        if WORDS & set(self.changed_data):
            self.instance.checked_by, self.instance.checked_on = "", None
        return answers


class CheckedForm(AsShown, Form):
    by = forms.CharField(
        label="Who checked it?",
        max_length=120,
        help_text="A role or a group, and not the name of one person. For example: two Polish-speaking parents.",
    )
    on = forms.DateField(
        label="When did they check it?",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Write a day that has come already.")
        return day
