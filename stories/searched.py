"""Stories, as everybody can search them: publications, and nothing of the story behind (see `search.kinds`)."""

from coproduction_site.search.kinds import Entry, SearchKind
from stories.models.publication import Publication
from stories.models.search_entries import KIND
from stories.models.texts import TEXTS


def _of_publication(publication) -> Entry:
    """Nobody meets hard words unprepared: where there is a note, a result quotes nothing else."""
    texts = " ".join(filter(None, (getattr(publication, text) for text in TEXTS if text != "title")))
    return Entry(
        title=publication.title,
        address=publication.get_absolute_url(),
        shown=publication.content_note or texts,
        also=texts if publication.content_note else "",
    )


KINDS = [
    SearchKind(
        KIND, "Story", "Stories", Publication, Publication.objects.all, _of_publication, is_numerous=True
    )
]
