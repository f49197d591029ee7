"""Coming into a round by its code: wrong ones are counted, so that nobody guesses one."""

from functools import wraps
from http import HTTPStatus

from django.shortcuts import render

from coproduction_site.accounts.client_address import client_key
from coproduction_site.limits import GROUP_CODES_WRONG, TooMany
from coproduction_site.private_links import told_to_nobody
from ladder.groups.actions import Closed
from ladder.models import GroupRound


class Unknown(Exception):
    """No round has this code, or it has another one by now."""


def opened(code: str, visitor: str) -> GroupRound:
    """Raises TooMany before it looks, for whoever gave too many wrong ones; raises Unknown."""
    if GROUP_CODES_WRONG.is_reached(visitor):
        raise TooMany
    found = GroupRound.objects.select_related("series").filter(code=code).first()
    if found is None:
        GROUP_CODES_WRONG.is_passed(visitor)
        raise Unknown
    return found


def by_code(view):
    """For a page of which the address holds the code of a round. It is told to nobody."""

    @wraps(view)
    def with_round(request, code, **more):
        try:
            found = opened(code, client_key(request))
        except TooMany:
            return not_open(request, HTTPStatus.TOO_MANY_REQUESTS)
        except Unknown:
            return not_open(request)
        try:
            return told_to_nobody(view(request, found, **more))
        except Closed:
            return not_open(request)

    return with_round


def not_open(request, status=HTTPStatus.NOT_FOUND):
    """The same for a code that never was, and for a round that is over: nobody learns which."""
    context = {"too_many": status == HTTPStatus.TOO_MANY_REQUESTS}
    return told_to_nobody(render(request, "ladder/groups/not_open.html", context, status=status))
