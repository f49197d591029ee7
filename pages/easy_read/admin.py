"""The desk of Easy Read: the steps of each twin, and whether its page has moved on."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.drafts.admin import Drafted
from coproduction_site.drawings import DrawingAdmin
from pages.easy_read import earlier
from pages.easy_read.forms import StepForm, StepsFormSet, TwinForm
from pages.easy_read.measures import MOST_STEPS
from pages.easy_read.models import EasyReadStep, EasyReadTwin
from pages.easy_read.sources import numbers_behind
from pages.twin_desk import LooksAgain


class StepInline(DrawingAdmin, admin.StackedInline):
    model = EasyReadStep
    form = StepForm
    formset = StepsFormSet
    extra = 1
    max_num = MOST_STEPS

    def get_formset(self, request, obj=None, **options):
        return super().get_formset(request, obj, validate_max=True, **options)


@admin.register(EasyReadTwin)
class EasyReadTwinAdmin(Drafted, LooksAgain, SimpleHistoryAdmin):
    form = TwinForm
    list_display = ["title", "is_up_to_date", "is_tested", "checked_on", "order"]
    search_fields = ["title", "steps__text"]
    save_on_top = True
    comes_back_as_draft = True  # Its steps come back with it, and are checked together.
    inlines = [StepInline]
    fieldsets = [
        (None, {"fields": ["title", "page", "place", "order"]}),
        ("Tested: all three, or none yet", {"fields": ["checked_by", "checked_on", "were_paid"]}),
    ]

    def rows_then(self, request, object_id, version_id):
        rows = super().rows_then(request, object_id, version_id)
        return rows | earlier.sent_over(rows, earlier.steps_of(int(object_id), int(version_id)))

    @admin.display(description="up to date", boolean=True)
    def is_up_to_date(self, twin):
        return twin.pk not in numbers_behind(EasyReadTwin)

    @admin.display(description="tested", boolean=True)
    def is_tested(self, twin):
        return twin.is_tested
