from uuid import uuid4

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.client_address import client_key
from coproduction_site.errors import kept
from stories.submission import drafts, walk
from stories.submission.template import actions
from stories.submission.template.forms import TemplateForm
from stories.submission.views.questions import TOO_MANY, crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def send_template(request):
    """Its answers become a draft of this browser. The key goes with the form: sent twice, it is one draft."""
    key = walk.posted_key(request) or uuid4()
    form = TemplateForm(request.POST or kept(request), request.FILES or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            is_ours = actions.begin(form.cleaned_data["file"], key, client_key(request))
            walk.remember(request, key)
            return redirect(_next(key) if is_ours else "stories:template_other")
        except ValidationError as error:
            form.add_error("file", error)
        except drafts.TooMany:
            status = TOO_MANY
    context = {
        "form": form,
        "key": key,
        "too_many": status == TOO_MANY,
        "has_draft": drafts.draft(walk.session_key(request)) is not None,
        "crumbs": crumbs("Send the template back"),
    }
    return render(request, "stories/submission/send_template.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
def another_document(request):
    """It was not our template. It is kept as a private document, and the questions are still to be answered."""
    draft = drafts.draft(walk.session_key(request))
    if draft is None:
        return redirect("stories:start")
    context = {"draft": draft, "next": _next(draft.key), "crumbs": crumbs("Your file")}
    return render(request, "stories/submission/template_other.html", context)


def _next(key) -> str:
    draft = drafts.draft(key)
    return walk.next_open(draft) if draft else reverse("stories:thanks")
