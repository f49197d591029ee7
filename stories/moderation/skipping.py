"""Where a moderator says what they do not want to be given today. Nobody is told, and nobody asks why."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site import way_back
from coproduction_site.admin_tools import desk_page
from coproduction_site.errors import kept
from coproduction_site.forms import Form
from stories.moderation import care

LISTS = "admin:stories_story_changelist"


class SkipForm(Form):
    theme = forms.ChoiceField(
        label="What do you not want to read today?",
        help_text="“Next story” and “Give me five” leave it out until midnight, as far as a computer can tell.",
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one of these."},
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["theme"].choices = [("", "Choose one"), *care.themes_to_skip()]


@require_http_methods(["GET", "HEAD", "POST"])
def skip(request):
    if not request.user.has_perm("stories.moderate_story"):
        raise PermissionDenied
    if request.method == "POST" and "skip_no_more" in request.POST:
        care.skip_no_more(request.user)
        return _back(request, "You are given every story again.")
    form = SkipForm(request.POST if request.method == "POST" else kept(request))
    if request.method == "POST" and form.is_valid():
        name = care.skip(request.user, form.cleaned_data["theme"])
        return _back(request, f"Until midnight you are not given: {name}.")
    skipped = care.skipped_today(request.user)
    page = desk_page(request, "Skip a theme today", form=form, skipped=skipped)
    return render(request, "admin/stories/moderation/skip.html", page)


def _back(request, done: str):
    messages.success(request, done)
    return redirect(way_back.list_address(request, LISTS))
