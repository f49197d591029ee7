from django import template

from coproduction_site.accounts.staff import LOOKS_AFTER_PEOPLE
from coproduction_site.operations import troubles

register = template.Library()


@register.inclusion_tag("admin/what_runs.html")
def what_does_not_run(user):
    """For administrators alone, and only what is wrong."""
    return {"faults": troubles.faults() if user.has_perm(LOOKS_AFTER_PEOPLE) else []}
