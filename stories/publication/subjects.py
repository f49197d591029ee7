"""What a story is about: its themes, then the promises of the charter that it shows."""

from django.db.models import F, Value

from stories.models.publication import Publication


def subjects(story: Publication) -> list[dict]:
    """Each with its `name`, and the `theme` by which more of them are found, empty for a promise: one query."""
    themes = story.themes.order_by().values("name", "order", place=Value(0), theme=F("slug"))
    values = story.values.order_by().values("name", "order", place=Value(1), theme=Value(""))
    return list(themes.union(values, all=True).order_by("place", "order", "name"))
