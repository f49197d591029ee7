"""Which steps groups chose, for whoever serves the Board: only those that a host lets it see, and nothing that anybody answered."""

from django.contrib import admin

from coproduction_site.admin_tools import VerbsOnly
from ladder.models import GroupRound

SHOWN = ["series", "step", "step_by", "step_on", "closed_on"]


@admin.register(GroupRound)
class ChosenStepAdmin(VerbsOnly, admin.ModelAdmin):
    """A list to read: it holds all that there is, so no row leads to a screen of its own."""

    permission = "ladder.view_groupround"
    list_display = SHOWN
    list_display_links = None
    fields = readonly_fields = SHOWN
    ordering = ["-closed_on", "-pk"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_board()
