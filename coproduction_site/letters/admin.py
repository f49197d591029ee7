"""Where staff write the words of letters."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.admin_tools import NeverDeleted
from coproduction_site.drafts.admin import Drafted
from coproduction_site.letters.models import LetterWords
from coproduction_site.letters.wording import Place, Wording, wordings
from coproduction_site.workflow.versions import VersionedForm

BELOW = "A line in CAPITALS is a heading. Below these words always stands: {}."


class LetterWordsForm(VersionedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].help_text = _help(self.instance.wording)
        self.fields["body"].widget.attrs["rows"] = 20

    def _post_clean(self):
        super()._post_clean()
        for name, sentences in self.instance.faults.items():
            if name not in self.errors:
                self.add_error(name, sentences)


@admin.register(LetterWords)
class LetterWordsAdmin(NeverDeleted, Drafted, SimpleHistoryAdmin):
    """Which letters there are is a matter of the code: nobody adds one or takes one away."""

    form = LetterWordsForm
    list_display = ["__str__", "to", "subject", "is_sent"]
    search_fields = ["name", "subject", "body"]
    fields = ["subject", "body"]

    def get_queryset(self, request):
        """Of a letter that the site does not write any more, the words are kept and not shown."""
        return super().get_queryset(request).filter(name__in=wordings())

    def has_add_permission(self, request):
        return False

    def shown_at(self, row):
        return reverse("letters:preview", args=[row.name])

    @admin.display(description="goes to")
    def to(self, row):
        return row.wording.to

    @admin.display(description="these words are sent", boolean=True)
    def is_sent(self, row):
        """If not, something that the letter needs is not in them, and the first words are sent."""
        return not row.faults


def _help(wording: Wording):
    return format_html("{}{}{}", _places("Must stay:", wording.needs),
                       _places("May stand here too:", wording.may_have), BELOW.format(wording.frame.says))  # fmt: skip


def _places(heading: str, places: tuple[Place, ...]):
    if not places:
        return ""
    lines = format_html_join("", "<li>{}: {}</li>", ((f"{{{one.name}}}", one.says) for one in places))
    return format_html("{}<ul>{}</ul>", heading, lines)
