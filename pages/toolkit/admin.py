from django.contrib import admin
from django.core.exceptions import ValidationError
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.drafts.admin import Drafted
from coproduction_site.workflow.versions import VersionedForm
from pages.toolkit.models import ToolkitStep

MOST_STEPS = 5
FULL = "The guide has five steps, which is all that fits on eight sheets. Change one of them, or delete one first."


class ToolkitStepForm(VersionedForm):
    def clean(self):
        """Of a new one: five steps with the longest lines fill eight sheets, and a sixth would need a ninth."""
        cleaned = super().clean()
        if self.instance._state.adding and ToolkitStep.objects.count() >= MOST_STEPS:
            raise ValidationError(FULL)
        return cleaned


@admin.register(ToolkitStep)
class ToolkitStepAdmin(Drafted, SimpleHistoryAdmin):
    form = ToolkitStepForm
    list_display = ["title", "is_agreed", "order", "next_review_on", "owner"]
    list_filter = ["is_agreed"]
    search_fields = ["title", "summary", "ticks", "questions"]
    prepopulated_fields = {"slug": ["title"]}
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "ticks"]}),
        ("The sheet to fill in", {"fields": ["sheet_title", "questions"]}),
        ("What can go wrong, and what it costs", {"fields": ["warning_rung", "warning", "costs"]}),
        ("A story", {"fields": ["story_rung"]}),
        (
            "Keeping it true",
            {
                "fields": [
                    *("is_agreed", "order", "owner", "owner_email"),
                    *("last_reviewed_on", "next_review_on"),
                ]
            },
        ),
    ]
