from django.contrib import admin
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.drafts.admin import Drafted
from pages.models import Page
from pages.plan.models import PlanRow


@admin.register(PlanRow)
class PlanRowAdmin(Drafted, SimpleHistoryAdmin):
    list_display = ["message", "who", "day", "owner", "is_agreed", "order"]
    list_filter = ["is_agreed"]
    search_fields = ["aim", "who", "message"]
    fields = ["aim", "who", "message", "channel", "day", "owner", "outcome", "is_agreed", "order"]

    def shown_at(self, row):
        page = Page.objects.published().filter(shows=Page.Shows.PLAN).first()
        return page.get_absolute_url() if page else reverse("pages:home")
