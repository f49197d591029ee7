"""An organisation that has signed asks for charter status. Its private link is the way in."""

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.errors import kept
from coproduction_site.private_links import private
from coproduction_site.text import cleaned
from coproduction_site.workflow import versions
from coproduction_site.workflow.ask_once import Question, unsure
from partners.charter.status import actions
from partners.charter.status.forms import ApplicationForm, EvidenceForm
from partners.charter.views import HERE
from partners.models import Pledge, StatusLevel
from partners.models.panel import add_evidence, remove_evidence

REMOVE = "remove-"
BOXES = ("evidence-kind", "evidence-words", "evidence-address")


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request, token):
    """One page: words, things that show it, and buttons that each keep all that was data."""
    pledge = get_object_or_404(Pledge.objects.public(), token=token)
    data = request.POST or kept(request) or QueryDict()
    application = actions.opened(pledge)
    if request.method == "POST" and "begin" in data:
        return _begun(pledge)
    if application is None or not application.is_with_organisation:
        return _show(request, pledge, application, typed=_typed(request.POST, application))
    asks = _asks(request, application)
    if asks:
        return private(asks)
    adds = data.get("do") == "add" or any(data.get(name, "").strip() for name in BOXES)
    adds = adds or bool(request.FILES)
    form = ApplicationForm(data if "do" in data else None, instance=application)
    evidence = EvidenceForm(data if adds else None, request.FILES or None, prefix="evidence")
    is_right = form.is_valid() and (not adds or evidence.is_valid())
    if request.method == "POST" and is_right and _do(application, data, form, evidence):
        return redirect(request.path)
    return _show(request, pledge, application, form, evidence)


def _asks(request, application):
    """Before something is taken out. A file that was chosen beside it is added first: no page can keep it."""
    do = request.POST.get("do", "")
    if not do.startswith(REMOVE):
        return None
    evidence = application.evidence.filter(pk=versions.number(do.removeprefix(REMOVE))).first()
    if evidence is None or request.FILES:
        return None
    question = Question(
        title="Do you want to take this out?",
        happens=(
            f"“{evidence}” goes at once. If it is a document, we delete it.",
            "You can add it again.",
        ),
        button="Yes, take it out",
        back=request.path,
        stay="No, keep it",
    )
    return unsure(request, question)


def _do(application, data, form, evidence) -> bool:
    """What is in the boxes is kept first, whatever button was pressed. False with a sentence in the form."""
    do = data.get("do", "")
    do = "add" if do.startswith(REMOVE) and evidence.files else do
    application.version = versions.posted(data)
    try:
        application.write(**form.answers)
        if evidence.is_bound:
            add_evidence(application, **evidence.answers)
        if do.startswith(REMOVE):
            remove_evidence(application, versions.number(do.removeprefix(REMOVE)))
        elif do == "send":
            actions.send(application)
    except ValidationError as error:
        application.refresh_from_db()
        is_done = do != "send" or application.is_with_panel
        if is_done and _is_kept(application, form, evidence):
            return True
        form.add_error(None, error)
        return False
    return True


def _is_kept(application, form, evidence) -> bool:
    """A button pressed twice: the second press finds what the first one did."""
    same = all(getattr(application, name) == value for name, value in form.answers.items())
    if not same or not evidence.is_bound:
        return same
    added = {name: value for name, value in evidence.answers.items() if name != "document"}
    return application.evidence.filter(**added).exists()


def _typed(data, application) -> list[str]:
    """What was written on a page that came too late, and is kept nowhere."""
    typed = [cleaned(data.get(name, "")).strip() for name in ("words", *BOXES[1:])]
    return [text for text in typed if text and (application is None or text != application.words)]


def _begun(pledge):
    try:
        actions.begin(pledge)
    except ValidationError:
        return redirect(pledge.get_own_url())
    return redirect("charter:apply", pledge.token)


def _show(request, pledge, application, form=None, evidence=None, typed=()):
    context = {
        "pledge": pledge,
        "application": application,
        "form": form,
        "evidence_form": evidence,
        "typed": typed,
        "evidence": application.evidence.all() if application else [],
        "levels": StatusLevel.objects.all(),
        "crumbs": [HERE, ("Your pledge", pledge.get_own_url()), ("Charter status", "")],
    }
    return private(render(request, "partners/charter/status/apply.html", context))
