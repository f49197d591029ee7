"""Check before it goes: the one page from which a story, or a change of it, gets a yes."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from coproduction_site import way_back
from coproduction_site.errors import kept
from coproduction_site.workflow import versions
from coproduction_site.workflow.decide import STALE, press
from stories.moderation import decisions
from stories.moderation.context import desk_of, leaving, wrong_in
from stories.moderation.forms import ScreenForm
from stories.moderation.redaction import TakeOutForm, as_sent, ask_for_reasons, keep_forms
from stories.moderation.saving import save
from stories.moderation.views import back_to, readable

UNREAD = "Press “Show the teller’s words” and read them first. Then you can publish it."


@require_http_methods(["GET", "HEAD", "POST"])
def check(request, pk):
    """Only for somebody on whose screen the teller's own words were."""
    story = readable(request, pk)
    if not story.was_unfolded_by(request.user):
        messages.warning(request, UNREAD)
        return back_to(request, story)
    taking_out = TakeOutForm.pressed(request.POST)
    if taking_out is not None:
        return _take_out(request, story, taking_out)
    pressed = decisions.BY_NAME.get(request.POST.get("do"))
    if pressed is not None and pressed.leads_to_check:
        return _say_yes(request, story, pressed)
    return _page(request, story)


def _page(request, story, refusal="", pressed=None, form=None):
    desk = desk_of(story, request.user, list(story.events.select_related("by")))
    decision = _yes_open_at(desk)
    if decision is None:
        messages.warning(request, _why_closed(desk))
        return back_to(request, story)
    data = request.POST or kept(request) or {}
    details, form = keep_forms(story, data), form if pressed is decision else decision.form_for(data)
    if pressed is not None:
        ask_for_reasons(details)
    context = {
        **admin.site.each_context(request),
        **leaving(story, desk),
        "title": "Check before it goes",
        "refusal": refusal,
        "decision": decision,
        "wrong": wrong_in(form, *details),
        "form": form,
        "details": details,
        "desk": desk,
    }
    return render(request, "admin/stories/moderation/check.html", context)


def _yes_open_at(desk):
    """What this person's yes would be now: one decision, or none."""
    offers = (each for each in decisions.YES if each.leads_to_check and each.is_open_at(desk))
    return next(offers, None)


def _say_yes(request, story, pressed):
    """The reasons are kept also where the yes is refused: who gave one need not type it again."""
    form = pressed.form_for(request.POST, is_pressed=True)
    too_old = versions.posted(request.POST) != story.version
    if not too_old:
        _keep(request, story)

    def say_yes() -> str:
        if too_old:
            raise ValidationError(STALE)
        return pressed.do(story, request.user, form)

    answer = press(request, say_yes, lambda: _just_done(request, story, pressed, form))
    if answer.done:
        return back_to(request, story)
    return _page(request, readable(request, story.pk), answer.refusal, pressed, form)


def _keep(request, story) -> None:
    for form in keep_forms(story, request.POST):
        if form.kept is None and form.given_reason:
            story.keep_detail(request.user, form.detail, form.given_reason)


def _just_done(request, story, pressed, form) -> str:
    now = readable(request, story.pk)
    return pressed.says(now) if pressed.was_just_done(now, request.user, form) else ""


def _take_out(request, story, taking_out):
    """Pressed twice, the second press finds nothing new, and says so."""
    copy = ScreenForm(as_sent(story, versions.posted(request.POST)), instance=story)
    try:
        with transaction.atomic():
            done = taking_out.apply_to(copy)
            save(story, copy, request.user)
    except ValidationError as error:
        return _page(request, readable(request, story.pk), " ".join(error.messages))
    _keep(request, readable(request, story.pk))
    messages.success(request, done)
    return way_back.to(request, "admin:stories_story_check", story.pk)


def _why_closed(desk) -> str:
    if desk.needs_colleague:
        return "You gave the first yes. A colleague checks it too, and publishes it."
    if desk.is_unseen:
        return "The teller has not seen this version. Show them our edits again first."
    return "There is nothing to publish here now."
