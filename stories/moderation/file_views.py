"""The files of a story, for those who may read it: photos to look at, documents to save."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from coproduction_site.uploads import documents
from coproduction_site.uploads.serving import as_attachment, picture
from stories.models import Story, StoryEvent


@require_safe
def photo(request, pk, key):
    """Part of the screen, of which each opening is written down."""
    return picture(get_object_or_404(_readable(request, pk).photos, key=key))


@require_safe
def document(request, pk, key):
    """Each opening is written down. It is handed out to be saved, and never shown by a page of ours."""
    story = _readable(request, pk)
    found = get_object_or_404(story.documents, key=key)
    answer = as_attachment(found.file, found.name, documents.content_type(found.file.name))
    if request.method == "GET":
        story.events.create(
            kind=StoryEvent.Kind.OPENED, by=request.user, words=f"The document “{found.name}”."
        )
    return answer


def _readable(request, pk) -> Story:
    return get_object_or_404(Story.objects.readable_by(request.user), pk=pk)
