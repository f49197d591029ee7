"""The council reads what partners ask to change: a list, and one screen to decide on."""

import json
from hashlib import sha256

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.admin_tools import VerbsOnly, desk_page
from coproduction_site.errors import kept
from coproduction_site.finder.highlights import details_in
from coproduction_site.models import SiteSettings
from coproduction_site.workflow.decide import press
from coproduction_site.workflow.versions import number
from partners.members.people import members_of
from partners.models import ProfileChange
from partners.models.known_names import known_to_everybody
from partners.models.remarks import label_of
from partners.profile import letters
from partners.profile.differences import differences
from partners.profile.review_forms import DecisionForm

MOST = 100
CHANGED_MIND = "Your ticks or reasons have changed since. This is the letter now."


@admin.register(ProfileChange)
class ProfileChangeAdmin(VerbsOnly, admin.ModelAdmin):
    """Screens of our own: verbs decide, nothing is typed into a row."""

    permission = "partners.change_partner"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(overview), name="partners_profilechange_changelist"),
            path("<int:pk>/change/", signed_in(view(read)), name="partners_profilechange_change"),
        ]


@require_safe
def overview(request):
    changes = _changes(request)
    page = {
        "waiting": changes.waiting()[:MOST],
        "with_partner": changes.with_partner().order_by("started_at")[:MOST],
        "promised_days": SiteSettings.objects.current().reply_promise_days,
    }
    return render(
        request, "admin/partners/profile/changes.html", desk_page(request, "Changes to profiles", **page)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def read(request, pk):
    """Every field beside what is live. The letter is shown before it goes; pressed twice, it is done once."""
    change = get_object_or_404(_changes(request), pk=pk)
    reading = Reading(change, request.POST or kept(request) or {}, request.user)
    if request.method == "POST":
        answer = press(request, reading.press, lambda: reading.just_done(_changes(request).get(pk=pk)))
        if answer.done:
            return redirect("admin:partners_profilechange_changelist")
        if answer.refusal:
            change = get_object_or_404(_changes(request), pk=pk)
            reading = Reading(change, request.POST, request.user, refusal=answer.refusal)
    screen = desk_page(request, "Read a change", change=reading.change, reading=reading)
    return render(request, "admin/partners/profile/change.html", screen)


class Reading:
    """One look at a change: what differs, what was ticked and typed, and the letter if it was asked for."""

    def __init__(self, change, data, user, refusal=""):
        self.change, self.data, self.user, self.refusal = change, data, user, refusal
        self.differences = differences(change, change.partner)
        self.pairs = [(part, label_of(part)) for part in change.parts]
        self.form = (
            DecisionForm(data, parts=self.pairs) if data.get("do") in ("look", "decide") else None
        )
        if data.get("do") == "all":
            self.form = DecisionForm.with_all_ticked(data, self.pairs)
        self.form = self.form or DecisionForm(parts=self.pairs)
        self.letter = self.note = ""

    @property
    def parts(self) -> list[tuple]:
        """What is decided together: its differences and its boxes."""
        return [
            ([shown for shown in self.differences if shown.part == part], self.form.boxes(part))
            for part, _ in self.pairs
        ]

    @property
    def is_open(self) -> bool:
        return self.change.is_sent

    @property
    def details(self) -> list:
        """Likely personal details in what is asked: rich text is read as a reader hears it."""
        texts = [difference.asked_words for difference in self.differences if not difference.is_picture]
        return details_in([text for text in texts if text], known_to_everybody())

    @property
    def people(self) -> int:
        return members_of(self.change.partner).count()

    @property
    def seal(self) -> str:
        """Of the letter that is shown, so that no other one goes."""
        return _mark_of(self.letter)

    @property
    def mark(self) -> str:
        """Of all that the screen compares. What else changes on the page makes no decision stale."""
        return _mark_of([(shown.name, shown.live, shown.asked) for shown in self.differences])

    def press(self) -> str:
        """What was done, in words; nothing if there is only a letter to look at now."""
        if not self.form.is_valid():
            return ""
        if (number(self.data.get("version")), self.data.get("profile")) != (
            self.change.version,
            self.mark,
        ):
            raise ValidationError("Something has changed since you opened this. Read it again first.")
        self.subject, self.letter = letters.about_decision(
            self.change, self.form.approved, self.form.reasons, self.form.cleaned_data["note"]
        )
        if self.data.get("do") != "decide":
            return ""
        if self.data.get("seal") != self.seal:
            self.note = CHANGED_MIND
            return ""
        return self._decide()

    def just_done(self, change) -> str:
        """The second press finds what the first one did, by the same person and with the same words."""
        if change.decided_by_id != self.user.pk or not self.form.is_valid():
            return ""
        reasons = self.form.reasons
        same = (
            change.came_back and change.reasons == reasons
            if reasons
            else change.state == ProfileChange.State.APPROVED
        )
        return self._says(change.partner, self.people) if same else ""

    def _decide(self) -> str:
        partner = self.change.partner
        self.change.decide(
            self.user,
            self.form.approved,
            self.form.reasons,
            partner.version,
            self.form.cleaned_data["note"],
        )
        return self._says(partner, letters.tell_partner(partner, self.subject, self.letter))

    @staticmethod
    def _says(partner, written_to: int) -> str:
        if written_to:
            return f"Done: {partner}. They get the letter."
        return f"Done: {partner}. Nobody there can sign in yet, so no letter went."


def _mark_of(shown) -> str:
    return sha256(json.dumps(shown).encode()).hexdigest()[:32]


def _changes(request):
    if not request.user.has_perm("partners.change_partner"):
        raise PermissionDenied
    return ProfileChange.objects.select_related("partner", "sent_by", "decided_by")
