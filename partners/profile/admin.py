"""The council's desk for partners: everything about one of them, and the words that sort them."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.admin_tools import ChecksVersion, RichTextAdmin
from coproduction_site.drafts.admin import Drafted
from partners.members.admin import InvitesPeople
from partners.models import Membership, Partner, Term
from partners.models.profile_fields import BY_NAME, FIELDS
from partners.models.sections import BY_SLUG
from partners.open_referral.admin import ShowsOpenData
from partners.profile.forms import PartnerForm

MAY_BE_UNCONFIRMED = [*(field.name for field in FIELDS if field.may_be_unconfirmed), "history_note"]
PICTURE_FIELDS = [name for name in BY_SLUG["pictures"].fields if BY_NAME[name].is_column]


def columns_of(*slugs: str) -> list[str]:
    """What the desk types of these sections. The terms of both vocabularies are one field of it."""
    names = [name for slug in slugs for name in BY_SLUG[slug].fields]
    return list(dict.fromkeys("terms" if BY_NAME[name].is_vocabulary else name for name in names))


ABOUT = columns_of("about-us")


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
        (None, {"fields": [*ABOUT[:1], "slug", "formerly", "kind", *ABOUT[1:]]}),
        (
            "In the directory",
            {
                "fields": [
                    "is_listed",
                    "order",
                    "is_champion",
                    "champion_note",
                    "standing",
                    "successor",
                    "history_note",
                ]
            },
        ),
        ("Who it helps, and how", {"fields": columns_of("who-we-help", "getting-in")}),
        ("How to reach it", {"fields": columns_of("reach-us")}),
        ("Questions about SEND", {"fields": columns_of("send-questions")}),
        ("Logo and photo", {"fields": columns_of("pictures")}),
        ("What is sure", {"fields": ["to_be_confirmed", "last_checked_on"]}),
    ]

    @admin.display(description="to be confirmed")
    def unconfirmed(self, partner):
        return len(partner.to_be_confirmed)

    def save_model(self, request, obj, form, change):
        if change:
            obj.sort_under(form.cleaned_data["terms"])
        super().save_model(request, obj, form, change)
        form.forget_old_pictures()


@admin.register(Term)
class TermAdmin(Drafted, admin.ModelAdmin):
    list_display = ["name", "vocabulary", "order"]
    list_filter = ["vocabulary"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def shown_at(self, term):
        return reverse("partners:list")
