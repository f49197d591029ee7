"""A translation of a page, a valid thing with every detail open to change."""

from pages.easy_read.sources import text_of
from pages.models import Translation
from tests.support.factories import make_page


def make_translation(**details) -> Translation:
    if not {"page", "place"} & details.keys():
        details["page"] = make_page()
    row = Translation(
        **{
            "language": "pl",
            "title": "Po polsku",
            "menu_title": "Krótko",
            "summary": "Jedno zdanie.",
            "body": "<p>Razem.</p>",
            "is_about_safety": False,
        }
        | details
    )
    row.written_for = details.get("written_for", text_of(row))
    row.save()
    return row
