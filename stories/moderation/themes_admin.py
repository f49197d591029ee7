from django.contrib import admin

from coproduction_site.admin_tools import ChecksVersion
from stories.models import Theme


@admin.register(Theme)
class ThemeAdmin(ChecksVersion, admin.ModelAdmin):
    """The words by which stories are sorted; which story has which, a moderator says at the story."""

    list_display = ["name", "order"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
