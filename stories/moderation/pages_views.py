"""Where a story that came as pages is typed in, with the pages beside the boxes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site import way_back
from coproduction_site.admin_tools import desk_page
from coproduction_site.errors import kept
from coproduction_site.private_links import private
from coproduction_site.uploads import pdf
from coproduction_site.uploads.serving import NOT_KEPT
from coproduction_site.workflow import versions
from stories.models import Story
from stories.moderation import pages
from stories.moderation.transcription import PagesForm


@require_http_methods(["GET", "HEAD", "POST"])
def type_pages(request, pk):
    """Its opening is written down. What was typed stays in the boxes, whatever is refused."""
    story = get_object_or_404(Story.objects.readable_by(request.user), pk=pk)
    if not story.is_to_type and (request.method != "POST" or story.typed_by == request.user):
        return _done(request, story)
    data = request.POST or kept(request)
    form, refusal = PagesForm(data, story=story), ""
    if request.method == "POST" and form.is_valid():
        try:
            form.type_in(story, request.user, versions.posted(request.POST))
        except ValidationError as error:
            refusal = " ".join(error.messages)
        else:
            return _done(request, story)
    elif data is None:
        story.note_opened(request.user)
    return _show(request, story, form, refusal)


@require_safe
def page(request, pk, key, number):
    """Part of the screen, of which each opening is written down."""
    story = get_object_or_404(Story.objects.readable_by(request.user), pk=pk)
    document = get_object_or_404(story.documents, key=key)
    drawn = pdf.page_picture(pages.read(document), number) if number else None
    if drawn is None:
        raise Http404
    return private(HttpResponse(drawn, content_type="image/jpeg", headers={"Cache-Control": NOT_KEPT}))


def _done(request, story):
    messages.success(request, f"{story} is typed in. It waits in the queue now.")
    return redirect(way_back.list_address(request, "admin:stories_story_changelist", "state=to_type"))


def _show(request, story, form, refusal):
    shown = [pages.shown(document) for document in story.documents.all()]
    context = {"story": story, "form": form, "shown": shown, "refusal": refusal}
    return render(
        request,
        "admin/stories/moderation/type_pages.html",
        desk_page(request, "Type the pages in", **context),
    )
