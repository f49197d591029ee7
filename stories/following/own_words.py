"""A teller's own words on their page, and beside them what everybody can read."""

from django.utils.text import capfirst

from stories.models import Publication, Story, StoryEvent
from stories.models.other_words import read_with
from stories.submission import form_outline

SAID_LATER = {
    StoryEvent.Kind.ANSWERED: "You answered our question",
    StoryEvent.Kind.DISAGREED: "You said what was not right",
}


def sent(story: Story) -> list[form_outline.Answer]:
    """Every question that was answered, as on the page on which it was checked before it went."""
    answers = [answer for _, group in form_outline.answers(story) for answer in group]
    return [answer for answer in answers if answer.is_given]


def said_later(story: Story) -> list[tuple[str, StoryEvent]]:
    events = story.events.filter(kind__in=SAID_LATER).exclude(words="")
    return [(SAID_LATER[event.kind], event) for event in events]


def public(story: Story) -> Publication | None:
    return Publication.objects.filter(pk=story.pk).first()


def own_words(story: Story) -> dict:
    """What templates/stories/following/own_words.html takes."""
    published = public(story)
    return {
        "public_other_words": read_with(published) if published else [],
        "sent": sent(story),
        "sent_pictures": [capfirst(str(group)) for group in story.pictures_picked],
        "said_later": said_later(story),
        "public": published,
    }
