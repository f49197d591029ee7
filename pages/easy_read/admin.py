"""The desk of Easy Read: the steps of each twin, and whether its page has moved on."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.admin_tools import desk_page
from coproduction_site.drafts.admin import Drafted
from coproduction_site.drawings import DrawingAdmin
from coproduction_site.text_differences import differences
from pages.easy_read import earlier
from pages.easy_read.forms import LookedForm, StepForm, StepsFormSet, TwinForm
from pages.easy_read.measures import MOST_STEPS
from pages.easy_read.models import EasyReadStep, EasyReadTwin
from pages.easy_read.sources import mark_of, numbers_behind, text_of

CHECKED = "Checked again: {} says what its page says now."


class StepInline(DrawingAdmin, admin.StackedInline):
    model = EasyReadStep
    form = StepForm
    formset = StepsFormSet
    extra = 1
    max_num = MOST_STEPS

    def get_formset(self, request, obj=None, **options):
        return super().get_formset(request, obj, validate_max=True, **options)


@admin.register(EasyReadTwin)
class EasyReadTwinAdmin(Drafted, SimpleHistoryAdmin):
    form = TwinForm
    change_form_template = "admin/pages/easy_read/change_form.html"
    list_display = ["title", "is_up_to_date", "is_tested", "checked_on", "order"]
    search_fields = ["title", "steps__text"]
    save_on_top = True
    comes_back_as_draft = True  # Its steps come back with it, and are checked together.
    inlines = [StepInline]
    fieldsets = [
        (None, {"fields": ["title", "page", "place", "order"]}),
        ("Tested: all three, or none yet", {"fields": ["checked_by", "checked_on", "were_paid"]}),
    ]

    def get_urls(self):
        view = self.admin_site.admin_view(self.look_view)
        return [path("<int:pk>/look/", view, name="pages_easyreadtwin_look"), *super().get_urls()]

    def save_model(self, request, obj, form, change):
        """Whoever writes a new one has the page before them as it is now."""
        if not change:
            obj.written_for = text_of(obj)
        super().save_model(request, obj, form, change)

    def rows_then(self, request, object_id, version_id):
        rows = super().rows_then(request, object_id, version_id)
        return rows | earlier.sent_over(rows, earlier.steps_of(int(object_id), int(version_id)))

    def look_view(self, request, pk):
        """What its page says now, beside what it said when the twin was last checked."""
        if not self.has_change_permission(request) or not self.may_publish(request):
            raise PermissionDenied
        twin = get_object_or_404(EasyReadTwin.objects.select_related("page"), pk=pk)
        text = text_of(twin)
        form = LookedForm(request.POST or None, shown=mark_of(text))
        if form.is_valid():
            twin.look_again(text)
            self.log_change(request, twin, "Checked again")
            messages.success(request, CHECKED.format(twin))
            return redirect("admin:pages_easyreadtwin_changelist")
        context = desk_page(
            request,
            f"Does it still say the same? {twin}",
            twin=twin,
            form=form,
            text=text,
            is_behind=twin.written_for != text,
            changes=twin.written_for and differences(twin.written_for, text),
        )
        return render(request, "admin/pages/easy_read/look.html", context)

    @admin.display(description="up to date", boolean=True)
    def is_up_to_date(self, twin):
        return twin.pk not in numbers_behind()

    @admin.display(description="tested", boolean=True)
    def is_tested(self, twin):
        return twin.is_tested
