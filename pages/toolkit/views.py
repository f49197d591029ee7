"""The how-to guide: the steps, a page for each, the whole as PDF, and sheets to fill in."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from coproduction_site.cache.page_cache import public_page
from coproduction_site.context import settings_of_this_site
from coproduction_site.former_addresses import lead_on
from coproduction_site.paper.views import handed_out
from pages.toolkit import paper
from pages.toolkit.models import ToolkitStep
from pages.toolkit.steps import with_stories
from stories.submission.template.document import CONTENT_TYPE

GUIDE = ("How-to guide", "/toolkit/")


@public_page
def toolkit(request):
    steps = with_stories()
    context = {
        "steps": steps,
        "texts": paper.texts(),
        "is_draft": any(not step.is_agreed for step in steps),
        "sheet": paper.guide(steps) if steps else None,
        "crumbs": [GUIDE],
    }
    return render(request, "pages/toolkit/toolkit.html", context)


@public_page
def step(request, slug):
    steps = with_stories()
    shown = next((step for step in steps if step.slug == slug), None)
    if shown is None:
        return lead_on(ToolkitStep.objects.all(), slug)
    context = {
        "step": shown,
        "steps": steps,
        "texts": paper.texts(),
        "number": (number := steps.index(shown) + 1),
        "of": len(steps),
        "next": next(iter(steps[number:]), None),
        "crumbs": [GUIDE, (shown.title, "")],
    }
    return render(request, "pages/toolkit/step.html", context)


@public_page
def guide_pdf(request):
    steps = with_stories()
    if not steps:
        raise Http404
    return handed_out(request, paper.guide(steps))


@public_page
def sheet_docx(request, slug):
    shown = ToolkitStep.objects.filter(slug=slug).first()
    if shown is None:
        raise Http404
    response = HttpResponse(paper.to_fill_in(shown, settings_of_this_site()), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{shown.slug}.docx"'
    return response
