from django import template

from coproduction_site.operations import troubles

register = template.Library()


@register.inclusion_tag("admin/what_runs.html")
def what_does_not_run(user):
    """For administrators alone, and only what is wrong."""
    return {"faults": troubles.faults() if user.is_superuser else []}
