"""The panel reads applications for charter status. A seat is the way in; without one nothing exists here."""

from pathlib import PurePath

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.errors import kept
from coproduction_site.uploads.documents import content_type
from coproduction_site.uploads.serving import opened
from coproduction_site.workflow.ask_once import Question, unsure
from coproduction_site.workflow.decide import press
from partners.charter.status.forms import ViewForm
from partners.models import Evidence, PanelSeat, PanelView, StatusApplication, panel

HERE = ("The panel", "/charter/panel/")
THANKS = "Thank you. We have what you think."
LEFT = "You have left the panel. Thank you for what you did."
LEAVING = Question(
    title="Do you want to leave the panel?",
    happens=(
        "You lose the way to the panel at once. We send you no more to read.",
        "What you said about charter status stays.",
        "Only the council can invite you again.",
    ),
    button="Yes, I leave the panel",
    back=HERE[1],
)


@signed_in
@require_safe
def applications(request):
    seat = _seat(request)
    mine = PanelView.objects.filter(by=request.user)
    viewed = {(view.application_id, view.round) for view in mine}
    waiting = [(row, (row.pk, row.round) in viewed) for row in seat.applications()]
    context = {"seat": seat, "applications": waiting, "crumbs": [HERE]}
    return render(request, "partners/charter/status/panel.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def read(request, pk):
    """What the others said is not shown: each says what they think themselves."""
    seat = _seat(request)
    application = get_object_or_404(seat.applications(), pk=pk)
    form = ViewForm(request.POST or kept(request), shown=application.round)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        answer = press(
            request,
            lambda: panel.record(seat, application, answers["says"], answers["words"]) and THANKS,
            lambda: THANKS if panel.has_said(seat, application, answers) else "",
        )
        if answer.done:
            return redirect("charter:panel")
        form.add_error(None, answer.refusal)
    view = application.views_now().filter(by=request.user).first()
    context = {
        "application": application,
        "evidence": application.evidence.all(),
        "said": view,
        "form": form,
        "crumbs": [HERE, (application.pledge.name, "")],
    }
    return render(request, "partners/charter/status/panel_read.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request):
    """By oneself, at once. Pressed twice, it is as after the first time."""
    seat = _seat(request)
    page = unsure(request, LEAVING)
    if page:
        return page
    PanelSeat.objects.filter(pk=seat.pk).delete()
    messages.success(request, LEFT)
    return redirect("partners:mine")


@signed_in
@require_safe
def document(request, pk):
    """For the panel and for staff who decide; as a file to save, never as a page of ours."""
    evidence = get_object_or_404(Evidence.objects.exclude(document=""), pk=pk)
    if not _may_read(request.user, evidence.application_id):
        raise Http404
    file = opened(evidence.document)
    name = f"evidence-{evidence.pk}{PurePath(evidence.document.name).suffix}"
    response = FileResponse(file, content_type=content_type(name), as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _seat(request) -> PanelSeat:
    return get_object_or_404(PanelSeat.objects.select_related("user"), user=request.user)


def _may_read(user, application) -> bool:
    if user.is_staff and user.has_perm("partners.change_statusapplication"):
        return StatusApplication.objects.filter(pk=application).exclude(state="draft").exists()
    seat = PanelSeat.objects.filter(user=user).first()
    return bool(seat) and seat.applications().filter(pk=application).exists()
