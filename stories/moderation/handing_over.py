"""The whole list of a reader who cannot go on, handed to a colleague with one press."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coproduction_site import way_back
from coproduction_site.accounts.staff import staff_with
from coproduction_site.admin_tools import desk_page
from coproduction_site.errors import kept
from coproduction_site.forms import Form
from coproduction_site.models import User
from stories.models import Story, StoryEvent
from stories.models.desk_verbs import passed_on_in_words
from stories.models.safeguarding import is_lead

LISTS = "admin:stories_story_changelist"
JUST_NOW = timedelta(minutes=10)
MOST, NAMED = 500, 20  # Stories of one list that go with one press, and how many of them are named.
Kind = StoryEvent.Kind


class ReaderField(forms.ModelChoiceField):
    """With how many stories wait with each, asked once."""

    counts: dict[int, int]

    def label_from_instance(self, reader):
        count = self.counts.get(reader.pk, 0)
        return f"{reader}: {_stories(count)}"


class ListForm(Form):
    reader = ReaderField(queryset=None, label="Whose list?", empty_label="Choose who cannot go on")
    to = forms.ModelChoiceField(
        queryset=None, label="Who reads these stories now?", empty_label="Choose a colleague"
    )

    def __init__(self, data=None, *, user):
        super().__init__(data, initial={"reader": user.pk})
        moderators = staff_with("stories.moderate_story")
        self.fields["to"].queryset = moderators
        self.fields["reader"].counts = counts = _counts(user)
        colleagues = Q(pk__in=moderators.values("pk")) if may_for_others(user) else Q(pk=user.pk)
        self.fields["reader"].queryset = User.objects.filter(colleagues | Q(pk__in=counts)).order_by(
            "pk"
        )

    def clean(self):
        data = super().clean()
        if data.get("reader") and data.get("reader") == data.get("to"):
            self.add_error("to", "It is their list already. Choose somebody else.")
        return data


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request):
    """Anybody their own list; a safeguarding lead, or a superuser, that of a colleague who is ill."""
    if not request.user.has_perm("stories.moderate_story"):
        raise PermissionDenied
    form = ListForm(request.POST if request.method == "POST" else kept(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        reader, to = form.cleaned_data["reader"], form.cleaned_data["to"]
        refused = pass_on(request.user, reader, to)
        for sentence in refused:
            messages.error(request, sentence)
        messages.success(request, who_took_what(request.user, reader, to))
        return redirect(way_back.list_address(request, LISTS))
    page = desk_page(request, "Hand a whole list over", form=form)
    return render(request, "admin/stories/moderation/hand_over.html", page)


def pass_on(user, reader, to) -> list[str]:
    """One story after another: what a colleague decides at this moment is told, and stops no other."""
    refused = []
    for story in Story.objects.readable_by(user).claimed_by(reader)[:MOST]:
        try:
            story.pass_on(user, reader, to)
        except ValidationError as error:
            refused.append(f"{story.reference}: {' '.join(error.messages)}")
    return refused


def who_took_what(user, reader, to) -> str:
    """As the history tells it, so that whoever presses twice reads the same twice."""
    latest = StoryEvent.objects.filter(by=user, at__gt=timezone.now() - JUST_NOW)
    latest = latest.filter(words__in=passed_on_in_words(reader, to)).order_by("at", "pk")
    rows = list(latest.values_list("kind", "story__reference"))
    taken = [reference for kind, reference in rows if kind == Kind.HANDED_OVER]
    back = [reference for kind, reference in rows if kind == Kind.HANDED_BACK]
    done = f"{to} reads {_stories(len(taken))} of {reader} now: {_named(taken)}." if taken else ""
    rest = f"Back with everybody, because {to} gave the first yes: {_named(back)}." if back else ""
    return f"{done} {rest}".strip() or f"No story waits with {reader}."


def may_for_others(user) -> bool:
    return is_lead(user) or user.is_superuser


def _counts(user) -> dict[int, int]:
    """How many stories wait with each whose list this person may hand over."""
    waiting = Story.objects.readable_by(user).waiting().exclude(claimed_by=None)
    mine = waiting if may_for_others(user) else waiting.filter(claimed_by=user)
    counted = mine.order_by().values_list("claimed_by").annotate(how_many=Count("pk"))
    return dict(counted)


def _stories(count: int) -> str:
    return "1 story" if count == 1 else f"{count} stories"


def _named(references: list[str]) -> str:
    more = len(references) - NAMED
    return f"{', '.join(references[:NAMED])}{f' and {more} more' if more > 0 else ''}"
