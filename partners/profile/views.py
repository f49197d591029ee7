"""A partner at its own profile. Who may be here is a queryset; nobody else's partner exists here."""

from copy import copy

from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from js_asset import Media

from coproduction_site.accounts.adapter import signed_in
from coproduction_site.errors import kept
from coproduction_site.rich_text import EDITOR_POLICY
from coproduction_site.workflow import versions
from coproduction_site.workflow.decide import press
from partners.models import Partner, ProfileChange
from partners.models.sections import BY_SLUG
from partners.profile import letters
from partners.profile.differences import differences
from partners.profile.history import MOST, saves_of, stood_before
from partners.profile.section_forms import SectionForm
from partners.profile.send_forms import SendForm
from partners.profile.tasks import tasks_of

NOT_SENT = "Your new words are kept. Nobody sees them yet. Send them to the council when you are ready."
SENT = "Thank you. The council reads it now. Then we write to you."
GONE = "Your changes are taken back. Your page stays as it is."
CHECKED = "Thank you. Your page says that you have checked it today."


@signed_in
@require_safe
def mine(request):
    open_changes = Prefetch("changes", ProfileChange.objects.open(), to_attr="open_changes")
    partners = Partner.objects.editable_by(request.user).prefetch_related("terms", open_changes)
    saves = Partner.history.filter(id__in=partners.values("id"), history_user=request.user)
    return render(request, "partners/profile/mine.html", {"partners": partners, "saves": saves[:10]})


@signed_in
@require_safe
def edit(request, slug):
    """The task list: every section, what waits, and what came back."""
    partner, change = mine_and_change(request, slug)
    form = SendForm(change=change) if change and change.is_with_partner else None
    return _task_list(request, partner, change, form)


def _task_list(request, partner, change, form):
    page = {
        "change": change,
        "form": form,
        "tasks": tasks_of(partner, change),
        "differences": differences(change, partner) if change else [],
    }
    return render(request, "partners/profile/edit.html", _page(request, partner) | page)


@csp_update(EDITOR_POLICY)
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def section(request, slug, section):
    partner, change = mine_and_change(request, slug)
    form = form_for(request, copy(partner), change, section)
    if not form.is_bound:
        form.put_back(stood_before(partner, request.GET.get("back", ""), form.section))
    if request.method == "POST" and form.is_valid() and _save(request, partner, form):
        return redirect("partners:edit", partner.slug)
    moved = [field for field in differences(change, partner) if field.has_moved] if change else []
    page = {
        "form": form,
        "change": change,
        "section": form.section,
        "moved": [field for field in moved if field.name in form.section.fields],
        "editor": Media.from_media(form.media, nonce=str(request.csp_nonce)),
    }
    crumb = (form.section.title, request.path)
    return render(request, "partners/profile/edit_section.html", _page(request, partner, crumb) | page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def send(request, slug):
    """With a note, and an answer to each reason. Whoever comes here without any is led to the task list."""
    partner, change = mine_and_change(request, slug)
    data = request.POST or kept(request)
    form = SendForm(data, change=change) if data else None
    if form and form.is_valid() and request.method == "POST":
        answer = press(
            request,
            lambda: _send(request, change, form),
            lambda: _just_sent(partner, request, form),
        )
        if answer.done:
            return redirect("partners:edit", partner.slug)
        partner, change = mine_and_change(request, slug)
        form = SendForm.refused(data, change, answer.refusal)
    if form is None:
        return redirect("partners:edit", partner.slug)
    return _task_list(request, partner, change, form)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, slug):
    """Asks once more, because the words cannot be had back."""
    partner, change = mine_and_change(request, slug)
    if change is None:
        return redirect("partners:edit", partner.slug)
    if request.method == "POST":
        try:
            _as_seen(change, request).withdraw(request.user)
            messages.success(request, GONE)
        except ValidationError as error:
            messages.error(request, error.message)
        return redirect("partners:edit", partner.slug)
    page = {"change": change, "differences": differences(change, partner)}
    crumb = ("Take the changes back", request.path)
    return render(request, "partners/profile/edit_withdraw.html", _page(request, partner, crumb) | page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def checked(request, slug):
    """Somebody says that all of it is still right. The button stands on the task list."""
    partner, _ = mine_and_change(request, slug)
    if request.method == "POST":
        try:
            partner.note_checked(request.user, versions.posted(request.POST))
            messages.success(request, CHECKED)
        except ValidationError as error:
            messages.error(request, error.message)
    return redirect("partners:edit", partner.slug)


@signed_in
@require_safe
def history(request, slug):
    """What was said about each set of changes, and what each save changed."""
    partner, _ = mine_and_change(request, slug)
    changes = partner.changes.order_by("-pk").prefetch_related("events__by")[:20]
    crumb = ("What happened", request.path)
    page = {"changes": changes, "saves": saves_of(partner), "most": MOST}
    return render(request, "partners/profile/edit_history.html", _page(request, partner, crumb) | page)


def mine_and_change(request, slug):
    """Somebody else's partner is not found, whatever one asks of it."""
    partners = Partner.objects.editable_by(request.user).prefetch_related("terms")
    partner = get_object_or_404(partners, slug=slug)
    change = partner.changes.open().first()
    if change:
        change.partner = partner
    return partner, change


def form_for(request, partner, change, section) -> SectionForm:
    if section not in BY_SLUG:
        raise Http404
    data, files = request.POST or kept(request), request.FILES or None
    return SectionForm(data, files, instance=partner, section=BY_SLUG[section], change=change)


def _save(request, partner, form) -> bool:
    try:
        with transaction.atomic():
            saved = form.save(request.user)
            letters.tell_staff(partner, request.user, saved.shown)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    if saved.shown:
        labels = ", ".join(label for label, _, _ in saved.shown)
        messages.success(request, f"Saved. Everybody sees it now: {labels}.")
    if saved.has_new_words:
        messages.success(request, NOT_SENT)
    if not saved.shown and not saved.has_new_words:
        messages.info(request, "There was nothing new to save.")
    return True


def _send(request, change, form) -> str:
    seen = _as_seen(change, request)
    seen.send(request.user, **form.said)
    letters.tell_staff_what_waits(seen, **form.said)
    return SENT


def _just_sent(partner, request, form) -> str:
    """By the press before: by the same person, from the same page and with the same words."""
    now = partner.changes.open().first()
    shown = versions.posted(request.POST)
    return SENT if now and now.was_sent_with(request.user, shown, **form.said) else ""


def _as_seen(change, request) -> ProfileChange:
    """With the version that was on the screen, so that nobody sends or takes back what they have not read."""
    if change is None:
        raise ValidationError("There is nothing that waits.")
    change.version = versions.posted(request.POST)
    return change


def _page(request, partner, *crumbs) -> dict:
    address = f"/partners/{partner.slug}/edit/"
    above = [("Your pages", "/partners/mine/"), (f"Edit {partner}", address)]
    return {"partner": partner, "crumbs": [*above, *crumbs]}
