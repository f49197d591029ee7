from django.conf import settings
from django.utils.functional import SimpleLazyObject

from coproduction_site.cache.remembered import remembered
from coproduction_site.models import SiteSettings, UrgentNumber


def site(request) -> dict:
    """The names and numbers of this city. The telephone numbers are asked for only where shown."""
    return {
        "site": settings_of_this_site(),
        "site_url": settings.SITE_URL,
        "leave_for": leave_for(request),
        "urgent_numbers": SimpleLazyObject(_urgent_numbers),
    }


def leave_for(request) -> str:
    """Where “Leave this page” leads. Empty where a page has no such link."""
    return settings.LEAVE_FOR if request.path.startswith(settings.LEAVE_FROM) else ""


@remembered(SiteSettings)
def settings_of_this_site() -> SiteSettings:
    return SiteSettings.objects.current()


@remembered(UrgentNumber)
def _urgent_numbers() -> list[UrgentNumber]:
    return list(UrgentNumber.objects.shown())
