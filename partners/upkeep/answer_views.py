"""What visitors sent, read and settled by the people of the partner. Nobody else's is found."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.errors import kept
from coproduction_site.workflow.decide import press
from partners.models import Partner
from partners.upkeep import visitors
from partners.upkeep.visitor_forms import AnswerForm, SettleForm

SETTLED = "Thank you. It is marked as done."
ANSWERED = "Thank you. Your answer is on its way."


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mistake(request, slug, pk):
    """It is settled once. Whoever was slower sees what was done, and has their own words back."""
    partner = get_object_or_404(Partner.objects.editable_by(request.user), slug=slug)
    mistake = get_object_or_404(partner.mistakes.select_related("done_by"), pk=pk)
    data = request.POST if request.method == "POST" else kept(request)
    form = SettleForm(data, shown=mistake.version)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["words"]
        answer = press(
            request,
            lambda: visitors.settle(mistake, request.user, text) or SETTLED,
            lambda: _just_settled(mistake, request.user, text),
        )
        if answer.done:
            return redirect(_back(request, "mistake"))
        form.add_error(None, answer.refusal)
    page = {"mistake": mistake, "form": form} | _page(partner, "A mistake")
    return render(request, "partners/upkeep/mistake_read.html", page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def question(request, slug, pk):
    """The answer goes once. Whoever was slower sees what went, and has their own words back."""
    partner = get_object_or_404(Partner.objects.editable_by(request.user), slug=slug)
    question = get_object_or_404(partner.questions.select_related("answered_by"), pk=pk)
    form = AnswerForm(request.POST or kept(request))
    if request.method == "POST" and form.is_valid():
        answer = press(
            request,
            lambda: visitors.answer(question, request.user, form.cleaned_data["words"]) or ANSWERED,
            lambda: _just_answered(question, request.user, form.cleaned_data["words"]),
        )
        if answer.done:
            return redirect(_back(request, "question"))
        form.add_error(None, answer.refusal)
    page = {"question": question, "form": form} | _page(partner, "A question")
    return render(request, "partners/upkeep/question_read.html", page)


def _just_settled(mistake, user, text) -> str:
    mistake.refresh_from_db()
    return SETTLED if (mistake.done_by_id, mistake.answer) == (user.pk, text) else ""


def _just_answered(question, user, text) -> str:
    question.refresh_from_db()
    return ANSWERED if (question.answered_by_id, question.answer) == (user.pk, text) else ""


def _back(request, name) -> str:
    """Staff came from their desk."""
    return f"admin:partners_{name}_changelist" if request.user.is_staff else "partners:mine"


def _page(partner, last) -> dict:
    return {"partner": partner, "crumbs": [("Your pages", "/partners/mine/"), (last, "")]}
