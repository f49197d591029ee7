"""Which story is read next: that of the same list, in its order, if nobody else has it."""

from copy import copy

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from coproduction_site import way_back
from stories.models import Story
from stories.moderation.care import Skipped, gently, heavy_in_a_row, is_heavy

FURTHEST = 500  # Stories of a list among which the next one is looked for.
FIVE = 5
NONE_LEFT = "There is no other story in this list that you could read now."
LEFT_OUT = "What you skip today is left out."


@transaction.atomic
def take(request, story) -> None:
    """It is theirs, and open. Its words unfold at once, unless they may be hard to read.

    Raises ValidationError while a colleague has it.
    """
    story.claim(request.user)
    story.note_opened(request.user)
    if not story.may_be_hard_to_read:
        story.note_unfolded(request.user)
    way_back.stays_open(request, story)
    way_back.leave_trail(request, story)


def take_next(request, story) -> Story | None:
    """Of those that somebody else takes at this moment, the one after it."""
    stories, skipped = _list_of(request, way_back.filters_of(request)), Skipped.of(request.user)
    for pk in _in_turn(stories, story, request.user, skipped):
        found = Story.objects.readable_by(request.user).filter(pk=pk).first()
        if (
            found is not None
            and not _is_skipped(found, request.user, skipped)
            and _is_taken(request, found)
        ):
            return found
    return None


def none_left(user) -> str:
    return f"{NONE_LEFT} {LEFT_OUT}" if Skipped.of(user).is_anything else NONE_LEFT


def _is_skipped(story, user, skipped) -> bool:
    """What somebody has taken already is theirs: it is not taken away behind their back."""
    return story.claimed_by_id != user.pk and skipped.has_in_words(story)


def _is_taken(request, story) -> bool:
    """What does not wait is only opened: it is nobody's to take."""
    if story.state != Story.State.WAITING:
        return True
    try:
        take(request, story)
    except ValidationError:
        return False
    return True


def _list_of(request, filters: str):
    """As the list itself would show it, however it was narrowed."""
    asked = copy(request)
    asked.method, asked.GET = "GET", QueryDict(filters)
    stories_admin = admin.site.get_model_admin(Story)
    try:
        return stories_admin.get_changelist_instance(asked).queryset
    except IncorrectLookupParameters:
        asked.GET = QueryDict()
        return stories_admin.get_changelist_instance(asked).queryset


def take_five(request) -> int:
    """Of the list as it is shown, for somebody who reads them one after another. They stay folded."""
    how_many, skipped = 0, Skipped.of(request.user)
    for pk in _in_turn(_list_of(request, request.GET.urlencode()), None, request.user, skipped):
        if how_many == FIVE:
            break
        story = Story.objects.waiting().filter(pk=pk, claimed_by=None).first()
        how_many += story is not None and _is_claimed(story, request.user, skipped)
    return how_many


def _is_claimed(story, user, skipped) -> bool:
    if skipped.has_in_words(story):
        return False
    try:
        story.claim(user)
    except ValidationError:
        return False
    return True


def _in_turn(stories, story, user, skipped) -> list[int]:
    """Those after this one, then those before it; what nobody has, then what is theirs already."""
    columns = ("pk", "state", "claimed_by", "approved_by", "typing_asked_at", "risk", "content_note")
    rows = list(stories.values_list(*columns, named=True)[:FURTHEST])
    here = next((at for at, row in enumerate(rows) if story and row.pk == story.pk), -1)
    others = [row for row in (*rows[here + 1 :], *rows[: max(here, 0)]) if row.typing_asked_at is None]
    left_out = skipped.with_theme([row.pk for row in others])
    free = [row for row in others if _is_free(row) and row.pk not in left_out]
    mine = [
        row.pk for row in others if not _is_free(row) and row.claimed_by == user.pk != row.approved_by
    ]
    weighed = [(row.pk, is_heavy(row.risk, row.content_note)) for row in free]
    return [*gently(weighed, heavy_in_a_row(user)), *mine]


def _is_free(row) -> bool:
    return row.state != Story.State.WAITING or row.claimed_by is None
