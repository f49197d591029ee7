"""What visitors write to a partner, and what a champion answers."""

from django import forms

from coproduction_site.forms import Form, ModelForm, say_plainly
from coproduction_site.honeypot import PatientForm
from coproduction_site.workflow.versions import AsShown
from partners.models import Mistake, Question
from partners.models.answers_once import LONGEST


class VisitorForm(PatientForm, ModelForm):
    """The row is written once under its key, so nothing is put into the instance here."""

    missing = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self.fields, self.missing)

    @property
    def answers(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self):
        pass


class MistakeForm(VisitorForm):
    missing = {"words": "Say what is wrong."}

    class Meta:
        model = Mistake
        fields = ["words", "email"]
        labels = {"words": "What is wrong?", "email": "Your e-mail address"}
        help_texts = {
            "words": "For example: the phone number is old. Please write nothing private here.",
            "email": "If you want to hear what came of it. We don’t show it.",
        }
        widgets = {
            "words": forms.Textarea(attrs={"rows": 5}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }


class QuestionForm(VisitorForm):
    missing = {
        "words": "Write your question.",
        "name": "Write your name, or what they may call you.",
        "email": "Write your e-mail address. The answer goes there.",
    }

    class Meta:
        model = Question
        fields = ["words", "name", "email"]
        labels = {
            "words": "What do you want to ask?",
            "name": "What may they call you?",
            "email": "Your e-mail address",
        }
        help_texts = {
            "words": "Please leave out names of children, and anything private.",
            "email": "The answer goes there. We don’t show it.",
        }
        widgets = {
            "words": forms.Textarea(attrs={"rows": 6}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }


class SettleForm(AsShown, Form):
    words = forms.CharField(
        label="What did you do?",
        help_text="They get exactly these words by e-mail.",
        required=False,
        max_length=Mistake._meta.get_field("answer").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self.fields, {})


class WriteBackForm(Form):
    words = forms.CharField(
        label="What do you want to say?",
        help_text="You can write back once. Please write nothing private here.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self.fields, {"words": "Write what you want to say."})


class AnswerForm(Form):
    words = forms.CharField(
        label="Your answer",
        help_text="They get exactly these words by e-mail.",
        max_length=Question._meta.get_field("answer").max_length,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self.fields, {"words": "Write your answer."})
