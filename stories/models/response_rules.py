"""What the answer of a partner can say, and what the database refuses about it."""

from django.db import models
from django.db.models import F, Q

from stories.models.enums import Progress, none_of


class ResponseState(models.TextChoices):
    INVITED = "invited", "The partner has not answered yet"
    SENT = "sent", "Waiting to be read by a moderator"
    RETURNED = "returned", "Back with the partner"
    PUBLISHED = "published", "Published"


class ResponseKind(models.TextChoices):
    HEARD = "heard", "We have heard you"
    WILL_CHANGE = "will_change", "We will change something"
    CHANGED = "changed", "We have changed something"
    COULD_NOT = "could_not", "We could not, because"


AS_READ = (
    *("story", "kind", "words", "owner", "by_on", "done_on", "person", "role", "decided_at"),
    *("partner__slug", "partner__name"),
)
COMES_TO = {
    ResponseKind.HEARD: Progress.ANSWERED,
    ResponseKind.COULD_NOT: Progress.ANSWERED,
    ResponseKind.WILL_CHANGE: Progress.PLANNED,
    ResponseKind.CHANGED: Progress.MADE,
}
NOT_WITH_PARTNER = (ResponseState.SENT, ResponseState.PUBLISHED)
INDEXES = [
    models.Index("due_on", "id", condition=none_of(NOT_WITH_PARTNER), name="response_with_a_partner"),
    models.Index("state", "sent_at", "id", name="response_to_read"),
    models.Index("invited_at", "id", condition=Q(is_asked=False), name="response_not_asked"),
    models.Index(
        "state",
        F("decided_at").desc(),
        F("id").desc(),
        condition=Q(state=ResponseState.PUBLISHED),
        name="response_published_newest",
    ),
    models.Index(
        "kind",
        "by_on",
        "id",
        condition=Q(state=ResponseState.PUBLISHED, is_settled=False),
        name="response_promise_not_settled",
    ),
]
CONSTRAINTS = [
    models.UniqueConstraint(
        name="one_open_response_for_a_partner_and_a_story",
        fields=["story", "partner"],
        condition=~Q(state=ResponseState.PUBLISHED),
    ),
    models.CheckConstraint(
        name="response_state_is_known",
        condition=Q(state__in=ResponseState.values),
    ),
    models.CheckConstraint(
        name="sent_response_says_something_and_who_says_it",
        condition=Q(state=ResponseState.INVITED, sent_at=None, sent_by=None, kind="")
        | Q(
            ~Q(state=ResponseState.INVITED) & ~Q(words="") & ~Q(person="") & ~Q(role=""),
            kind__in=ResponseKind.values,
            sent_at__isnull=False,
            sent_by__isnull=False,
        ),
    ),
    models.CheckConstraint(
        name="decided_response_says_when_and_by_whom",
        condition=Q(
            state__in=[ResponseState.PUBLISHED, ResponseState.RETURNED],
            decided_at__isnull=False,
            decided_by__isnull=False,
        )
        | Q(state__in=[ResponseState.INVITED, ResponseState.SENT], decided_at=None, decided_by=None),
    ),
    models.CheckConstraint(
        name="returned_response_says_why", condition=~Q(state=ResponseState.RETURNED) | ~Q(reason="")
    ),
    models.CheckConstraint(
        name="promise_has_an_owner_and_a_date",
        condition=Q(~Q(owner=""), kind=ResponseKind.WILL_CHANGE, by_on__isnull=False)
        | Q(~Q(kind=ResponseKind.WILL_CHANGE), owner="", by_on=None),
    ),
    models.CheckConstraint(
        name="change_that_was_made_says_since_when",
        condition=Q(kind=ResponseKind.CHANGED, done_on__isnull=False)
        | Q(~Q(kind=ResponseKind.CHANGED), done_on=None),
    ),
]
