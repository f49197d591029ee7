"""A partner answers stories that name it. Whose answers these are is a queryset; others do not exist."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.errors import kept
from coproduction_site.workflow import versions
from coproduction_site.workflow.decide import Answer, press
from stories.models.publication import with_publications
from stories.models.responses import Response
from stories.responses.forms import AnswerForm

SENT = "Thank you. A moderator reads your answer now. Then we write to you."


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    response = _mine(request, pk)
    data = request.POST or kept(request)
    version = versions.posted(data or {})
    form = AnswerForm(data, instance=response) if data else AnswerForm(instance=response)
    if request.method == "POST" and form.is_valid():
        answer = _send(request, response, form, version)
        if answer.done:
            return redirect("partners:mine")
        form.add_error(None, answer.refusal)
        response = _mine(request, pk)
    return render(request, "stories/responses/answer.html", _page(response, form, version))


@signed_in
@require_POST
def say_more(request, pk):
    """The next answer to the same story: what came of a promise."""
    try:
        following = _mine(request, pk).say_more()
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect("partners:mine")
    return redirect("stories:answer", following.pk)


def _mine(request, pk):
    answers = Response.objects.of(request.user).of_public_stories().select_related("partner")
    return with_publications([get_object_or_404(answers, pk=pk)])[0]


def _send(request, response, form, version) -> Answer:
    def send() -> str:
        response.version = version
        response.send(request.user, **form.answer)
        return SENT

    def just_sent() -> str:
        now = _mine(request, response.pk)
        same = all(getattr(now, name) == value for name, value in form.answer.items())
        return SENT if same and now.sent_by_id == request.user.pk else ""

    return press(request, send, just_sent)


def _page(response, form, version) -> dict:
    """After a refusal the form carries the version that is shown now, so that a second press is informed."""
    stale = bool(form.is_bound and form.non_field_errors())
    return {
        "response": response,
        "form": form,
        "version": response.version if stale or not form.is_bound else version,
        "stale": stale,
        "crumbs": [("Your pages", "/partners/mine/"), ("Answer a story", "")],
    }
