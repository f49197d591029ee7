"""The log of the desk, to be read by leads and administrators and changed by nobody."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from coproduction_site.accounts.staff import staff
from coproduction_site.admin_tools import VerbsOnly, desk_page
from stories.moderation import log

LogEntry._meta.verbose_name_plural = "log of the desk"
READ_LOG = "coproduction_site.read_log"


@admin.register(LogEntry)
class LogAdmin(VerbsOnly, admin.ModelAdmin):
    permission = READ_LOG

    def get_urls(self):
        return [path("", self.admin_site.admin_view(show), name="admin_logentry_changelist")]


@require_safe
def show(request):
    if not request.user.has_perm(READ_LOG):
        raise PermissionDenied
    what, by, page = request.GET.get("what", ""), _number(request, "by"), _number(request, "page") or 1
    person = staff().filter(pk=by).first() if by else None
    lines, has_older = log.lines(request.user, what, person, page)
    context = {"lines": lines, "what": what, "by": person, "page": page, "has_older": has_older}
    choices = {"kinds": log.WHAT, "people": staff()}
    title = "Log of the desk"
    return render(
        request, "admin/stories/moderation/log.html", desk_page(request, title, **context, **choices)
    )


def _number(request, name) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
