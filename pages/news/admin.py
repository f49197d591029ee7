"""How many people get news, and about what. Whose addresses they are no screen shows."""

from collections import Counter

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from coproduction_site.admin_tools import VerbsOnly, desk_page
from pages.news.models import NewsReader
from pages.news.rhythm import Often
from pages.news.topics import TOPICS

MAY_COUNT = "pages.count_newsreader"


@permission_required(MAY_COUNT, raise_exception=True)
@require_safe
def numbers(request):
    readers = list(NewsReader.objects.confirmed().values_list("topics", "often"))
    counted = Counter((name, often) for topics, often in readers for name in topics)
    rows = [(topic.label, [counted[topic.name, often] for often in Often]) for topic in TOPICS.values()]
    context = desk_page(
        request,
        "News by e-mail",
        rows=rows,
        columns=Often.labels,
        total=len(readers),
        unanswered=NewsReader.objects.unanswered().count(),
    )
    return render(request, "admin/pages/news/numbers.html", context)


@admin.register(NewsReader)
class NewsReaderAdmin(VerbsOnly, admin.ModelAdmin):
    permission = MAY_COUNT

    def get_urls(self):
        view = self.admin_site.admin_view(numbers)
        return [path("", view, name="pages_newsreader_changelist")]
