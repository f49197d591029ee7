from django.shortcuts import render

from coproduction_site.cache.page_cache import public_page
from coproduction_site.former_addresses import lead_on
from pages.case_studies.models import CaseStudy

LIST = ("Case studies", "/case-studies/")
MOST = 100
ON_A_CARD = (
    *("slug", "title", "language", "summary", "is_invented"),
    *("rung_before__name", "rung_after__name"),
)


@public_page
def case_study_list(request):
    listed = CaseStudy.objects.listed().select_related("rung_before", "rung_after")
    context = {"studies": listed.only(*ON_A_CARD)[:MOST], "crumbs": [LIST]}
    return render(request, "pages/case_studies/list.html", context)


@public_page
def case_study(request, slug):
    listed = CaseStudy.objects.listed()
    study = listed.select_related("rung_before", "rung_after").filter(slug=slug).first()
    if study is None:
        return lead_on(listed, slug)
    context = {
        "study": study,
        "crumbs": [LIST, (study.title, "")],
        "crumb_language": study.language,
    }
    return render(request, "pages/case_studies/case_study.html", context)
