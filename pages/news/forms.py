from django import forms

from coproduction_site.forms import Form, ModelForm, say_plainly
from coproduction_site.honeypot import PatientForm
from pages.news.models import NewsReader
from pages.news.rhythm import Often
from pages.news.topics import TOPICS

MISSING = {
    "email": "Write your e-mail address. Our letter goes there.",
    "topics": "Choose what you want to hear about.",
    "often": "Choose how often.",
}


def _of_topics():
    return forms.MultipleChoiceField(
        label="What do you want to hear about?",
        choices=[(topic.name, topic.label) for topic in TOPICS.values()],
        widget=forms.CheckboxSelectMultiple,
    )


def _of_often():
    return forms.ChoiceField(
        label="How often at most?",
        choices=Often.choices,
        initial=Often.MONTHLY,
        widget=forms.RadioSelect,
    )


class NewsForm(PatientForm, ModelForm):
    """The row is written by a verb, so nothing is put into the instance here."""

    topics = _of_topics()
    often = _of_often()

    class Meta:
        model = NewsReader
        fields = ["topics", "often", "email"]
        labels = {"email": "Your e-mail address"}
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "email"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self.fields, MISSING)

    def _post_clean(self):
        pass


class ChoiceForm(Form):
    topics = _of_topics()
    often = _of_often()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self.fields, MISSING)
