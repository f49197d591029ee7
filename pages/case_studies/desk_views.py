"""One press on the desk of a story makes a case study of it, and asks its teller."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from coproduction_site.workflow.decide import press
from coproduction_site.workflow.versions import number
from pages.case_studies import of_stories
from pages.case_studies.models import CaseStudy
from stories.moderation.desk import Kind, has_just_done
from stories.moderation.views import readable

STORY = "admin:stories_story_change"
DONE = "The case study is made. Nobody can see it before its teller says yes."
NO_LETTER = "The case study is made. Its teller left no address: they can say yes on their own page."


@require_http_methods(["GET", "HEAD", "POST"])
def of_story(request, pk):
    """By GET, to the case study of a story."""
    story = readable(request, pk)
    if request.method != "POST":
        return _opened(pk)
    story.version = number(request.POST.get("version"))
    done = DONE if story.email else NO_LETTER
    answer = press(
        request,
        lambda: of_stories.begin(story, request.user) and done,
        lambda: done if has_just_done(story, request.user, Kind.RETELL_ASKED) else "",
    )
    if answer.refusal:
        messages.error(request, answer.refusal)
    return redirect(STORY, pk)


def _opened(pk):
    study = CaseStudy.objects.filter(story_number=pk).first()
    if study is None:
        raise Http404
    return redirect("admin:pages_casestudy_change", study.pk)
