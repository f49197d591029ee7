"""Finding a partner: a GET form, so that what was found has an address."""

from django import forms

from coproduction_site.cache.remembered import remembered
from coproduction_site.forms import Form
from partners.models import Partner, Term

OLDEST = 120
A_NUMBER = forms.TextInput(attrs={"inputmode": "numeric", "size": 4})
NOT_AN_AGE = dict.fromkeys(
    ["invalid", "min_value", "max_value"], f"Write an age as a number from 0 to {OLDEST}."
)
NOT_IN_LIST = {"invalid_choice": "This is not in the list. Please choose again."}


class DirectoryForm(Form):
    """A GET form: an answer that makes no sense is told, and finds nobody the less."""

    marks_optional = False

    kind = forms.ChoiceField(label="Kind of partner", required=False, error_messages=NOT_IN_LIST)
    who = forms.ChoiceField(label="Who it helps", required=False, error_messages=NOT_IN_LIST)
    help = forms.ChoiceField(label="Kind of help", required=False, error_messages=NOT_IN_LIST)
    age = forms.IntegerField(
        label="Age",
        required=False,
        min_value=0,
        max_value=OLDEST,
        error_messages=NOT_AN_AGE,
        widget=A_NUMBER,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        terms = _terms_in_use()
        self.fields["kind"].choices = [("", "Any"), *Partner.Kind.choices]
        self.fields["who"].choices = self._words(terms, Term.Vocabulary.WHO_HELPED, "Anybody")
        self.fields["help"].choices = self._words(terms, Term.Vocabulary.KIND_OF_HELP, "Any")

    def chosen(self) -> dict:
        """Only what makes sense; nothing before somebody has chosen."""
        if not self.is_bound:
            return {}
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @staticmethod
    def _words(terms, vocabulary, any_of_them):
        return [
            ("", any_of_them),
            *((term.slug, term.name) for term in terms if term.vocabulary == vocabulary),
        ]


@remembered
def _terms_in_use() -> list[Term]:
    return list(Term.objects.in_use())
