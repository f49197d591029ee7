"""The council invites: the button “Invite somebody” on a partner's page, and the list of who was asked."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path

from coproduction_site.admin_tools import VerbsOnly
from coproduction_site.forms import Form, MailAddressFormField
from partners.members import ending
from partners.members.invitations import invite_to_partner, send_again
from partners.models import Invitation


class InvitationForm(Form):
    email = MailAddressFormField(
        label="E-mail address", help_text="The letter goes here, and only here."
    )
    name = forms.CharField(label="Name", max_length=100, required=False)

    def send(self, partner) -> bool:
        """The letter is on its way, or there is a sentence at the top of the form."""
        try:
            invite_to_partner(self.cleaned_data["email"], partner, self.cleaned_data["name"])
        except ValidationError as refused:
            self.add_error(None, refused)
        return self.is_valid()


class InvitesPeople:
    """For the admin of partners: partner managers invite people to look after a page.

    They do not see the link: whom they invite may be, or become, more than a partner.
    """

    def get_urls(self):
        view = self.admin_site.admin_view(self.invite)
        return [path("<path:pk>/invite/", view, name="partners_partner_invite"), *super().get_urls()]

    def invite(self, request, pk):
        if not request.user.has_perm("partners.add_membership"):
            raise PermissionDenied
        partner = self.get_object(request, pk)
        if partner is None:
            raise Http404
        form = InvitationForm(request.POST or None)
        if not (form.is_valid() and form.send(partner)):
            context = self.admin_site.each_context(request) | {"title": "Invite somebody"}
            return render(
                request,
                "admin/partners/members/invite.html",
                context | {"form": form, "partner": partner},
            )
        self.log_change(request, partner, "Invited somebody to look after the page")
        messages.success(request, f"An invitation to {form.cleaned_data['email']} is on its way.")
        return redirect("admin:partners_partner_change", partner.pk)


@admin.register(Invitation)
class InvitationAdmin(VerbsOnly, admin.ModelAdmin):
    """Who was asked and has not said yes. It ends by itself; whoever may invite may take it back, or send it again."""

    permission = ("partners.add_membership", "partners.add_panelseat")
    list_display = ["person", "to_do", "is_from_council", "sent_at", "ends_at"]
    list_display_links = None
    list_select_related = ["user", "partner"]
    actions = ["send_again", "take_back"]

    def get_queryset(self, request):
        return super().get_queryset(request).that_may_be_managed_by(request.user)

    @admin.display(description="person", ordering="user__email")
    def person(self, asked):
        return str(asked.user)

    def has_invite_permission(self, request):
        return self.has_view_permission(request)

    @admin.action(description="Send it again", permissions=["invite"])
    def send_again(self, request, invitations):
        done = "A new letter to {} is on its way."
        self._each(request, invitations, send_again, "Sent again", done)

    @admin.action(description="Take it back", permissions=["invite"])
    def take_back(self, request, invitations):
        self._each(request, invitations, ending.take_back, "Taken back", "{} is not invited any more.")

    def _each(self, request, invitations, verb, noted, done):
        """What was refused is said of each, and nothing of it is noted."""
        for asked in invitations:
            try:
                verb(asked)
            except ValidationError as error:
                messages.error(request, f"{asked.user.email}: {error.message}")
                continue
            self.log_change(request, asked, noted)
            messages.success(request, done.format(asked.user.email))
