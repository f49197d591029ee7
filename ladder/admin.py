from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.drafts.admin import Drafted
from ladder.groups import admin as groups
from ladder.models import Method, Rung
from ladder.reflection import admin as reflection

__all__ = ["MethodAdmin", "RungAdmin", "groups", "reflection"]


@admin.register(Rung)
class RungAdmin(Drafted, SimpleHistoryAdmin):
    """Seven of them: their words change, their number does not."""

    list_display = ["name", "number", "band", "sounds_like"]
    list_filter = ["band"]
    fields = ["name", "slug", "band", "meaning", "sounds_like", "example", "step_up", "methods"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Method)
class MethodAdmin(Drafted, SimpleHistoryAdmin):
    list_display = ["name", "usual_highest_rung", "levels_in_words", "order"]
    list_filter = ["usual_highest_rung"]
    search_fields = ["name", "summary"]
    list_select_related = ["usual_highest_rung"]
    prepopulated_fields = {"slug": ["name"]}

    @admin.display(description="levels")
    def levels_in_words(self, method):
        return ", ".join(method.levels)
