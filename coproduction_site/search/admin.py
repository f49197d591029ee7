"""The desk of the search: words for the same, and what people look for and do not find."""

from urllib.parse import urlencode

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from simple_history.admin import SimpleHistoryAdmin

from coproduction_site.admin_tools import VerbsOnly
from coproduction_site.drafts.admin import Drafted
from coproduction_site.search.misses import SearchMiss
from coproduction_site.search.synonyms import Synonyms


@admin.register(Synonyms)
class SynonymsAdmin(Drafted, SimpleHistoryAdmin):
    list_display = ["__str__"]
    search_fields = ["phrases"]


@admin.register(SearchMiss)
class SearchMissAdmin(VerbsOnly, admin.ModelAdmin):
    """It is looked at, and leads to the remedy. Nobody adds or changes what people looked for."""

    permission = "coproduction_site.view_searchmiss"
    list_display = ["words", "times", "week", "add_a_synonym"]
    list_display_links = None
    list_filter = ["week"]

    def get_queryset(self, request):
        return super().get_queryset(request).told()

    @admin.display(description="what helps")
    def add_a_synonym(self, miss):
        address = reverse("admin:coproduction_site_synonyms_add")
        phrases = urlencode({"phrases": f"{miss.words}\n"})
        return format_html('<a href="{}?{}">Add a synonym</a>', address, phrases)
