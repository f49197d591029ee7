"""What a draft would change, beside what is live: the one way to mark differences, field by field."""

from dataclasses import dataclass

from coproduction_site.drafts.keeping import below_in_words
from coproduction_site.drafts.replaying import Way, faults_in, forms_in, sent_again
from coproduction_site.text_differences import differences


@dataclass(frozen=True)
class Comparison:
    """`lines` are labels with their words, marked. `has_moved`: somebody published others since."""

    lines: list[tuple]
    faults: list[str]
    has_moved: bool


def compared(desk, request, draft) -> Comparison:
    way = Way(only_looks=True, files=draft.files)
    number = draft.number and str(draft.number)
    page = desk.write(sent_again(request, draft.sent, way), number)
    form, *rows = forms_in(page)
    found = [*_fields(desk, form, draft), *below_in_words(rows)]
    lines = [(label, differences(live, mine)) for label, live, mine in found]
    faults = [] if form.is_stale else list(dict.fromkeys(faults_in(page)))
    return Comparison(lines=lines, faults=faults, has_moved=form.is_stale)


def _fields(desk, form, draft) -> list[tuple[str, str, str]]:
    live = desk.model._default_manager.filter(pk=draft.number).first() or desk.model()
    names = [name for name in form.fields if name in form.cleaned_data and name != "version"]
    return form.differences_from({name: _of_live(live, name) for name in names})


def _of_live(live, name):
    """A row that is new has no choices of many yet."""
    many = {column.name for column in live._meta.many_to_many}
    return [] if live.pk is None and name in many else getattr(live, name, "")
