"""The starter content: files that a person can read, loaded once, never over an edit."""

from pathlib import Path

from coproduction_site.content_files import make_missing, read_toml
from coproduction_site.rich_text import from_markdown
from partners.models import CharterValue, CharterVersion, Partner, StatusLevel, Term

FOLDER = Path(__file__).with_name("content")


def load(say) -> None:
    """`say(created, thing)` is told of every row. Run again, it adds only what was never there."""
    terms = read_toml(FOLDER / "terms.toml")["term"]
    make_missing(say, Term, [({"slug": term["slug"]}, term) for term in terms])
    partners = read_toml(FOLDER / "partners.toml")["partner"]
    for columns in sorted(partners, key=lambda columns: "successor" in columns):
        _load_partner(say, columns)
    _load_charter(say, read_toml(FOLDER / "charter.toml")["charter"])
    levels = read_toml(FOLDER / "charter_levels.toml")["level"]
    make_missing(say, StatusLevel, [({"slug": level["slug"]}, level) for level in levels])


def _load_partner(say, columns) -> None:
    terms = columns.pop("terms", [])
    columns["description"] = from_markdown(columns.get("description", ""))
    columns["successor"] = Partner.objects.filter(slug=columns.get("successor")).first()

    def say_and_sort(created, partner):
        say(created, partner)
        if created:
            partner.terms.set(Term.objects.filter(slug__in=terms))

    make_missing(say_and_sort, Partner, [({"slug": columns["slug"]}, columns)])


def _load_charter(say, columns) -> None:
    values = columns.pop("value")
    columns["preamble"] = from_markdown(columns["preamble"])
    columns["made_by"] = columns["made_by"].strip()
    columns["for_children"] = columns["for_children"].strip()

    def say_and_fill(created, version):
        say(created, version)
        for value in values if created else []:
            CharterValue.objects.create(version=version, **value)

    make_missing(say_and_fill, CharterVersion, [({"number": columns["number"]}, columns)])
