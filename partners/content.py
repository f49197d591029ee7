"""The starter content: files that a person can read, loaded once, never over an edit."""

import tomllib
from pathlib import Path

from coproduction_site.rich_text import from_markdown
from partners.models import CharterValue, CharterVersion, Partner, Term

FOLDER = Path(__file__).with_name("content")


def load(say) -> None:
    """`say(created, thing)` is told of every row. Run again, it adds only what is missing."""
    for term in _read("terms")["term"]:
        _keep(say, Term, {"slug": term.pop("slug")}, term)
    for partner in sorted(_read("partners")["partner"], key=lambda partner: "successor" in partner):
        _load_partner(say, partner)
    _load_charter(say, _read("charter")["charter"])


def _load_partner(say, words) -> None:
    terms = words.pop("terms", [])
    words["description"] = from_markdown(words.get("description", ""))
    if "successor" in words:
        words["successor"] = Partner.objects.get(slug=words["successor"])
    partner, created = _keep(say, Partner, {"slug": words.pop("slug")}, words)
    if created:
        partner.terms.set(Term.objects.filter(slug__in=terms))


def _load_charter(say, words) -> None:
    values = words.pop("value")
    words["preamble"] = from_markdown(words["preamble"])
    words["made_by"] = words["made_by"].strip()
    version, created = _keep(say, CharterVersion, {"number": words.pop("number")}, words)
    if created:
        for value in values:
            CharterValue.objects.create(version=version, **value)


def _keep(say, model, key, words):
    thing, created = model.objects.get_or_create(**key, defaults=words)
    say(created, thing)
    return thing, created


def _read(name: str) -> dict:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())
