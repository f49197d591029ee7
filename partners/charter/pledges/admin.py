"""Pledges and applications for charter status on the council's desk: read here, decided by verbs."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from coproduction_site.accounts import box_labels
from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.finder.highlights import details_in
from coproduction_site.forms import Form
from coproduction_site.text_differences import differences
from coproduction_site.workflow.decide import Decision, Screen
from partners.charter.pledges import actions as signing
from partners.charter.pledges import contacts
from partners.charter.pledges.forms import ReasonForm, StaffContactForm
from partners.charter.status import actions
from partners.charter.status.forms import AwardForm
from partners.models import Partner, Pledge, StatusApplication
from partners.models.known_names import known_to_everybody
from partners.models.status import FEWEST_VIEWS


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


@dataclass(frozen=True, kw_only=True)
class NotedDecision(Decision):
    """What leads to no state. The history says it, with the version that it made, so only the same press is found."""

    history: str

    def was_just_done(self, row, user, form, shown: int = 0) -> bool:
        answers = form.cleaned_data if form and form.is_valid() else {}
        if form is not None and not (answers and self.found(row, user, **answers)):
            return False
        entries = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(row), object_id=row.pk, user=user
        )
        return entries.filter(change_message=self.in_history(shown + 1)).exists()

    def in_history(self, version: int) -> str:
        return f"{self.history} (version {version})"


def _says_why(pledge, user, reason) -> bool:
    return pledge.reason == reason


def _has_contact(pledge, user, **contact) -> bool:
    return pledge.contact_changes.filter(by=user, **contact).exists()


PUBLISH = Decision(
    name="publish", verb=signing.publish, done=moved, to=Pledge.State.PUBLISHED, form=PartnerForm
)
GIVE_BACK = Decision(
    name="give_back", verb=signing.give_back, done=moved, to=Pledge.State.RETURNED, form=ReasonForm
)
DECLINE = Decision(
    name="decline", verb=signing.decline, done=moved, to=Pledge.State.DECLINED, form=ReasonForm
)
RENEW_LINK = NotedDecision(
    name="renew_link",
    verb=lambda pledge, user: signing.renew_link(pledge),
    done="They get a letter with a new link.",
    history="Sent a new link",
)
TAKE_WORDS = NotedDecision(
    name="take_words",
    verb=signing.take_words,
    done="The new words are on the website. They get a letter.",
    history="Put the new words on the website",
)
LEAVE_WORDS = NotedDecision(
    name="leave_words",
    verb=signing.leave_words,
    done="The old words stay. They get a letter with your reason.",
    form=ReasonForm,
    prefix="leave",
    history="Left the old words on the website",
    found=_says_why,
)
CHANGE_CONTACT = NotedDecision(
    name="change_contact",
    verb=contacts.change_by_staff,
    done="Both addresses get a letter. The new one has a new link.",
    form=StaffContactForm,
    prefix="contact",
    history="Changed who looks after it",
    found=_has_contact,
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
        answers = box_labels.of(PartnerForm, ReasonForm, AwardForm, StaffContactForm)
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
        if decision.to:
            return f"Moved to “{row.get_state_display()}”"
        return decision.in_history(row.version)


@admin.register(Pledge)
class PledgeAdmin(ReadOnlyDesk):
    list_display = ["name", "kind", "state", "sent_at", "signed_on", "charter"]
    list_filter = ["state", "kind", "charter", ("asked_at", admin.EmptyFieldListFilter)]
    list_select_related = ["charter"]
    search_fields = ["name", "will_do"]
    ordering = ["-sent_at"]
    decisions = [PUBLISH, GIVE_BACK, DECLINE, RENEW_LINK, TAKE_WORDS, LEAVE_WORDS, CHANGE_CONTACT]
    shown_with = ["partner", "decided_by", "charter", "told_of"]
    template = "admin/partners/charter/pledge.html"

    def context(self, screen) -> dict:
        pledge = screen.row
        to_show = pledge.asked_words if pledge.is_public else pledge.public_words
        return {
            "title": "Read a pledge",
            "pledge": pledge,
            "form": screen.form_of(GIVE_BACK, DECLINE),
            "partner_form": screen.form_of(PUBLISH, partner=pledge.partner_id),
            "details": details_in([to_show["will_do"], to_show["name"]], known_to_everybody()),
            "asked": _asked(pledge) if pledge.is_public and pledge.asked_at else [],
            "leave_form": screen.form_of(LEAVE_WORDS),
            "contact_form": screen.form_of(CHANGE_CONTACT),
            "contact_changes": pledge.contact_changes.done()[:10],
            "same_name": Pledge.objects.filter(name__iexact=pledge.name).exclude(pk=pledge.pk)[:10],
        }


def _asked(pledge) -> list[tuple]:
    """Each box that would change: its name, and what goes and comes."""
    rows = [
        ("Organisation", pledge.name, pledge.asked_name),
        ("Kind", pledge.get_kind_display(), pledge.get_asked_kind_display()),
        ("What it will do", pledge.will_do, pledge.asked_will_do),
    ]
    return [(label, differences(now, asked)) for label, now, asked in rows if now != asked]


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
