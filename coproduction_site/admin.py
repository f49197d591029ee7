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
from django.contrib import admin, messages
from django.db.models import URLField
from django.forms import CheckboxSelectMultiple
from django.shortcuts import redirect
from django.utils.html import format_html
from post_office.models import Email, EmailTemplate, Log
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.accounts import invitations
from coproduction_site.accounts.forms import PersonForm
from coproduction_site.admin_tools import ChecksVersion
from coproduction_site.models import SiteSettings, UrgentNumber, User

admin.site.enable_nav_sidebar = False
admin.site.unregister([EmailAddress, Authenticator, UserSession, EmailTemplate, Log])

# What the people at the desk call each part of the site, on the first screen and in every breadcrumb.
SUBJECTS = {
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


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Who may do what is a role (group). Passwords are only ever set by the person themselves."""

    form = PersonForm
    fields = ["email", "name", "is_active", "is_staff", "groups", "last_login"]
    readonly_fields = ["last_login"]
    list_display = ["email", "name", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "is_staff"]
    search_fields = ["email", "name"]
    actions = ["send_invitation", "remove_second_factor"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, field, request, **options):
        return super().formfield_for_manytomany(
            field, request, widget=CheckboxSelectMultiple, label="Roles", help_text="", **options
        )

    def has_delete_permission(self, request, obj=None):
        """What somebody decided stays under their name: untick “may sign in” instead."""
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:  # Nobody gets in by the address that was.
            EmailAddress.objects.filter(user=obj).delete()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.made_staff or not change:
            self._invite(request, form.instance)

    @admin.action(description="Send an invitation (again)", permissions=["change"])
    def send_invitation(self, request, users):
        for user in users.filter(is_active=True):
            self._invite(request, user)

    @admin.action(description="Remove the second factor: phone lost", permissions=["change"])
    def remove_second_factor(self, request, users):
        """At the next sign-in they must add a new one. Be sure that it is really them who ask."""
        for user in users:
            Authenticator.objects.filter(user=user).delete()
            self.log_change(request, user, "Removed the second factor")
            messages.success(request, f"{user} adds a new second factor at the next sign-in.")

    @admin.display(description="Roles")
    def roles(self, user):
        names = [group.name for group in user.groups.all()]
        return ", ".join(["Administrator"] * user.is_superuser + names) or "–"

    def _invite(self, request, user):
        link = invitations.send(user, to_do="work on this site")
        self.log_change(request, user, "Sent an invitation")
        messages.success(
            request, format_html("An invitation to {} is on its way. Its link: {}", user, link)
        )


@admin.register(SiteSettings)
class SiteSettingsAdmin(ChecksVersion, SimpleHistoryAdmin):
    """One row: it is changed, never added twice, never deleted."""

    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    fieldsets = [
        ("Names", {"fields": ["name", "city", "council_name", "board_name"]}),
        ("Local Offer", {"fields": ["local_offer_name", "local_offer_url"]}),
        (
            "Who to talk to",
            {
                "fields": [
                    "contact_name",
                    "contact_role",
                    "contact_email",
                    "contact_phone",
                    "postal_address",
                    "contact_is_confirmed",
                ]
            },
        ),
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

    def changelist_view(self, request, extra_context=None):
        """A list of one row would be one step more."""
        return redirect("admin:coproduction_site_sitesettings_change", 1)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not SiteSettings.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)


@admin.register(UrgentNumber)
class UrgentNumberAdmin(ChecksVersion, SimpleHistoryAdmin):
    list_display = ["label", "number", "who_for", "is_confirmed", "is_shown", "order"]
    list_filter = ["is_confirmed", "is_shown"]
