from coproduction_site.models import SiteSettings, UrgentNumber


def site(request) -> dict:
    """The names and numbers of this city. The telephone numbers are asked for only where shown."""
    return {"site": SiteSettings.objects.current(), "urgent_numbers": UrgentNumber.objects.shown()}
