"""Who took part in a story, and what it is about: its themes, then the promises of the charter that it shows."""

from django.db.models import Value

from stories.models.publication import Publication

PARTNER, THEME, PROMISE = range(3)


def partners_and_subjects(story: Publication) -> tuple[list[dict], list[dict]]:
    """One query for both. Each subject has the `theme` by which more of them are found, empty for a promise."""
    partners, themes, values = (
        rows.order_by().values("name", "order", "slug", place=Value(place))
        for place, rows in (
            (PARTNER, story.partners.listed()),
            (THEME, story.themes),
            (PROMISE, story.values),
        )
    )
    found = list(partners.union(themes, values, all=True).order_by("place", "order", "name"))
    took_part = [row for row in found if row["place"] == PARTNER]
    return took_part, [
        {"name": row["name"], "theme": row["slug"] if row["place"] == THEME else ""}
        for row in found[len(took_part) :]
    ]
