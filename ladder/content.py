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


def _rung(row) -> dict:
    return {**row, "methods": row["methods"].strip()}


def _method(row, by_number) -> dict:
    return {**row, "usual_highest_rung": by_number[row["usual_highest_rung"]]}
