"""Pledges and applications for charter status on the council's desk: read here, decided by verbs."""

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from coproduction_site.accounts import box_labels
from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.finder.highlights import details_in
from coproduction_site.forms import Form
from coproduction_site.workflow.decide import Decision, Screen
from partners.charter.pledges import actions as signing
from partners.charter.pledges.forms import ReasonForm
from partners.charter.status import actions
from partners.charter.status.forms import AwardForm
from partners.models import Partner, Pledge, StatusApplication
from partners.models.known_names import known_to_everybody
from partners.models.status import FEWEST_VIEWS

NEW_LINK = "Sent a new link"


class PartnerForm(Form):
    partner = forms.ModelChoiceField(
        label="Is it one of our partners?",
        help_text="Then its people see the pledge on their own pages.",
        queryset=Partner.objects.listed(),
        required=False,
        empty_label="No",
    )


def moved(row) -> str:
    return f"{row}: {row.get_state_display().lower()}. They get a letter."


def _link_was_sent(pledge, user) -> bool:
    """The last thing at the desk, by the same person."""
    last = LogEntry.objects.filter(
        content_type__app_label="partners", content_type__model="pledge", object_id=pledge.pk
    ).first()
    return bool(last) and (last.user_id, last.change_message) == (user.pk, NEW_LINK)


PUBLISH = Decision(
    name="publish", verb=signing.publish, done=moved, to=Pledge.State.PUBLISHED, form=PartnerForm
)
GIVE_BACK = Decision(
    name="give_back", verb=signing.give_back, done=moved, to=Pledge.State.RETURNED, form=ReasonForm
)
DECLINE = Decision(
    name="decline", verb=signing.decline, done=moved, to=Pledge.State.DECLINED, form=ReasonForm
)
RENEW_LINK = Decision(
    name="renew_link",
    verb=lambda pledge, user: signing.renew_link(pledge),
    done="They get a letter with a new link.",
    found=_link_was_sent,
)
AWARD = Decision(
    name="award", verb=actions.award, done=moved, to=StatusApplication.State.AWARDED, form=AwardForm
)
ASK_FOR_MORE = Decision(
    name="give_back",
    verb=actions.give_back,
    done=moved,
    to=StatusApplication.State.RETURNED,
    form=ReasonForm,
)
NOT_YET = Decision(
    name="not_yet",
    verb=actions.not_yet,
    done=moved,
    to=StatusApplication.State.NOT_YET,
    form=ReasonForm,
)


class ReadOnlyDesk(admin.ModelAdmin):
    """A list as the admin makes it, and a screen of our own for each row: verbs decide, nothing is typed in."""

    decisions = []

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_change"
        answers = box_labels.of(PartnerForm, ReasonForm, AwardForm)
        screen = signed_in(self.admin_site.admin_view(self.screen), answers)
        return [path("<int:pk>/change/", screen, name=name), *super().get_urls()]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def screen(self, request, pk):
        if not self.has_change_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request).select_related(*self.shown_with)
        screen = Screen(
            request,
            lambda: get_object_or_404(rows, pk=pk),
            self.decisions,
            lambda row: self.log_change(request, row, self.noted(row, screen.pressed)),
        )
        if screen.is_done():
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        context = self.admin_site.each_context(request) | {"refusal": screen.refusal}
        return render(request, self.template, context | self.context(screen))

    def noted(self, row, decision) -> str:
        return f"Moved to “{row.get_state_display()}”" if decision.to else NEW_LINK


@admin.register(Pledge)
class PledgeAdmin(ReadOnlyDesk):
    list_display = ["name", "kind", "state", "sent_at", "signed_on"]
    list_filter = ["state", "kind"]
    search_fields = ["name", "will_do"]
    ordering = ["-sent_at"]
    decisions = [PUBLISH, GIVE_BACK, DECLINE, RENEW_LINK]
    shown_with = ["partner", "decided_by"]
    template = "admin/partners/charter/pledge.html"

    def context(self, screen) -> dict:
        pledge = screen.row
        return {
            "title": "Read a pledge",
            "pledge": pledge,
            "form": screen.form_of(GIVE_BACK, DECLINE),
            "partner_form": screen.form_of(PUBLISH, partner=pledge.partner_id),
            "details": details_in([pledge.will_do, pledge.name], known_to_everybody()),
            "same_name": Pledge.objects.filter(name__iexact=pledge.name).exclude(pk=pledge.pk)[:10],
        }


@admin.register(StatusApplication)
class StatusApplicationAdmin(ReadOnlyDesk):
    list_display = ["pledge", "level", "state", "sent_at", "awarded_on", "expires_on"]
    list_filter = ["state", "level"]
    list_select_related = ["pledge", "level"]
    search_fields = ["pledge__name"]
    ordering = ["-sent_at", "-pk"]
    decisions = [AWARD, ASK_FOR_MORE, NOT_YET]
    shown_with = ["pledge", "level"]
    template = "admin/partners/charter/application.html"

    def get_queryset(self, request):
        """What is not sent is nobody's to read."""
        return super().get_queryset(request).exclude(state=StatusApplication.State.DRAFT)

    def context(self, screen) -> dict:
        application = screen.row
        views = application.views.select_related("by")
        return {
            "title": "Charter status: what the panel says",
            "application": application,
            "pledge": application.pledge,
            "evidence": application.evidence.all(),
            "views": views.filter(round=application.round),
            "earlier_views": views.exclude(round=application.round),
            "fewest": FEWEST_VIEWS,
            "award_form": screen.form_of(AWARD),
            "form": screen.form_of(ASK_FOR_MORE, NOT_YET),
        }
