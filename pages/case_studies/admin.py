from django.contrib import admin
from django.urls import path
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.drafts.admin import Drafted
from ladder.models import Rung
from pages.case_studies import desk_views
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
        (None, {"fields": ["title", "slug", "language", "summary", "is_invented"]}),
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

    def get_urls(self):
        view = signed_in(self.admin_site.admin_view(desk_views.of_story))
        own = [path("of-story/<int:pk>/", view, name="pages_casestudy_of_story")]
        return [*own, *super().get_urls()]

    def as_public(self, study):
        """One of a story is read as if it were written, and its teller had said yes."""
        changes = {"is_listed": True} | (_as_if_finished(study) if study.story_number else {})
        CaseStudy.objects.filter(pk=study.pk).update(**changes)

    def view_on_site(self, study):
        return study.get_absolute_url() if study.is_listed else None


def _as_if_finished(study) -> dict:
    rung = study.rung_after or study.rung_before or Rung.objects.first()
    return {
        "went_wrong": study.went_wrong or "Still to be written.",
        "rung_before": study.rung_before or rung,
        "rung_after": study.rung_after or rung,
        "consent_ends_on": study.consent_ends_on or timezone.localdate(),
    }
