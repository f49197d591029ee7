"""A letter with an invented example, as it would be sent: inside the preview of a draft, and nowhere else."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coproduction_site.letters.wording import wordings
from coproduction_site.letters.writing import write
from coproduction_site.models import UrgentNumber


@require_safe
def preview(request, name):
    return page(request, name)


def page(request, name: str, **values):
    """`values` are of what is looked at, in place of those of the example."""
    wording = wordings().get(name)
    if wording is None or not getattr(request, "preview", ""):
        raise Http404
    numbers = UrgentNumber.objects.shown()
    subject, text = write(name, **wording.example | {"urgent_numbers": numbers} | values)
    context = {"wording": wording, "subject": subject, "text": text}
    return render(request, "letters/preview.html", context)
