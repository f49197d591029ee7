from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from coproduction_site.letters import previewing
from stories.models import ReadySentence

Kind = ReadySentence.Kind
STANDS_IN = {
    Kind.DECLINED: ("stories/declined", "reason"),
    Kind.TAKEN_DOWN: ("stories/taken_down", "reason"),
    Kind.QUESTION: ("stories/question", "message"),
}


@require_safe
def preview(request, pk):
    """The letter in which a teller reads it: inside the preview of a draft, and nowhere else."""
    row = get_object_or_404(ReadySentence, pk=pk)
    letter, place = STANDS_IN[row.kind]
    return previewing.page(request, letter, **{place: row.words})
