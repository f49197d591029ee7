"""One story on the moderators' desk: read it, put the public copy right, decide.

Everything on the screen is one form, so that whichever button is pressed, nothing typed is lost.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site import way_back
from coproduction_site.errors import kept
from coproduction_site.workflow.decide import press
from stories import letters
from stories.models import Story
from stories.moderation import decisions
from stories.moderation import photos as desk_photos
from stories.moderation.context import as_it_will_look, screen
from stories.moderation.forms import ScreenForm
from stories.moderation.next_story import none_left, take_next
from stories.moderation.redaction import TakeOutForm, remember_ticks, take_out_ticked
from stories.moderation.saving import EDITABLE, Yes, has_changed, save, saved_for

QUEUE = "admin:stories_story_changelist"
CHECK_FIRST = "Check it once more."


@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request, pk):
    story = readable(request, pk)
    copy = ScreenForm(request.POST or None, instance=story)
    taking_out = TakeOutForm.pressed(request.POST)
    remember_ticks(request, story)
    if taking_out is not None:
        return _take_out(request, story, copy, taking_out)
    if desk_photos.is_pressed(request.POST):
        return _photo(request, story, copy)
    if request.POST.get("do") in AT_ONCE:
        return AT_ONCE[request.POST["do"]](request, story, copy)
    if request.POST.get("look") in decisions.BY_NAME:
        return _look(request, story, copy, decisions.BY_NAME[request.POST["look"]])
    if request.method == "POST":
        return _decide(request, story, copy, decisions.BY_NAME.get(request.POST.get("do")))
    _note_opening(request, story)
    return _answer(request, copy)


@require_safe
def preview(request, pk):
    """The public page, made by the public template, of a story that the public may not see yet."""
    return render(request, "stories/publication/detail.html", as_it_will_look(readable(request, pk)))


def readable(request, pk):
    """Also for the other pages of one story."""
    stories = Story.objects.readable_by(request.user).select_related("rung", "claimed_by")
    return get_object_or_404(stories, pk=pk)


def _answer(request, copy, **more):
    """The screen; the story is read again, because a refusal may have left half a change on it."""
    story = readable(request, copy.instance.pk)
    return render(
        request, "admin/stories/moderation/moderate.html", screen(request, story, copy, **more)
    )


def _decide(request, story, copy, pressed):
    form = pressed and _form_of(pressed, request.POST)
    answer = press(
        request,
        lambda: _do(request.user, story, copy, pressed, form),
        lambda: _just_done(request.user, story, copy, pressed, form),
    )
    if answer.done.startswith(CHECK_FIRST):
        return way_back.to(request, "admin:stories_story_check", story.pk)
    if answer.done:
        return back_to(request, story)
    return _answer(request, copy, pressed=pressed, form=form, refusal=answer.refusal)


def _form_of(pressed, data):
    """What goes out is asked about on the page that is checked."""
    return None if pressed.leads_to_check else pressed.form_for(data, is_pressed=True)


def _do(user, story, copy, pressed, form) -> str:
    """Save what is new in the boxes, then do what was pressed: both, or neither with a sentence."""
    before = Yes.of(story)
    if pressed is not None and pressed.leads_to_check:
        done = _on_to_the_check(user, story, copy, pressed, form)
    else:
        done = saved_for(pressed, form, story, copy, user)
        done = done if pressed is None else pressed.do(story, user, form)
    return f"{done} {before.lost(story)}".strip()


def _on_to_the_check(user, story, copy, pressed, form) -> str:
    """Without what is ticked, for whoever had the ticks before their eyes. Refused, all is in its box as it was."""
    data = copy.data.copy()
    taken_out = take_out_ticked(copy) if story.was_unfolded_by(user) else ""
    try:
        saved_for(pressed, form, story, copy, user)
        pressed.check(story, user)
    except ValidationError as error:
        copy.data = data
        copy.blame(error)
        raise
    return f"{CHECK_FIRST} {taken_out}".strip()


def _just_done(user, story, copy, pressed, form) -> str:
    if pressed is None or copy.changed_texts or not pressed.was_just_done(story, user, form):
        return ""
    return pressed.says(story)


def _look(request, story, copy, pressed):
    """The letter exactly as it would go now. Nothing is sent, and nothing that was typed is lost."""
    form, letter, refusal = _form_of(pressed, request.POST), None, ""
    try:
        letter = _letter(request.user, story, copy, pressed, form)
    except ValidationError as error:
        refusal = " ".join(error.messages)
    return _answer(request, copy, pressed=pressed, form=form, refusal=refusal, letter=letter)


@transaction.atomic
def _letter(user, story, copy, pressed, form) -> dict:
    """What was saved to write it is undone."""
    saved_for(pressed, form, story, copy, user)
    if pressed.letter is None:
        raise ValidationError("No letter goes with this.")
    letter = pressed.letter(story, **(form.cleaned_data if form else {}))
    transaction.set_rollback(True)
    if letter is None:
        raise ValidationError("No letter will be sent.")
    return {"subject": letter.subject, "words": letters.as_staff_see_it(story, letter)}


def _take_out(request, story, copy, taking_out):
    """Pressed twice, the second press finds nothing new and refuses nothing."""

    def save_without() -> str:
        done = taking_out.apply_to(copy)
        if has_changed(copy):
            save(story, copy, request.user)
        return done

    done, more = _in_place(request, story, copy, save_without)
    if done:
        taking_out = TakeOutForm.filled(request.POST if "take_out" in request.POST else {})
    return _answer(request, taking_out=taking_out, **more)


def _take_out_ticked(request, story, copy):
    def save_without() -> str:
        if not (done := take_out_ticked(copy)):
            raise ValidationError("Tick first what should be taken out.")
        save(story, copy, request.user)
        return done

    return _answer(request, **_in_place(request, story, copy, save_without)[1])


def _photo(request, story, copy):
    """Shown or hidden at once; what was written anywhere on the screen is saved or still there."""

    def press_button() -> str:
        save(story, copy, request.user)
        return desk_photos.press(story, request.POST, request.user)

    return _answer(request, **_in_place(request, story, copy, press_button)[1])


def _in_place(request, story, copy, attempt) -> tuple[str, dict]:
    """Answers with the screen itself, so that a question half written further down is still there."""
    before = Yes.of(story)
    try:
        with transaction.atomic():
            done = f"{attempt()} {before.lost(story)}".strip()
    except ValidationError as error:
        return "", {"copy": copy, "refusal": " ".join(error.messages)}
    return done, {"copy": ScreenForm(instance=readable(request, story.pk)), "taken_out": done}


def _unfold(request, story, copy):
    story.note_unfolded(request.user)
    return _answer(request, copy)


def _next(request, story, copy):
    """What was written is saved first; where it cannot be, nobody leaves."""
    try:
        with transaction.atomic():
            if story.state in EDITABLE and has_changed(copy):
                messages.success(request, f"{story}: {save(story, copy, request.user)}")
    except ValidationError as error:
        return _answer(request, copy, refusal=" ".join(error.messages))
    found = take_next(request, story)
    if found is None:
        messages.info(request, none_left(request.user))
        return back_to(request, story)
    return way_back.to(request, "admin:stories_story_change", found.pk)


def back_to(request, story):
    """To the story again, or to the queue if it is not theirs to read any more."""
    if Story.objects.readable_by(request.user).filter(pk=story.pk).exists():
        way_back.stays_open(request, story)
        return way_back.to(request, "admin:stories_story_change", story.pk)
    return redirect(way_back.list_address(request, QUEUE))


def _note_opening(request, story) -> None:
    """Once for each opening: coming back after a button, or signing in again, is the same one."""
    if kept(request) is None and not way_back.was_open(request, story):
        story.note_opened(request.user)


AT_ONCE = {"unfold": _unfold, "take_out_ticked": _take_out_ticked, "next": _next}
