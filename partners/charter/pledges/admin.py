"""Pledges and applications for charter status on the council's desk: read here, decided by verbs."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.errors import kept
from coproduction_site.forms import Form
from coproduction_site.workflow import versions
from partners.charter.pledges import actions as signing
from partners.charter.pledges.forms import ReasonForm
from partners.charter.status import actions
from partners.charter.status.forms import AwardForm
from partners.models import Partner, Pledge, StatusApplication
from partners.models.status import FEWEST_VIEWS


class PartnerForm(Form):
    partner = forms.ModelChoiceField(
        label="Is it one of our partners?",
        help_text="Then its people see the pledge on their own pages.",
        queryset=Partner.objects.listed(),
        required=False,
        empty_label="No",
    )


class ReadOnlyDesk(admin.ModelAdmin):
    """A list as the admin makes it, and a screen of our own for each row: verbs decide, nothing is typed in."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_change"
        screen = signed_in(self.admin_site.admin_view(self.screen))
        return [path("<int:pk>/change/", screen, name=name), *super().get_urls()]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def screen(self, request, pk):
        if not self.has_change_permission(request):
            raise PermissionDenied
        return self.read(request, pk)

    def decide(self, request, thing, verb) -> str:
        """Empty if it is done; else why not. A stale screen decides nothing."""
        if versions.posted(request.POST) != thing.version:
            return "This has changed since you opened it. Read it again first."
        try:
            verb()
        except ValidationError as error:
            return " ".join(error.messages)
        self.log_change(request, thing, f"Moved to “{thing.get_state_display()}”")
        messages.success(request, f"{thing}: {thing.get_state_display().lower()}. They get a letter.")
        return ""

    def page(self, request, template, **context):
        context = self.admin_site.each_context(request) | context
        return render(request, template, context)


@admin.register(Pledge)
class PledgeAdmin(ReadOnlyDesk):
    list_display = ["name", "kind", "state", "sent_at", "signed_on"]
    list_filter = ["state", "kind"]
    search_fields = ["name", "will_do"]
    ordering = ["-sent_at"]

    def read(self, request, pk):
        pledge = get_object_or_404(Pledge.objects.select_related("partner", "decided_by"), pk=pk)
        data = request.POST or kept(request) or {}
        reason = ReasonForm(data if data.get("do") in ("give_back", "decline") else None)
        partner = PartnerForm(data or None, initial={"partner": pledge.partner_id})
        refusal = ""
        if request.method == "POST":
            verb = self._verb(data.get("do"), pledge, request.user, reason, partner)
            refusal = self.decide(request, pledge, verb) if verb else ""
            if verb and not refusal:
                return redirect("admin:partners_pledge_changelist")
            pledge.refresh_from_db()
        context = {"pledge": pledge, "form": reason, "partner_form": partner, "refusal": refusal}
        context["same_name"] = Pledge.objects.filter(name__iexact=pledge.name).exclude(pk=pk)[:10]
        return self.page(request, "admin/partners/charter/pledge.html", title="Read a pledge", **context)

    def _verb(self, do, pledge, user, reason, partner):
        """What the button asks for. None if none was pressed, or a box is not right yet."""
        if do == "publish" and partner.is_valid():
            return partial(signing.publish, pledge, user, partner.cleaned_data["partner"])
        if do == "renew_link":
            return partial(signing.renew_link, pledge)
        if do in ("give_back", "decline") and reason.is_valid():
            return partial(getattr(signing, do), pledge, user, reason.cleaned_data["reason"])
        return None


@admin.register(StatusApplication)
class StatusApplicationAdmin(ReadOnlyDesk):
    list_display = ["pledge", "level", "state", "sent_at", "awarded_on", "expires_on"]
    list_filter = ["state", "level"]
    list_select_related = ["pledge", "level"]
    search_fields = ["pledge__name"]
    ordering = ["-sent_at", "-pk"]

    def get_queryset(self, request):
        """What is not sent is nobody's to read."""
        return super().get_queryset(request).exclude(state=StatusApplication.State.DRAFT)

    def read(self, request, pk):
        application = get_object_or_404(
            self.get_queryset(request).select_related("pledge", "level"), pk=pk
        )
        data = request.POST or kept(request) or {}
        do = data.get("do")
        award = AwardForm(data if do == "award" else None)
        reason = ReasonForm(data if do in ("give_back", "not_yet") else None)
        refusal = ""
        if request.method == "POST":
            verb = self._verb(do, application, request.user, award, reason)
            refusal = self.decide(request, application, verb) if verb else ""
            if verb and not refusal:
                return redirect("admin:partners_statusapplication_changelist")
            application.refresh_from_db()
        context = self._what_was_said(application) | {"award_form": award, "form": reason}
        title = "Charter status: what the panel says"
        template = "admin/partners/charter/application.html"
        return self.page(request, template, title=title, refusal=refusal, **context)

    def _what_was_said(self, application) -> dict:
        views = application.views.select_related("by")
        return {
            "application": application,
            "pledge": application.pledge,
            "evidence": application.evidence.all(),
            "views": views.filter(round=application.round),
            "earlier_views": views.exclude(round=application.round),
            "fewest": FEWEST_VIEWS,
        }

    def _verb(self, do, application, user, award, reason):
        """What the button asks for. None if none was pressed, or a box is not right yet."""
        if do == "award" and award.is_valid():
            return partial(actions.award, application, user, award.cleaned_data["shown_words"])
        if do in ("give_back", "not_yet") and reason.is_valid():
            return partial(getattr(actions, do), application, user, reason.cleaned_data["reason"])
        return None
