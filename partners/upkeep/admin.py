"""What the council sees of how pages are looked after: unchecked pages, mistakes, questions to champions."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from coproduction_site.admin_tools import VerbsOnly
from partners.models import Mistake, ProfileCheck, Question
from partners.upkeep import still_correct

MOST = 200


class LookOnly(VerbsOnly, admin.ModelAdmin):
    """For whoever may change partners; nothing is typed into a row."""

    permission = "partners.change_partner"


@admin.register(ProfileCheck)
class ProfileCheckAdmin(LookOnly):
    def get_urls(self):
        view = self.admin_site.admin_view(self.not_checked)
        return [path("", view, name="partners_profilecheck_changelist")]

    def not_checked(self, request):
        return _not_checked(request, self.admin_site.each_context(request))


class SentByVisitors(LookOnly):
    """A list; each row leads to the page where the partner reads it, for there it is settled."""

    list_display_links = None
    list_filter = ["state"]
    list_select_related = ["partner"]
    address = ""

    @admin.display(description="for")
    def read(self, row):
        link = reverse(self.address, args=[row.partner.slug, row.pk])
        return format_html('<a href="{}">{}</a>', link, row.partner)


@admin.register(Mistake)
class MistakeAdmin(SentByVisitors):
    list_display = ["read", "state", "sent_at", "done_at", "done_by"]
    ordering = ["-state", "sent_at"]
    address = "partners:mistake_read"


@admin.register(Question)
class QuestionAdmin(SentByVisitors):
    list_display = ["read", "state", "due_on", "late", "answered_at", "answered_by"]
    ordering = ["-state", "due_on"]
    address = "partners:question"

    @admin.display(description="in time?")
    def late(self, question):
        return "Late" if question.is_overdue else ""


@require_safe
def _not_checked(request, context):
    if not request.user.has_perm("partners.change_partner"):
        raise PermissionDenied
    checks = ProfileCheck.objects.not_answered().select_related("partner")
    page = {"title": "Pages that nobody has checked", "checks": checks[:MOST]}
    page["nobody_there"] = still_correct.nobody_to_ask()[:MOST]
    return render(request, "admin/partners/upkeep/not_checked.html", context | page)
