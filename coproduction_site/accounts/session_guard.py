"""Pages for people who are signed in: how long that lasts, and what happens to words when it has ended."""

import time
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.shortcuts import render

from coproduction_site.errors import kept

HOUR = 60 * 60
STAFF_HOURS, STAFF_IDLE_HOURS = 12, 2
PARTNER_HOURS, PARTNER_IDLE_HOURS = 7 * 24, 24
SEEN_EVERY = 60  # Seconds. Writing down each request would write the session as often.
SINCE, SEEN = "signed_in_at", "seen_at"


def signed_in(view, in_words=None):
    """For views that somebody must be signed in to open.

    If the time ran out while they were writing, they get every word back, and a button that sends it again.
    `in_words(name, text)` says what a box is called and how its answer reads, or None for what nobody wrote.
    """

    @wraps(view)
    def checked(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return ask_to_sign_in(request)

    checked.in_words = in_words or _by_name
    return checked


def ask_to_sign_in(request):
    data = kept(request) or request.POST
    if not data:
        return redirect_to_login(request.get_full_path())
    answers = list(_answers(data))
    in_words = getattr(getattr(request.resolver_match, "func", None), "in_words", _by_name)
    read = [in_words(name, text) for name, text in answers if text]
    context = {"answers": answers, "read": [answer for answer in read if answer is not None]}
    return render(request, "account/signed_out_while_writing.html", context, status=403)


def _answers(data):
    """Field and what was written; a password is never sent back."""
    for field, several in data.lists():
        if field != "csrfmiddlewaretoken" and "password" not in field.lower():
            for text in several:
                yield field, text


def _by_name(field: str, text: str) -> tuple[str, str]:
    return field.replace("_", " ").replace("-", " ").capitalize(), text


@receiver(user_logged_in)
def _note_the_time(sender, request, user, **details):
    request.session[SINCE] = request.session[SEEN] = int(time.time())


def has_session(request) -> bool:
    """Whether the browser says so. Anonymous public pages must not touch the session: reading it makes an answer personal."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def somebody(request):
    """Who is signed in, and None for everybody else: a cookie that is old or made up is nobody."""
    if not has_session(request) or not hasattr(request, "user"):
        return None
    is_here = request.user.is_authenticated and not _is_over(request, int(time.time()))
    return request.user if is_here else None


def end_if_over(request) -> None:
    """Sign somebody out who has been away too long, or signed in for too long (OWASP ASVS 5.0, 7.3)."""
    now, session = int(time.time()), request.session
    since, seen = session.get(SINCE, now), session.get(SEEN, now)
    if _is_over(request, now):
        logout(request)
        messages.info(request, "It was a while ago that you signed in, so we signed you out.")
    elif SINCE not in session or not 0 <= now - seen < SEEN_EVERY:
        session[SINCE], session[SEEN] = since, now


def _is_over(request, now: int) -> bool:
    most, idle = _limits(request.user)
    since, seen = request.session.get(SINCE, now), request.session.get(SEEN, now)
    return now - since > most or now - seen > idle


def _limits(user) -> tuple[int, int]:
    """Seconds: since signing in, and since the last page."""
    if user.is_staff:
        return STAFF_HOURS * HOUR, STAFF_IDLE_HOURS * HOUR
    return PARTNER_HOURS * HOUR, PARTNER_IDLE_HOURS * HOUR
