from django import template

from coproduction_site.desk.waiting import waiting_for
from coproduction_site.models import SiteSettings

register = template.Library()


@register.simple_tag
def what_waits(user, site):
    """How much there is of each kind, how old the oldest is, and where to find it."""
    return waiting_for(user, site or SiteSettings())
