from django import template

from ladder.models import Rung

register = template.Library()


@register.inclusion_tag("includes/ladder.html")
def small_ladder(current=None, here="You are here") -> dict:
    """The seven names, with a mark on one: for pages whose view knows nothing of ladders."""
    return {"rungs": Rung.objects.all(), "current": current, "small": True, "here": here}
