"""What the columns of a story can say. The labels are the words on the screen."""

from django.db.models import TextChoices

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


class Teller(TextChoices):
    YOUNG_PERSON = "young_person", "A child or young person"
    PARENT_CARER = "parent_carer", "A parent or carer"
    FAMILY = "family", "Somebody else in the family"
    WORKER = "worker", "Somebody who works with families"
    OTHER = "other", "Somebody else"


class NameChoice(TextChoices):
    ANONYMOUS = "anonymous", "Show no name"
    SHOWN = "shown", "Show a first name, or a name I make up"


class Channel(TextChoices):
    WEB = "web", "Written on the website"
    TEMPLATE = "template", "Sent in with our template"
    PAPER = "paper", "Written on paper"
    PHONE = "phone", "Told on the telephone"
    IN_PERSON = "in_person", "Told in person"
