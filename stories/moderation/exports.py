"""Stories taken out of the site by staff, or erased: each with its own permission, each noted."""

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from coproduction_site import way_back
from coproduction_site.admin_tools import desk_page
from coproduction_site.errors import kept
from coproduction_site.forms import Form
from stories.following import data_rights
from stories.models import Story, safeguarding
from stories.moderation import stories_table

NOT_KEPT = "private, no-store"
TAKEN = "Took a table of stories out of the site."
TAKEN_WITH_PRIVATE = "Took a table of stories out of the site, with private details."


class EraseForm(Form):
    """Reasons to choose from, because the reason is kept when the story is gone."""

    WHY = {
        "asked": "The teller asked for it",
        "mistake": "It was sent by mistake, or twice",
        "law": "We may not keep it by law",
        "over": "It is not needed any more to keep somebody safe",
    }
    reason = forms.ChoiceField(
        label="Why is it erased?",
        help_text="The reason is kept in the log, with your name and the day. Nothing of the story is.",
        choices=WHY.items(),
        widget=forms.RadioSelect,
    )

    @property
    def why(self) -> str:
        return f"{self.WHY[self.cleaned_data['reason']]}."


class TableForm(Form):
    with_private = forms.BooleanField(
        label="With private details",
        help_text="The tellers’ own words, their e-mail addresses and the names to show. "
        "It is written down that you took them, here and at each story.",
        required=False,
    )


@require_POST
def hand_out(request, pk):
    """All that is held about one story, as its teller would get it. A held story is never handed out."""
    _needs(request, "stories.export_story")
    story = get_object_or_404(_readable(request).exportable().select_related("rung"), pk=pk)
    story.note_exported(request.user)
    return JsonResponse(
        data_rights.everything_held(story),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers=_as_file(f"story-{story.reference}.json"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request, pk):
    _needs(request, "stories.erase_story")
    story = get_object_or_404(_readable(request), pk=pk)
    if story.held_at and not safeguarding.is_lead(request.user):
        raise PermissionDenied
    form = EraseForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        if _erase(story, request.user, form.why):
            messages.success(request, "The story is erased, with everything held about it.")
        return redirect(way_back.list_address(request, "admin:stories_story_changelist"))
    return _screen(request, "erase", "Erase a story", story=story, form=form)


def table_view(model_admin):
    """The stories that the list shows, with the same filters in the address."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request):
        _needs(request, "stories.export_story")
        form = TableForm(_typed(request))
        if request.method == "POST" and form.is_valid():
            with_private = form.cleaned_data["with_private"]
            stories = _listed(model_admin, request).exportable()
            _note(request.user, CHANGE, TAKEN_WITH_PRIVATE if with_private else TAKEN)
            return StreamingHttpResponse(
                stories_table.lines(stories, request.user, with_private),
                content_type="text/csv; charset=utf-8",
                headers=_as_file(f"stories-{timezone.localdate():%Y-%m-%d}.csv"),
            )
        return _screen(request, "table", "A table of stories", form=form)

    return view


def _listed(model_admin, request):
    try:
        return model_admin.get_changelist_instance(request).queryset
    except IncorrectLookupParameters:
        raise Http404 from None


@transaction.atomic
def _erase(story, user, why) -> bool:
    if not data_rights.erase(story):
        return False
    _note(user, DELETION, f"Erased one story with everything held about it. Why: {why}")
    return True


def _note(user, flag, words) -> None:
    """In the log of the admin, with no word or reference of a story."""
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(Story),
        object_repr="Stories",
        action_flag=flag,
        change_message=words,
    )


def _needs(request, permission) -> None:
    if not request.user.has_perms([permission, "stories.moderate_story"]):
        raise PermissionDenied


def _typed(request):
    """Also a form with nothing ticked was sent."""
    return request.POST if request.method == "POST" else kept(request)


def _readable(request):
    return Story.objects.readable_by(request.user)


def _as_file(name) -> dict:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": NOT_KEPT}


def _screen(request, name, title, **more):
    return render(request, f"admin/stories/moderation/{name}.html", desk_page(request, title, **more))
