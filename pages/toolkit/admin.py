from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.drafts.admin import Drafted
from pages.toolkit.models import ToolkitStep


@admin.register(ToolkitStep)
class ToolkitStepAdmin(Drafted, SimpleHistoryAdmin):
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
