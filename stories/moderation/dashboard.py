"""What waits for somebody at the desk about stories (see `desk.waiting`, which counts it)."""

from coproduction_site.desk.waiting import Kind, Section
from stories.models import CallRequest, OtherWords, Response, Story, safeguarding
from stories.moderation import outbox

WAITING = "Waiting to be read"
QUEUE, ANSWERS = "admin:stories_story_changelist", "admin:stories_response_changelist"


def _stories(name, with_user=False):
    """A named queryset of the stories that this person may read."""

    def of(user):
        return getattr(Story.objects.readable_by(user), name)(*[user] if with_user else [])

    return of


KINDS = [
    Kind(
        "May not be safe, and no safeguarding lead has opened it",
        _stories("nobody_opened"),
        "alert__raised_at",
        QUEUE,
        "?state=not_opened",
        is_part=True,
        permission=safeguarding.IS_LEAD,
        is_urgent=True,
    ),
    Kind(
        "Held to keep somebody safe",
        _stories("held"),
        "held_at",
        QUEUE,
        "?state=safeguarding",
        permission=safeguarding.IS_LEAD,
        is_urgent=True,
    ),
    Kind(WAITING, _stories("waiting"), "submitted_at", QUEUE, "?state=waiting"),
    Kind("Pages to type in", _stories("to_type"), "submitted_at", QUEUE, "?state=to_type"),
    Kind(
        "Mine to read",
        _stories("claimed_by", with_user=True),
        "submitted_at",
        QUEUE,
        "?state=waiting&reader=me",
        is_part=True,
    ),
    Kind(
        "A teller has answered",
        _stories("answered"),
        "answered_at",
        QUEUE,
        "?state=waiting&flag=answered",
        is_part=True,
    ),
    Kind(
        "Edits agreed",
        _stories("edits_agreed"),
        "agreed_at",
        QUEUE,
        "?state=waiting&flag=agreed",
        is_part=True,
    ),
    Kind(
        "Edits not agreed",
        _stories("edits_not_agreed"),
        "disagreed_at",
        QUEUE,
        "?state=waiting&flag=not_agreed",
        is_part=True,
    ),
    Kind(
        "Needs a second person: you",
        _stories("for_a_second_person", with_user=True),
        "approved_at",
        QUEUE,
        "?state=waiting&flag=second",
        is_part=True,
    ),
    Kind(
        "Many from one place",
        _stories("many_from_one_place"),
        "submitted_at",
        QUEUE,
        "?state=many",
    ),
    Kind("Perhaps spam", _stories("perhaps_spam"), "submitted_at", QUEUE, "?state=spam", asks=False),
    Kind(
        "Somebody asked to be rung",
        lambda user: CallRequest.objects.open(),
        "asked_at",
        "admin:stories_callrequest_changelist",
        "",
    ),
    Kind(
        "Answers of partners to read",
        lambda user: Response.objects.to_read(),
        "sent_at",
        ANSWERS,
        "#to-read",
    ),
    Kind(
        "Answers that are late",
        lambda user: Response.objects.late(),
        "due_on",
        ANSWERS,
        "#awaited",
        is_due=True,
    ),
    Kind(
        "Partners where nobody can sign in to answer",
        lambda user: Response.objects.not_asked(),
        "invited_at",
        ANSWERS,
        "#awaited",
    ),
    Kind(
        "Promises past their day",
        lambda user: Response.objects.promises_due(),
        "by_on",
        ANSWERS,
        "#promises",
        is_due=True,
    ),
    Kind(
        "Easy words or a translation to look at again",
        lambda user: OtherWords.objects.behind(),
        "behind_since",
        QUEUE,
        "?state=words_behind",
    ),
    Kind(
        "Consent ends soon",
        _stories("consent_ends_soon"),
        "consent_ends_on",
        QUEUE,
        "?state=consent_ends",
        is_due=True,
    ),
]


LETTERS = [
    Kind(
        "Letters that did not go",
        outbox.did_not_go,
        "last_updated",
        "admin:post_office_email_changelist",
        "?status__exact=1",
    ),
]
SECTIONS = [
    Section(
        "Stories",
        "stories.moderate_story",
        KINDS,
        "No story waits to be read. Nobody is waiting for you. Have a good day.",
        above="admin/stories/moderation/above_piles.html",
        below="admin/stories/moderation/below_piles.html",
    ),
    Section("Letters", "post_office.view_email", LETTERS, "Every letter of the last days went."),
]
