"""People who sign in: who they are, and what their roles are."""

from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.forms import CheckboxSelectMultiple
from django.urls import path
from django.utils.html import format_html

from coproduction_site.accounts import invitations, second_factor
from coproduction_site.accounts.forms import PersonForm
from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.models import User
from coproduction_site.rights import views as rights


class InvitationFilter(admin.SimpleListFilter):
    title, parameter_name = "invitation", "invitation"

    def lookups(self, request, model_admin):
        return [("not_taken", "Ended, and nobody came")]

    def queryset(self, request, queryset):
        if self.value() != "not_taken":
            return queryset
        return queryset.filter(pk__in=invitations.not_taken().values("pk"))


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Who may do what is a role (group). Passwords are only ever set by the person themselves."""

    form = PersonForm
    fields = ["email", "name", "is_active", "is_staff", "groups", "last_login"]
    readonly_fields = ["last_login"]
    list_display = ["email", "name", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "is_staff", InvitationFilter]
    search_fields = ["email", "name"]
    actions = ["send_invitation", "remove_second_factor"]

    def get_urls(self):
        view = signed_in(self.admin_site.admin_view(rights.show))
        return [path("rights/", view, name="coproduction_site_user_rights"), *super().get_urls()]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, field, request, **options):
        return super().formfield_for_manytomany(
            field, request, widget=CheckboxSelectMultiple, label="Roles", help_text="", **options
        )

    def has_change_permission(self, request, obj=None):
        """Whoever has a role could else make a superuser’s account their own."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or request.user.is_superuser or not obj.is_superuser)

    def get_readonly_fields(self, request, obj=None):
        """Nobody gives a role to themselves, but in an emergency."""
        if obj is None or obj != request.user or request.user.is_superuser:
            return self.readonly_fields
        return [*self.readonly_fields, "email", "is_active", "is_staff", "groups"]

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
        if form.about_roles:
            self.log_change(request, form.instance, form.about_roles)
        if form.made_staff or not change:
            self._invite(request, form.instance)

    @admin.action(description="Send an invitation (again)", permissions=["change"])
    def send_invitation(self, request, users):
        for user in self._changeable(request, users.filter(is_active=True)):
            self._invite(request, user)

    @admin.action(description="Remove the second factor: phone lost", permissions=["change"])
    def remove_second_factor(self, request, users):
        """At the next sign-in they must add a new one. Be sure that it is really them who ask."""
        for user in self._changeable(request, users):
            if second_factor.remove(user):
                self.log_change(request, user, "Removed the second factor")
                messages.success(request, f"{user} adds a new second factor at the next sign-in.")
            else:
                messages.info(request, f"{user} has no second factor.")

    def _changeable(self, request, users):
        for user in users:
            if self.has_change_permission(request, user):
                yield user
            else:
                messages.error(request, f"{user}: only a superuser changes the account of a superuser.")

    @admin.display(description="Roles")
    def roles(self, user):
        names = [group.name for group in user.groups.all()]
        return ", ".join(["For emergencies"] * user.is_superuser + names) or "–"

    def _invite(self, request, user):
        link = invitations.send(user, to_do="work on this site")
        self.log_change(request, user, "Sent an invitation")
        messages.success(
            request, format_html("An invitation to {} is on its way. Its link: {}", user, link)
        )
