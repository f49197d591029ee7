from django.conf import settings
from django.utils.functional import SimpleLazyObject

from coproduction_site.cache.remembered import remembered
from coproduction_site.in_languages.addresses import in_english
from coproduction_site.in_languages.frame import frame_of
from coproduction_site.models import SiteSettings, UrgentNumber


def site(request) -> dict:
    """The names and numbers of this city. The telephone numbers are asked for only where shown."""
    language = getattr(request, "language", None)
    return {
        "site": settings_of_this_site(),
        "site_url": settings.SITE_URL,
        "leave_for": leave_for(request),
        "urgent_numbers": SimpleLazyObject(_urgent_numbers),
        **(frame_of(language) if language else {}),
    }


def leave_for(request) -> str:
    """Where “Leave this page” leads. Empty where a page has no such link."""
    return settings.LEAVE_FOR if in_english(request.path).startswith(settings.LEAVE_FROM) else ""


@remembered(SiteSettings)
def settings_of_this_site() -> SiteSettings:
    return SiteSettings.objects.current()


@remembered(UrgentNumber)
def _urgent_numbers() -> list[UrgentNumber]:
    return list(UrgentNumber.objects.shown())
