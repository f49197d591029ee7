"""Stories at a rung of the ladder, for a page whose view knows nothing of stories."""

from django import template

from stories.models.publication import Publication

register = template.Library()
FEW = 3


@register.simple_tag
def stories_at(rung) -> list[Publication]:
    """The newest few: one look at an index, however many there are."""
    return list(Publication.objects.only("slug", "title").filter(rung=rung).newest_first()[:FEW])
