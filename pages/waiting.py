"""What waits for whoever looks after the pages (see `desk.waiting`, which counts it)."""

from django.utils import timezone

from coproduction_site.desk.waiting import Kind, Section
from pages.models import Page

PAGES = [
    Kind(
        "Pages to check again",
        lambda user: Page.objects.due_for_review(timezone.localdate()),
        "next_review_on",
        "admin:index",
        "#to-review",
        is_due=True,
    ),
]
SECTIONS = [
    Section(
        "Pages",
        "pages.change_page",
        PAGES,
        "No page has to be checked today.",
        below="admin/needs_review.html",
    ),
]
