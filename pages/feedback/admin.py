"""The desk of what visitors say about pages: the counts of each page, and the words of one."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.admin_tools import VerbsOnly, desk_page
from coproduction_site.drafts.admin import Drafted
from pages.feedback.models import KEPT_DAYS, PageFeedback, SiteChange

MAY = "pages.view_pagefeedback"
MOST_PAGES, MOST_ANSWERS = 200, 100


@admin.register(PageFeedback)
class PageFeedbackAdmin(VerbsOnly, admin.ModelAdmin):
    permission = MAY

    def get_urls(self):
        view = self.admin_site.admin_view(answers)
        return [path("", view, name="pages_pagefeedback_changelist")]


@admin.register(SiteChange)
class SiteChangeAdmin(Drafted, SimpleHistoryAdmin):
    list_display = ["said", "did", "happened_on", "is_listed"]
    list_filter = ["is_listed"]
    search_fields = ["said", "did"]
    fields = ["said", "did", "happened_on", "is_listed"]

    def as_public(self, change):
        SiteChange.objects.filter(pk=change.pk).update(is_listed=True)

    def shown_at(self, change):
        return reverse("pages:what_we_did")


@require_safe
def answers(request):
    """All pages, or with `?page=` what was said of one."""
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    page = request.GET.get("page", "")
    rows = PageFeedback.objects.filter(page=page) if page else PageFeedback.objects.all()
    context = desk_page(
        request,
        "Did this page help?",
        about=page,
        pages=rows.by_page()[:MOST_PAGES],
        said=rows.order_by("-sent_at", "-pk")[:MOST_ANSWERS] if page else [],
        days=KEPT_DAYS,
    )
    return render(request, "admin/pages/feedback/answers.html", context)
