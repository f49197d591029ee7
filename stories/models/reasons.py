"""Reasons and questions to choose from. A teller reads them as they stand here."""

from django.db.models import TextChoices


class DeclineReason(TextChoices):
    IDENTIFIES = "identifies", "Somebody could be recognised"
    LEGAL = "legal", "It touches a court or care matter"
    ABUSE = "abuse", "It is unkind to somebody"
    NOT_A_STORY = "not_a_story", "It is not about working together"
    ADVERT = "advert", "It is an advert or spam"
    DUPLICATE = "duplicate", "We have this story already"
    OTHER = "other", "Something else"


class TakenDownReason(TextChoices):
    ASKED = "asked", "Somebody in the story asked us to"
    IDENTIFIES = "identifies", "Somebody could be recognised"
    NOT_RIGHT = "not_right", "Something in it may not be right"
    LEGAL = "legal", "It touches a court or care matter"
    PHOTO = "photo", "There is a worry about a photo"
    OTHER = "other", "Something else"


class ReadyQuestion(TextChoices):
    """`label` is sent as it is; a moderator can add words of their own."""

    WHO_AGREES = "who_agrees", "Does the person in the story know about it, and are they happy with it?"
    RECOGNISED = (
        "recognised",
        "Some people may know who you are from your story. May we take out what could tell them?",
    )
    NAMED = "named", "You name a worker. May we say what they do, and leave out their name?"
    HAPPENED = "happened", "Could you tell us a little more about what happened?"
    CHANGED = "changed", "What came of it? Has anything changed since?"
    WISH = "wish", "What would you like to happen now?"
    TALK = "talk", "Would you like to talk to us instead? When may we ring you, and on what number?"
