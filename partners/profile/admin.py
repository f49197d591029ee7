"""The council's desk for partners: everything about one of them, and the words that sort them."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.admin_tools import ChecksVersion, RichTextAdmin
from partners.members.admin import InvitesPeople
from partners.models import Membership, Partner, Term
from partners.models.send_answers import QUESTIONS
from partners.open_referral.admin import ShowsOpenData
from partners.profile.forms import PartnerForm

MAY_BE_UNCONFIRMED = [
    "name", "summary", "description", "history_note", "how_to_join", "access", "languages", "cost",
    "website", "email", "phone", "address", "opening_hours", "age_from", "age_to",
]  # fmt: skip
PICTURE_FIELDS = ["logo", "logo_alt", "photo", "photo_alt"]


class PartnerAdminForm(PartnerForm):
    """Everything about a partner. To put back an old version, the pictures stay as they are today."""

    to_be_confirmed = forms.MultipleChoiceField(
        label="To be confirmed by the partner",
        required=False,
        choices=[
            (name, Partner._meta.get_field(name).verbose_name.capitalize())
            for name in MAY_BE_UNCONFIRMED
        ],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        record = getattr(self.instance, "_history", None)
        live = record and Partner.objects.filter(pk=self.instance.pk).first()
        if live:
            self.initial["terms"] = [row.term for row in record.terms.select_related("term")]
            self.instance._state.db = live._state.db
            self.initial |= {name: getattr(live, name) for name in PICTURE_FIELDS}

    class Meta:
        model = Partner
        fields = "__all__"


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0


@admin.register(Partner)
class PartnerAdmin(ChecksVersion, ShowsOpenData, InvitesPeople, RichTextAdmin, SimpleHistoryAdmin):
    form = PartnerAdminForm
    change_form_template = "admin/partners/profile/change_form.html"
    list_display = ["name", "kind", "standing", "is_listed", "unconfirmed", "last_checked_on"]
    list_filter = ["kind", "standing", "is_listed", "is_champion"]
    search_fields = ["name", "formerly", "summary"]
    prepopulated_fields = {"slug": ["name"]}
    formfield_overrides = {
        models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple},
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    }
    inlines = [MembershipInline]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["name", "slug", "formerly", "kind", "summary", "description"]}),
        ("In the directory", {"fields": ["is_listed", "order", "is_champion", "standing", "successor", "history_note"]}),
        ("Who it helps, and how", {"fields": ["age_from", "age_to", "terms", "how_to_join", "cost", "access", "languages"]}),
        ("How to reach it", {"fields": ["phone", "email", "website", "address", "opening_hours"]}),
        ("Questions about SEND", {"fields": [*QUESTIONS]}),
        ("Logo and photo", {"fields": ["logo", "logo_alt", "remove_logo", "photo", "photo_alt", "remove_photo"]}),
        ("What is sure", {"fields": ["to_be_confirmed", "last_checked_on"]}),
    ]  # fmt: skip

    @admin.display(description="to be confirmed")
    def unconfirmed(self, partner):
        return len(partner.to_be_confirmed)

    def save_model(self, request, obj, form, change):
        if change:
            obj.sort_under(form.cleaned_data["terms"])
        super().save_model(request, obj, form, change)
        form.forget_old_pictures()


@admin.register(Term)
class TermAdmin(ChecksVersion, admin.ModelAdmin):
    list_display = ["name", "vocabulary", "order"]
    list_filter = ["vocabulary"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
