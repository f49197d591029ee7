"""Where somebody came from in the admin: the list, with the filters that the admin carries along, and the row before."""

from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

FILTERS = "_changelist_filters"
JUST_CAME_BACK = "desk_came_back_to"
TRAIL = "desk_opened"


def filters_of(request) -> str:
    """As a query, written anew: nothing but names and values can come out of it."""
    return QueryDict(request.GET.get(FILTERS, "")).urlencode()


def list_address(request, name: str, otherwise: str = "") -> str:
    """`otherwise` are the filters of somebody who did not come from the list."""
    filters = filters_of(request) or otherwise
    return f"{reverse(name)}?{filters}" if filters else reverse(name)


def address(filters: str, name: str, *args) -> str:
    """A page of one row, which knows the list."""
    url = reverse(name, args=args)
    return f"{url}?{urlencode({FILTERS: filters})}" if filters else url


def to(request, name: str, *args):
    return redirect(address(filters_of(request), name, *args))


def stays_open(request, row) -> None:
    """Coming back to it after a button is no new opening."""
    request.session[JUST_CAME_BACK] = row.pk


def was_open(request, row) -> bool:
    """Asked once after each button."""
    return request.session.pop(JUST_CAME_BACK, None) == row.pk


def leave_trail(request, row) -> None:
    """This one, and the one that was taken before it."""
    trail = request.session.get(TRAIL, [])
    if trail[-1:] != [row.pk]:
        request.session[TRAIL] = [*trail[-1:], row.pk]


def before(request, row) -> int | None:
    """The number of what was taken before this one, if this one is the last that was taken."""
    first, *rest = request.session.get(TRAIL, []) or [None]
    return first if rest == [row.pk] else None
