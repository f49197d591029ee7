from pathlib import Path

from coproduction_site.content_files import make_missing, read_toml
from ladder.models import Method, Rung

FOLDER = Path(__file__).with_name("content")


def load(say) -> None:
    rungs = read_toml(FOLDER / "rungs.toml")["rung"]
    make_missing(say, Rung, [({"number": rung["number"]}, _rung(rung)) for rung in rungs])
    by_number = {rung.number: rung for rung in Rung.objects.all()}
    methods = [_method(method, by_number) for method in read_toml(FOLDER / "methods.toml")["method"]]
    make_missing(say, Method, [({"slug": method["slug"]}, method) for method in methods])


def _rung(words) -> dict:
    return {**words, "methods": words["methods"].strip()}


def _method(words, by_number) -> dict:
    return {**words, "usual_highest_rung": by_number[words["usual_highest_rung"]]}
