"""What the columns of a story can say. The labels are the words on the screen."""

from django.db.models import IntegerChoices, Q, TextChoices

HIGH_CRITICALITY = 3


class State(TextChoices):
    DRAFT = "draft", "Not sent yet"
    WAITING = "waiting", "Waiting to be read"
    QUESTION = "question", "Waiting for an answer from the teller"
    WITH_TELLER = "with_teller", "With the teller, to look at our edits"
    SAFEGUARDING = "safeguarding", "Held to keep somebody safe"
    DECLINED = "declined", "Not published"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Taken back"


# Nothing rests on a consent that can end: no yes yet, no yes any more, or the law instead of one.
NOT_IN_USE = (State.DRAFT, State.SAFEGUARDING, State.DECLINED, State.WITHDRAWN)


def none_of(states) -> Q:
    """One by one: SQLite does not see that an index is meant if they stand in a list."""
    return Q(*(~Q(state=state) for state in states))


class Teller(TextChoices):
    YOUNG_PERSON = "young_person", "A child or young person"
    PARENT_CARER = "parent_carer", "A parent or carer"
    FAMILY = "family", "Somebody else in the family"
    WORKER = "worker", "Somebody who works with families"
    OTHER = "other", "Somebody else"


class Progress(IntegerChoices):
    """What the published answers to a story have come to. It only ever rises."""

    UNANSWERED = 0, "No answer yet"
    ANSWERED = 1, "Answered"
    PLANNED = 2, "A change is planned"
    MADE = 3, "A change was made"


class NameChoice(TextChoices):
    ANONYMOUS = "anonymous", "Show no name"
    SHOWN = "shown", "Show a first name, or a name I make up"


class Channel(TextChoices):
    WEB = "web", "Written on the website"
    TEMPLATE = "template", "Sent in with our template"
    PAPER = "paper", "Written on paper"
    PHONE = "phone", "Told on the telephone"
    IN_PERSON = "in_person", "Told in person"
