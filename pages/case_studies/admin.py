from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.drafts.admin import Drafted
from pages.case_studies.forms import CaseStudyForm
from pages.case_studies.models import CaseStudy


@admin.register(CaseStudy)
class CaseStudyAdmin(Drafted, SimpleHistoryAdmin):
    form = CaseStudyForm
    list_display = ["title", "is_invented", "is_listed", "consent_ends_on", "next_review_on"]
    list_filter = ["is_listed", "is_invented"]
    search_fields = ["title", "summary"]
    prepopulated_fields = {"slug": ["title"]}
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "is_invented"]}),
        ("How it began", {"fields": ["had_to_change", "who", "rung_before"]}),
        ("What it took", {"fields": ["money", "hours"]}),
        ("What came of it", {"fields": ["changed", "known_by", "rung_after", "went_wrong", "tips"]}),
        ("Whose yes", {"fields": ["consent", "consent_ends_on"]}),
        (
            "Keeping it true",
            {
                "fields": [
                    *("is_listed", "order", "owner", "owner_email"),
                    *("last_reviewed_on", "next_review_on"),
                ]
            },
        ),
    ]

    def as_public(self, study):
        CaseStudy.objects.filter(pk=study.pk).update(is_listed=True)

    def view_on_site(self, study):
        return study.get_absolute_url() if study.is_listed else None
