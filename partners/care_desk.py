"""What the council sees of how pages are looked after: pages that nobody has checked."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from partners import checking
from partners.models import ProfileCheck
from partners.reading_desk import may_read

MOST = 200


class LookOnly(admin.ModelAdmin):
    """For whoever may change partners; nothing is typed into a row."""

    def has_module_permission(self, request):
        return may_read(request.user)

    def has_view_permission(self, request, obj=None):
        return may_read(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(ProfileCheck)
class ProfileCheckAdmin(LookOnly):
    def get_urls(self):
        view = self.admin_site.admin_view(self.not_checked)
        return [path("", view, name="partners_profilecheck_changelist")]

    def not_checked(self, request):
        return _not_checked(request, self.admin_site.each_context(request))


@require_safe
def _not_checked(request, context):
    if not may_read(request.user):
        raise PermissionDenied
    checks = ProfileCheck.objects.not_answered().select_related("partner")
    page = {"title": "Pages that nobody has checked", "checks": checks[:MOST]}
    page["nobody_there"] = checking.nobody_to_ask()[:MOST]
    return render(request, "admin/partners/not_checked.html", context | page)
