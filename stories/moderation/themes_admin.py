from django.contrib import admin
from django.urls import reverse

from coproduction_site.drafts.admin import Drafted
from stories.models import Theme


@admin.register(Theme)
class ThemeAdmin(Drafted, admin.ModelAdmin):
    """The words by which stories are sorted; which story has which, a moderator says at the story."""

    list_display = ["name", "order"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def shown_at(self, theme):
        return reverse("stories:list")
