"""What the database refuses about a story, and by what it finds stories quickly.

SQLite takes an index with a condition only for a query that spells the condition out in the same way: what is
`__isnull=False` here is never an `exclude(…=None)` there. `tests/stories/test_plans.py` reads that each is used.
"""

from django.db import models
from django.db.models import F, Q

from stories.models.ages import AboutAge
from stories.models.enums import NOT_IN_USE, Channel, State, none_of
from stories.models.spam import MANY

RISKIEST = (F("risk").desc(), "submitted_at", "id")
NEWEST = (F("submitted_at").desc(), F("id").desc())
FROM_ONE_PLACE, SPAM = Q(spam_reason=MANY), Q(~Q(spam_reason=""), ~Q(spam_reason=MANY))


def _lane(name, of):
    """Few stories of many, in the order in which moderators read."""
    return models.Index("state", *RISKIEST, condition=of, name=name)


def _pile(name, since, of=None):
    """The same few by the day since which they wait: of the queue itself, if nothing else is said."""
    in_queue = Q((f"{since}__isnull", False), spam_reason="", typing_asked_at=None)
    return models.Index("state", since, condition=of or in_queue, name=name)


INDEXES = [
    models.Index("state", "submitted_at", "id", name="story_queue"),
    models.Index("state", *RISKIEST, name="story_riskiest_first"),
    models.Index(*RISKIEST, name="story_riskiest_of_all"),
    models.Index("state", "claimed_by", *RISKIEST, name="story_of_a_reader"),
    models.Index("state", "claimed_by", "submitted_at", "id", name="story_of_a_reader_oldest"),
    _lane("story_spam_riskiest", SPAM),
    _lane("story_many_riskiest", FROM_ONE_PLACE),
    _lane("story_answered", Q(answered_at__isnull=False)),
    _lane("story_edits_agreed", Q(agreed_at__isnull=False)),
    _lane("story_edits_not_agreed", Q(disagreed_at__isnull=False)),
    _lane("story_with_a_first_yes", Q(approved_at__isnull=False)),
    _lane("story_in_another_language", ~Q(language="")),
    _lane("story_to_type", Q(typing_asked_at__isnull=False)),
    _lane("story_by_another_way", ~Q(channel=Channel.WEB)),
    _lane("story_not_to_publish", Q(consent_publish=False)),
    _lane("story_without_an_address", Q(state=State.WAITING, email="")),
    _lane("story_about_a_young_child", Q(about_age=AboutAge.UNDER_13)),
    _pile("story_typed_in_since", "submitted_at", Q(typing_asked_at__isnull=False, spam_reason="")),
    _pile("story_spam_since", "submitted_at", SPAM),
    _pile("story_many_since", "submitted_at", FROM_ONE_PLACE),
    _pile("story_in_queue_answered", "answered_at"),
    _pile("story_in_queue_agreed", "agreed_at"),
    _pile("story_in_queue_not_agreed", "disagreed_at"),
    _pile("story_in_queue_first_yes", "approved_at"),
    models.Index("held_at", condition=Q(held_at__isnull=False), name="story_held_since"),
    models.Index(*RISKIEST, condition=Q(held_at__isnull=False), name="story_held_riskiest"),
    models.Index(
        "consent_ends_on", "id", condition=none_of(NOT_IN_USE), name="story_consent_ends_in_use"
    ),
    models.Index(
        "consent_ends_on",
        "id",
        condition=none_of(NOT_IN_USE) & Q(email=""),
        name="story_consent_ends_unasked",
    ),
    models.Index("email", *NEWEST, condition=~Q(email=""), name="story_of_an_address_newest"),
    models.Index("words_key", *NEWEST, condition=~Q(words_key=""), name="story_of_the_same_words"),
]

CONSTRAINTS = [
    models.CheckConstraint(
        name="sent_story_may_be_read",
        condition=Q(state=State.DRAFT, submitted_at=None, disclosed_at=None)
        | Q(
            ~Q(state=State.DRAFT),
            submitted_at__isnull=False,
            disclosed_at=None,
            consent_read=True,
            consented_at__isnull=False,
        )
        | Q(
            # It rests on the law that keeps children safe, not on a yes; so leads alone ever read it.
            state__in=[State.SAFEGUARDING, State.WITHDRAWN],
            submitted_at__isnull=False,
            held_at__isnull=False,
            disclosed_at__isnull=False,
            consent_read=False,
            consent_publish=False,
            consent_training=False,
            consent_press=False,
            consented_at=None,
        ),
    ),
    models.CheckConstraint(
        name="published_story_has_consent_and_a_moderator",
        condition=~Q(state=State.PUBLISHED)
        | Q(
            consent_publish=True,
            slug__isnull=False,
            published_at__isnull=False,
            decided_by__isnull=False,
        ),
    ),
    models.CheckConstraint(
        name="decided_story_says_when_and_by_whom",
        condition=~Q(state=State.DECLINED) | Q(decided_at__isnull=False, decided_by__isnull=False),
    ),
    models.CheckConstraint(
        name="withdrawn_story_says_when",
        condition=Q(state=State.WITHDRAWN, withdrawn_at__isnull=False)
        | Q(~Q(state=State.WITHDRAWN), withdrawn_at=None),
    ),
    models.CheckConstraint(
        name="held_story_says_when_and_is_not_public",
        condition=Q(state=State.SAFEGUARDING, held_at__isnull=False)
        | Q(state=State.WITHDRAWN)
        | Q(~Q(state__in=[State.SAFEGUARDING, State.WITHDRAWN]), held_at=None),
    ),
    models.CheckConstraint(
        name="criticality_is_0_to_5",
        condition=Q(criticality=None) | Q(criticality__range=(0, 5)),
        violation_error_message="Choose a number from 0 to 5.",
    ),
    models.CheckConstraint(
        name="first_yes_says_when_and_by_whom",
        condition=Q(approved_by=None, approved_at=None)
        | Q(approved_by__isnull=False, approved_at__isnull=False),
    ),
    models.CheckConstraint(
        name="sensitive_story_was_read_by_two_people",
        condition=~Q(state=State.PUBLISHED)
        | Q(
            criticality__isnull=False,
            criticality__lt=3,
            has_criticism=False,
            has_health_detail=False,
        )
        | Q(approved_by__isnull=False) & ~Q(approved_by=F("decided_by")),
    ),
    models.CheckConstraint(
        name="first_yes_to_changes_says_when_and_by_whom",
        condition=Q(changes_approved_by=None, changes_approved_at=None)
        | Q(changes_approved_by__isnull=False, changes_approved_at__isnull=False),
    ),
    models.CheckConstraint(
        name="edits_are_agreed_or_not",
        condition=Q(agreed_at=None) | Q(disagreed_at=None),
    ),
    models.CheckConstraint(
        name="only_a_public_story_is_featured",
        condition=Q(featured_at=None) | Q(state=State.PUBLISHED),
    ),
    models.CheckConstraint(
        name="what_staff_typed_says_who",
        condition=Q(channel__in=[Channel.WEB, Channel.TEMPLATE], typed_by=None)
        | Q(channel__in=[Channel.PAPER, Channel.PHONE, Channel.IN_PERSON], typed_by__isnull=False),
    ),
    models.CheckConstraint(
        name="story_state_is_known",
        condition=Q(state__in=State.values),
    ),
]
