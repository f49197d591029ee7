"""The desk of chances to join in: written as drafts like all words, read first where a partner offers one."""

from django import forms
from django.contrib import admin
from django.db import models
from django.urls import path
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.admin_tools import RichTextAdmin, VerbsOnly
from coproduction_site.drafts.admin import Drafted
from coproduction_site.drafts.replaying import way_of
from pages.chances import actions, desk_views
from pages.chances.forms import ChanceForm
from pages.chances.interests import Interest
from pages.chances.models import OUTCOME, Chance
from pages.chances.offers import Offer

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


@admin.register(Chance)
class ChanceAdmin(Drafted, RichTextAdmin, SimpleHistoryAdmin):
    form = ChanceForm
    change_form_template = "admin/pages/chances/change_form.html"
    list_display = ["title", "kind", "stage", "closes_on", "hear_by", "owner"]
    list_filter = ["stage", "kind", "audience", "rung"]
    search_fields = ["title", "summary", "owner"]
    ordering = ["-closes_on"]
    prepopulated_fields = {"slug": ["title"]}
    save_on_top = True
    formfield_overrides = {models.DateField: {"widget": DAY}}
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "kind", "audience", "partner"]}),
        ("How much say people get", {"fields": ["rung", "can_change", "fixed", "why_fixed"]}),
        ("What it takes, and what they get", {"fields": ["hours", "pay", "expenses", "help_given"]}),
        ("What we promise", {"fields": ["closes_on", "hear_by", "owner", "owner_email"]}),
        ("More", {"fields": ["about"]}),
        ("What came of it: all three, or none yet", {"fields": OUTCOME}),
    ]

    def has_delete_permission(self, request, obj=None):
        """What somebody answered, or was promised an answer to, stays."""
        may_go = (
            obj is None or Chance.objects.that_may_go(timezone.localdate()).filter(pk=obj.pk).exists()
        )
        return super().has_delete_permission(request, obj) and may_go

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset & Chance.objects.that_may_go(timezone.localdate()))

    def save_model(self, request, obj, form, change):
        before = Chance.objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if not way_of(request).is_trial:
            actions.was_written(before, obj)


@admin.register(Offer)
class OfferAdmin(VerbsOnly, admin.ModelAdmin):
    permission = desk_views.MAY

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(desk_views.offers), name="pages_offer_changelist"),
            path("<int:pk>/change/", view(desk_views.offer), name="pages_offer_change"),
        ]


@admin.register(Interest)
class InterestAdmin(VerbsOnly, admin.ModelAdmin):
    permission = desk_views.MAY_SEE_WHO

    def get_urls(self):
        view = self.admin_site.admin_view(desk_views.interests)
        return [
            path("", view, name="pages_interest_changelist"),
            path("chance/<int:pk>/", view, name="pages_interest_chance"),
        ]
