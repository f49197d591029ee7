"""The four words of a story, for the one browser in which they were made: nothing else ever knows them.

They wait in its session until somebody hides the page, and are shown with that one story only.
"""

KEY = "four_words"


def make_first(request, story) -> None:
    """For a story that has none yet. Stopped half way, it has words that nobody saw: new ones can be made."""
    text = story.first_words()
    if text:
        remember(request, story, text)


def remember(request, story, text: str) -> None:
    if request.is_let_in:  # No session is written for it, and the answer is the page that shows them.
        request.four_words = text
    else:
        request.session[KEY] = [story.reference, text]


def of(request, story) -> str:
    if request.is_let_in:
        return getattr(request, "four_words", "")
    reference, text = request.session.get(KEY) or ["", ""]
    return text if reference == story.reference else ""


def forget(request) -> None:
    request.session.pop(KEY, None)
