from django.conf import settings

from coproduction_site.models import SiteSettings, UrgentNumber


def site(request) -> dict:
    """The names and numbers of this city. The telephone numbers are asked for only where shown."""
    return {
        "site": SiteSettings.objects.current(),
        "site_url": settings.SITE_URL,
        "urgent_numbers": UrgentNumber.objects.shown(),
    }
