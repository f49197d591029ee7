"""What is held that we wrote from a story, in plain words: a case study with its question, easy words, a translation."""

from coproduction_site.rights.sources import day
from stories.models import OtherWords, Retelling
from stories.models.retelling import what_was_written


def in_plain_words(story) -> dict[str, list[dict]]:
    asked = map(_asked, Retelling.objects.filter(story=story))
    other_words = OtherWords.objects.filter(publication=story.pk)
    return {
        "A case study from your story": [*asked, *what_was_written(story.pk)],
        "Your story in other words": [words.in_plain_words for words in other_words],
    }


def _asked(retelling) -> dict:
    return {
        "We asked you": day(retelling.asked_at),
        "Your answer": retelling.get_answer_display(),
        "Answered": day(retelling.answered_at) if retelling.answered_at else "",
        "Your yes ends on": f"{retelling.ends_on:%-d %B %Y}" if retelling.ends_on else "",
    }
