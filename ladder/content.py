"""The starter content: files that a person can read, loaded once, never over an edit."""

from pathlib import Path

from coproduction_site.content_files import make_missing, read_toml
from ladder.models import Method, Rung, Statement, StatementSet

FOLDER = Path(__file__).with_name("content")


def load(say) -> None:
    rungs = read_toml(FOLDER / "rungs.toml")["rung"]
    make_missing(say, Rung, [({"number": rung["number"]}, _rung(rung)) for rung in rungs])
    by_number = {rung.number: rung for rung in Rung.objects.all()}
    methods = [_method(method, by_number) for method in read_toml(FOLDER / "methods.toml")["method"]]
    make_missing(say, Method, [({"slug": method["slug"]}, method) for method in methods])
    _load_statements(say, by_number)


def _rung(row) -> dict:
    return {**row, "methods": row["methods"].strip()}


def _method(row, by_number) -> dict:
    return {**row, "usual_highest_rung": by_number[row["usual_highest_rung"]]}


def _load_statements(say, by_number) -> None:
    """Answered from the first day, where no other set is: it is live by the same verb as any later one."""
    read = read_toml(FOLDER / "statements.toml")
    methods = {method.slug: method for method in Method.objects.all()}

    def say_and_fill(created, statements):
        say(created, statements)
        if created:
            for order, row in enumerate(read["statement"], 1):
                row |= {"rung": by_number.get(row.get("rung")), "method": methods.get(row.get("method"))}
                Statement.objects.create(set=statements, order=order, **row)
            statements.go_live()

    row = read["set"]
    make_missing(say_and_fill, StatementSet, [({"number": row["number"]}, row)])
