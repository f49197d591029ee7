"""The pictures, files and films of a preview: for whoever may write there, and for whoever has a link that works."""

import copy
from pathlib import PurePath

from coproduction_site.drafts.desks import all_desks, row_of
from coproduction_site.drafts.models import Draft, kind_of


def may_be_seen(request, *rows) -> bool:
    """Whether this person may look at a draft over one of these rows, whose files nobody else can fetch yet."""
    drafts = filter(None, map(Draft.objects.over, rows))
    return any(_may_look(request, draft) for draft in drafts)


def kept(request, model, name: str) -> str | None:
    """The stored file of this name that only a draft holds. Names are random, so whoever knows one has seen the preview."""
    for draft in Draft.objects.filter(kind=kind_of(model)).exclude(files={}):
        found = next((stored for stored in draft.files.values() if PurePath(stored).name == name), None)
        if found and _may_look(request, draft):
            return found
    return None


def _may_look(request, draft) -> bool:
    desk = all_desks().get(draft.kind)
    if desk is None:
        return False
    row = row_of(draft)
    return desk.takes_drafts(request, row) or (draft.is_shared and _may_write(draft, request, desk, row))


def _may_write(draft, request, desk, row) -> bool:
    """A link works as long as whoever saved the draft may write there."""
    asked = copy.copy(request)
    asked.user = draft.saved_by
    return bool(asked.user and asked.user.is_active and desk.takes_drafts(asked, row))
