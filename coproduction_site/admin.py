"""People who sign in, the names of the city, and the numbers for urgent help."""

# These register their tables when they are imported: before the lines below take them off the list.
import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin  # noqa: F401
import post_office.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib import admin
from django.db.models import URLField
from django.shortcuts import redirect
from django.urls import reverse
from post_office.models import Email, EmailTemplate, Log
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.accounts import admin as accounts
from coproduction_site.council_mark import SiteSettingsForm
from coproduction_site.drafts import desk
from coproduction_site.drafts.admin import Drafted
from coproduction_site.letters import admin as letters
from coproduction_site.models import SiteSettings, UrgentNumber
from coproduction_site.search import admin as search
from coproduction_site.uploads import erasing

__all__ = ["SiteSettingsAdmin", "UrgentNumberAdmin", "accounts", "desk", "letters", "search"]

admin.site.enable_nav_sidebar = False
admin.site.unregister([EmailAddress, Authenticator, UserSession, EmailTemplate, Log])

# What the people at the desk call each part of the site, on the first screen and in every breadcrumb.
SUBJECTS = {
    "admin": "What was done",
    "auth": "Roles",
    "coproduction_site": "People, names and numbers",
    "ladder": "The ladder",
    "pages": "Pages",
    "partners": "Partners and the charter",
    "post_office": "Letters",
    "stories": "Stories",
}
for label, subject in SUBJECTS.items():
    apps.get_app_config(label).verbose_name = subject
Email._meta.verbose_name, Email._meta.verbose_name_plural = "letter", "letters"


@admin.register(SiteSettings)
class SiteSettingsAdmin(Drafted, SimpleHistoryAdmin):
    """One row: it is changed, never added twice, never deleted."""

    form = SiteSettingsForm
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    fieldsets = [
        (
            "Names",
            {"fields": ["name", "city", "council_name", "council_mark", "council_pages", "board_name"]},
        ),
        ("While the site is new", {"fields": ["pilot_until"]}),
        ("Local Offer", {"fields": ["local_offer_name", "local_offer_url"]}),
        (
            "Who to talk to",
            {
                "fields": [
                    "contact_name",
                    "contact_role",
                    "contact_email",
                    "contact_phone",
                    "contact_takes_relay",
                    "contact_texts",
                    "postal_address",
                    "contact_is_confirmed",
                ]
            },
        ),
        (
            "Who else to talk to",
            {
                "fields": [
                    "second_contact_name",
                    "second_contact_role",
                    "second_contact_email",
                    "second_contact_phone",
                ]
            },
        ),
        ("Open data", {"fields": ["data_licence", "data_licence_url"]}),
        ("Keeping people safe", {"fields": ["safeguarding_phone"]}),
        (
            "Promises",
            {
                "fields": [
                    "reply_promise_days",
                    "data_protection_officer",
                    "data_protection_email",
                    "privacy_complaints_days",
                ]
            },
        ),
    ]

    def shown_at(self, row):
        return reverse("pages:home")

    def changelist_view(self, request, extra_context=None):
        """A list of one row would be one step more."""
        return redirect("admin:coproduction_site_sitesettings_change", 1)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not SiteSettings.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        before = SiteSettings.objects.current().council_mark.name
        super().save_model(request, obj, form, change)
        if obj.council_mark.name != before:
            erasing.when_done(before)


@admin.register(UrgentNumber)
class UrgentNumberAdmin(Drafted, SimpleHistoryAdmin):
    list_display = ["label", "number", "who_for", "is_confirmed", "is_shown", "order"]
    list_filter = ["is_confirmed", "is_shown"]

    def shown_at(self, row):
        return reverse("stories:start")
