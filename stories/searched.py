"""Stories, as everybody can search them: publications, and nothing of the story behind (see `search.kinds`)."""

from coproduction_site.search.kinds import ENGLISH, Entry, SearchKind
from stories.models.other_words import OtherWords, read_with
from stories.models.publication import Publication
from stories.models.search_entries import KIND
from stories.models.texts import TEXTS


def _of_publication(publication) -> Entry:
    """Nobody meets hard words unprepared: where there is a note, a result quotes nothing else, and is read aloud in its language."""
    texts = " ".join(filter(None, (getattr(publication, text) for text in TEXTS if text != "title")))
    return Entry(
        title=publication.title,
        address=publication.get_absolute_url(),
        shown=publication.content_note or texts,
        lang=publication.opening_language or ENGLISH,
        also=" ".join(
            [texts if publication.content_note else "", *_in_other_words(publication)]
        ).strip(),
    )


def _in_other_words(publication) -> list[str]:
    return [f"{words.title} {words.text}" for words in read_with(publication)]


def _rows():
    return Publication.objects.prefetch_related("other_words")


def _story_of(row) -> list[int]:
    return [row.publication_id if isinstance(row, OtherWords) else row.pk]


KINDS = [
    SearchKind(
        KIND,
        "Story",
        "Stories",
        Publication,
        _rows,
        _of_publication,
        also=(OtherWords,),
        numbers_of=_story_of,
        is_numerous=True,
    )
]
