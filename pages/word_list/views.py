from django.shortcuts import render
from django.urls import reverse

from coproduction_site.cache.page_cache import public_page
from coproduction_site.former_addresses import lead_on
from pages.models import GlossaryTerm, Page
from pages.word_list.models import SHOWN_ON


@public_page
def word(request, slug):
    public = GlossaryTerm.objects.public(Page.objects.published())
    term = public.filter(slug=slug).first()
    if term is None:
        return lead_on(public, slug)
    list_address = reverse("pages:page", args=[SHOWN_ON])
    context = {
        "term": term,
        "list_address": list_address,
        "crumbs": [("Word list", list_address), (term.term, "")],
    }
    return render(request, "pages/word_list/word.html", context)
