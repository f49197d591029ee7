from django import template

from ladder.models import names_of_rungs

register = template.Library()


@register.inclusion_tag("ladder/small_ladder.html")
def small_ladder(current=None, here="You are here") -> dict:
    """The seven names, with a mark on one: for pages whose view knows nothing of ladders."""
    return {"rungs": names_of_rungs(), "current": current, "here": here}
