from django.conf import settings
from django.shortcuts import render
from django.urls import reverse

from coproduction_site.cache.page_cache import public_page
from stories.models.enums import HIGH_CRITICALITY
from stories.models.reasons import SentenceKind, offered
from stories.models.responses import Response


@public_page
def how_we_read(request):
    """What we promise about reading stories. Numbers are those that the code uses, and reasons those that a moderator can choose."""
    context = {
        "reasons": [words for _, words in offered(SentenceKind.DECLINED)],
        "answers": [kind.label for kind in Response.Kind],
        "critical_from": HIGH_CRITICALITY,
        "answer_days": settings.ANSWER_DAYS,
        "draft_days": settings.DRAFT_STORY_DAYS,
        "declined_days": settings.DECLINED_STORY_DAYS,
        "withdrawn_days": settings.WITHDRAWN_STORY_DAYS,
        "details_years": settings.PRIVATE_DETAILS_YEARS,
        "consent_years": settings.CONSENT_YEARS,
        "crumbs": [("Stories", reverse("stories:list")), ("How we read stories", "")],
    }
    return render(request, "stories/reports/how_we_read.html", context)
