"""Finding a partner: a GET form, so that what was found has an address."""

from django import forms
from django.utils.functional import cached_property

from coproduction_site.cache.remembered import remembered
from coproduction_site.forms import Form
from partners.models import Partner, Term

OLDEST, LONGEST = 120, 100
A_NUMBER = forms.TextInput(attrs={"inputmode": "numeric", "size": 4})
NOT_AN_AGE = dict.fromkeys(
    ["invalid", "min_value", "max_value"], f"Write an age as a number from 0 to {OLDEST}."
)
NOT_IN_LIST = {"invalid_choice": "This is not in the list. Please choose again."}
SORTED_BY = {
    "need": (Term.Vocabulary.NEED, "Any"),
    "area": (Term.Vocabulary.AREA, "All of the city"),
    "help": (Term.Vocabulary.KIND_OF_HELP, "Any"),
    "who": (Term.Vocabulary.WHO_HELPED, "Anybody"),
}


def _choice(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, error_messages=NOT_IN_LIST)


class DirectoryForm(Form):
    """A GET form: an answer that makes no sense is told, and finds nobody the less."""

    marks_optional = False

    search = forms.CharField(label="Words", required=False, max_length=LONGEST)
    need = _choice("Need or condition")
    area = _choice("Part of the city")
    age = forms.IntegerField(
        label="Age",
        required=False,
        min_value=0,
        max_value=OLDEST,
        error_messages=NOT_AN_AGE,
        widget=A_NUMBER,
    )
    help = _choice("Kind of help")
    who = _choice("Who it helps")
    kind = _choice("Kind of partner")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Any"), *Partner.Kind.choices]
        terms = _terms_in_use()
        for name, (vocabulary, any_of_them) in SORTED_BY.items():
            choices = [(term.slug, term.name) for term in terms if term.vocabulary == vocabulary]
            self.fields[name].choices = [("", any_of_them), *choices]
            if not choices:
                del self.fields[name]

    def chosen(self) -> dict:
        """Only what makes sense; nothing before somebody has chosen."""
        if not self.is_bound:
            return {}
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @cached_property
    def in_words(self) -> str:
        """What was asked for, as the end of a heading."""
        return ", ".join(self._label_of(name, value) for name, value in self.chosen().items())

    def _label_of(self, name, value) -> str:
        if name == "age":
            return f"age {value}"
        return f"“{value}”" if name == "search" else dict(self.fields[name].choices)[value]


@remembered(Term, Partner, Partner.terms.through)
def _terms_in_use() -> list[Term]:
    return list(Term.objects.in_use())
