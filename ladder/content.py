"""The starter content: files that a person can read, loaded once, never over an edit."""

from pathlib import Path

from coproduction_site.content_files import make_missing, read_toml
from ladder.models import Method, Rung, Statement, StatementSet

FOLDER = Path(__file__).with_name("content")
NEW = ("takes", "steps", "telling_back")


def load(say) -> None:
    rungs = read_toml(FOLDER / "rungs.toml")["rung"]
    make_missing(say, Rung, [({"number": rung["number"]}, _rung(rung)) for rung in rungs])
    by_number = {rung.number: rung for rung in Rung.objects.all()}
    methods = [_method(method, by_number) for method in read_toml(FOLDER / "methods.toml")["method"]]
    make_missing(say, Method, [({"slug": method["slug"]}, method) for method in methods])
    _fill_what_is_new(methods)
    _load_statements(say, by_number)


def _fill_what_is_new(methods) -> None:
    """A site that is older than the steps gets them, where nobody has ever written any."""
    for row in methods:
        method = Method.objects.filter(slug=row["slug"], **dict.fromkeys(NEW, "")).first()
        if method and not method.history.exclude(**dict.fromkeys(NEW, "")).exists():
            for name in NEW:
                setattr(method, name, row[name])
            method.save()


def _rung(row) -> dict:
    return {**row, "methods": row["methods"].strip()}


def _method(row, by_number) -> dict:
    highest = by_number[row["usual_highest_rung"]]
    return {**row, "steps": row["steps"].strip(), "usual_highest_rung": highest}


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
