from django.contrib import admin
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.admin_tools import NeverDeleted
from coproduction_site.drafts.admin import Drafted
from coproduction_site.workflow.versions import VersionedForm
from stories.models import ReadySentence

NONE_LEFT = "Then nobody could choose anything here. Let another one be chosen first."
READ_BY = "The teller reads these words in a letter. A reason has no full stop at its end."


class SentenceForm(VersionedForm):
    """A letter puts the full stop after a reason."""

    class Meta:
        model = ReadySentence
        fields = ["kind", "words", "is_offered", "order"]
        help_texts = {"words": READ_BY}

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind", self.instance.kind)
        if kind != ReadySentence.Kind.QUESTION:
            cleaned["words"] = cleaned.get("words", "").rstrip(". ")
        if self.instance.pk and not cleaned.get("is_offered") and self.instance.is_last_offered:
            self.add_error("is_offered", NONE_LEFT)
        return cleaned


@admin.register(ReadySentence)
class ReadySentenceAdmin(NeverDeleted, Drafted, SimpleHistoryAdmin):
    """Its kind is chosen once. None is deleted, because stories keep what was chosen: it is only offered no more."""

    form = SentenceForm
    list_display = ["words", "kind", "is_offered", "order"]
    list_filter = ["kind", "is_offered"]
    search_fields = ["words"]
    fields = ["kind", "words", "is_offered", "order"]

    def get_readonly_fields(self, request, obj=None):
        return ["kind"] if obj else []

    def shown_at(self, row):
        return reverse("stories:sentence", args=[row.pk])
