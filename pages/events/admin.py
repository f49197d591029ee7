"""The desk of the days to come to: written as drafts like all words, cancelled by a press that tells everybody."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.accounts import box_labels
from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.admin_tools import RichTextAdmin, desk_page
from coproduction_site.drafts.admin import Drafted
from coproduction_site.drafts.replaying import way_of
from coproduction_site.workflow.decide import Decision, Screen
from pages.booking import actions
from pages.events.forms import CancelForm, EventForm
from pages.events.models import Event

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def _is_cancelled_so(event, user, reason) -> bool:
    return event.is_cancelled and event.why_cancelled == reason


CANCEL = Decision(
    name="cancel",
    verb=actions.cancel_event,
    done="It is cancelled. Everybody who booked with an e-mail address gets a letter. Ring the others.",
    form=CancelForm,
    found=_is_cancelled_so,
)


@admin.register(Event)
class EventAdmin(Drafted, RichTextAdmin, SimpleHistoryAdmin):
    form = EventForm
    change_form_template = "admin/pages/events/change_form.html"
    list_display = ["title", "kind", "starts_at", "state", "capacity", "taken"]
    list_filter = ["state", "kind", "audience"]
    search_fields = ["title", "summary", "place"]
    ordering = ["-starts_at"]
    prepopulated_fields = {"slug": ["title"]}
    save_on_top = True
    formfield_overrides = {models.DateTimeField: {"form_class": forms.DateTimeField, "widget": MOMENT}}
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "kind", "audience"]}),
        ("When and where", {"fields": ["starts_at", "ends_at", "place", "capacity"]}),
        ("Money and people", {"fields": ["costs", "pays", "run_by"]}),
        (
            "Getting in",
            {
                "fields": [
                    *("step_free", "hearing_loop", "accessible_toilet"),
                    *("parking", "quiet_room", "interpreter", "getting_in"),
                ]
            },
        ),
        ("More", {"fields": ["about", "outcome"]}),
    ]

    def get_urls(self):
        answers = box_labels.of(CancelForm)
        view = signed_in(self.admin_site.admin_view(self.cancel_view), answers)
        return [path("<int:pk>/cancel/", view, name="pages_event_cancel"), *super().get_urls()]

    def has_delete_permission(self, request, obj=None):
        """Somebody would stand before a closed door: a day that is booked is cancelled."""
        has_bookings = obj is not None and obj.bookings.exists()
        return super().has_delete_permission(request, obj) and not has_bookings

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset.filter(bookings=None))

    def save_model(self, request, obj, form, change):
        before = Event.objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if before and not way_of(request).is_trial:
            actions.event_was_changed(before, obj)

    def cancel_view(self, request, pk):
        if not self.has_change_permission(request) or not self.may_publish(request):
            raise PermissionDenied
        screen = Screen(
            request,
            lambda: get_object_or_404(Event, pk=pk),
            [CANCEL],
            lambda row: self.log_change(request, row, "Cancelled"),
        )
        if screen.is_done():
            return redirect("admin:pages_event_change", pk)
        context = desk_page(
            request,
            "Cancel this day",
            event=screen.row,
            form=screen.form_of(CANCEL),
            refusal=screen.refusal,
            waiting_for_it=screen.row.bookings.open().count(),
        )
        return render(request, "admin/pages/events/cancel.html", context)
