"""What is held that we wrote from a story, in plain words: a case study with its question, easy words, a translation."""

from coproduction_site.rights.sources import day
from stories.models import OtherWords, Retelling
from stories.models.retelling import what_was_written


def in_plain_words(story) -> list[dict]:
    return [*map(_asked, Retelling.objects.filter(story=story)), *what_was_written(story.pk)]


def in_other_words(story) -> list[dict]:
    return [words.in_plain_words for words in OtherWords.objects.filter(publication=story.pk)]


def _asked(retelling) -> dict:
    return {
        "We asked you": day(retelling.asked_at),
        "Your answer": retelling.get_answer_display(),
        "Answered": day(retelling.answered_at) if retelling.answered_at else "",
        "Your yes ends on": f"{retelling.ends_on:%-d %B %Y}" if retelling.ends_on else "",
    }
