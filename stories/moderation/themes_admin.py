from django.contrib import admin

from stories.models import Theme


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):
    """The words by which stories are sorted; which story has which, a moderator says at the story."""

    list_display = ["name", "order"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
