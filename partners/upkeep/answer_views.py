"""What visitors sent, read and settled by the people of the partner. Nobody else's is found."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.errors import kept
from partners.models import Partner
from partners.upkeep import visitors
from partners.upkeep.visitor_forms import AnswerForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mistake(request, slug, pk):
    partner = get_object_or_404(Partner.objects.editable_by(request.user), slug=slug)
    mistake = get_object_or_404(partner.mistakes.select_related("done_by"), pk=pk)
    if request.method == "POST":
        try:
            mistake.settle(request.user)
            messages.success(request, "Thank you. It is marked as done.")
        except ValidationError as error:
            messages.info(request, error.message)
        return redirect(_back(request, "mistake"))
    page = {"mistake": mistake} | _page(partner, "A mistake")
    return render(request, "partners/upkeep/mistake_read.html", page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def question(request, slug, pk):
    """The answer goes once. Whoever was slower sees what went, and has their own words back."""
    partner = get_object_or_404(Partner.objects.editable_by(request.user), slug=slug)
    question = get_object_or_404(partner.questions.select_related("answered_by"), pk=pk)
    form = AnswerForm(request.POST or kept(request))
    if request.method == "POST" and form.is_valid():
        try:
            visitors.answer(question, request.user, form.cleaned_data["words"])
        except ValidationError as error:
            question.refresh_from_db()
            if question.answer == form.cleaned_data["words"]:
                return redirect(_back(request, "question"))
            form.add_error(None, error)
        else:
            messages.success(request, "Thank you. Your answer is on its way.")
            return redirect(_back(request, "question"))
    page = {"question": question, "form": form} | _page(partner, "A question")
    return render(request, "partners/upkeep/question_read.html", page)


def _back(request, name) -> str:
    """Staff came from their desk."""
    return f"admin:partners_{name}_changelist" if request.user.is_staff else "partners:mine"


def _page(partner, last) -> dict:
    return {"partner": partner, "crumbs": [("Your pages", "/partners/mine/"), (last, "")]}
