"""A press that ends something asks once, on a page of its own that works without JavaScript.

The page says what happens and what can be undone. Its button sends the same press again, with everything
that came with it, and says that the person is sure.
"""

from dataclasses import dataclass

from django.shortcuts import render

SURE = "sure"
NEVER_SENT_ON = ("csrfmiddlewaretoken", SURE)


@dataclass(frozen=True, kw_only=True)
class Question:
    """`happens` says it sentence by sentence: first what goes, then what comes back and until when."""

    title: str
    happens: tuple[str, ...]
    button: str
    back: str
    stay: str = "No, go back"


def unsure(request, question: Question):
    """The page that asks, or None for somebody who has answered it. Nothing may be done before."""
    if SURE in request.POST:
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NEVER_SENT_ON
        for value in values
    ]
    return render(request, "ask_once.html", {"question": question, "fields": fields})
