"""How the database means to find what a page asks for: its own EXPLAIN, read on either database, without any clock."""

import re
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

# What grows with the stories. Everything else is as long as a list that people write by hand.
GROWS = re.compile(
    r"stories_(story|publication|publishedphoto|photo|document|response|storyevent|callrequest|otherwords)"
    r"(_partners|_themes|_values)?|stories_safeguarding(alert|case)"
)
ALIAS = re.compile(r'"(\w+)" (?:AS )?"?([A-Z]\d+)"?')
STEP = re.compile(
    r"(SCAN|SEARCH) (\S+)(?: USING (?:AUTOMATIC )?(?:PARTIAL )?(?:COVERING )?(?:INDEX (\S+)|INTEGER PRIMARY KEY))?(?: \((.*)\))?"
)
CHEAP_FOR_FEW = ("incremental_sort", "seqscan", "bitmapscan", "hashjoin", "mergejoin")
SORTS = re.compile(r"USE TEMP B-TREE FOR .*(ORDER|GROUP) BY")
# The leads are written to every few hours until one of them opens it; a call is erased a month after it was made.
FEW = {"alert_nobody_opened", "calls_oldest_first"}
# Few rows, whatever is stored: those of one story, one address, one sequence of words, one number.
OF_ONE = re.compile(
    r"\b(story_id|publication_id|id|rowid|follows_id|email|words_key|slug)\b\)?(?:::text)? *(=|IN)"
)


@dataclass(frozen=True)
class Step:
    """One table of a plan. `condition` is what the index is asked, empty if all of it is walked."""

    table: str
    index: str
    condition: str

    @property
    def grows(self) -> bool:
        return bool(GROWS.fullmatch(self.table))

    @property
    def is_of_few(self) -> bool:
        return self.index in FEW or bool(OF_ONE.search(self.condition))


@dataclass(frozen=True)
class Plan:
    """`sorted_after` is the table whose rows are put in order before the first of them can be shown, if any is."""

    sql: str
    params: tuple
    steps: tuple[Step, ...]
    sorted_after: Step | None
    text: str

    @property
    def scanned(self) -> list[str]:
        return [
            step.table for step in self.steps if step.grows and not step.index and not step.condition
        ]

    @property
    def sorts(self) -> bool:
        step = self.sorted_after
        return step is not None and step.grows and not step.is_of_few

    @property
    def walked(self) -> list[str]:
        return [step.index for step in self.steps if step.grows and step.index and not step.condition]

    @property
    def indexes(self) -> set[str]:
        return {step.index for step in self.steps if step.grows and step.index}


@contextmanager
def as_for_many():
    """What PostgreSQL does for few rows only is not offered to it."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        for name in CHEAP_FOR_FEW:
            cursor.execute(f"SET enable_{name} = off")
        yield
        for name in CHEAP_FOR_FEW:
            cursor.execute(f"RESET enable_{name}")


@contextmanager
def without_a_limit_of_time():
    """Inside a transaction: what a database finds badly, because it knows nothing of its rows yet, may take long here."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
    to_server = connection.connection
    usual, to_server.longest_wait = to_server.longest_wait, None
    try:
        yield
    finally:
        to_server.longest_wait = usual


@contextmanager
def noted():
    """Yields the list of questions that are asked meanwhile about what grows."""
    questions = []

    def note(execute, sql, params, many, context):
        if sql.startswith("SELECT") and GROWS.search(sql):
            questions.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield questions


def plan_of(sql, params) -> Plan:
    return _of_sqlite(sql, params) if connection.vendor == "sqlite" else _of_postgresql(sql, params)


def _of_sqlite(sql, params) -> Plan:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        lines = [(parent, line) for _, parent, _, line in cursor.fetchall()]
    names = {alias: table for table, alias in ALIAS.findall(sql)}
    steps = []
    for parent, line in lines:
        found = STEP.fullmatch(line.removesuffix(" LEFT-JOIN"))
        if found:
            _, table, index, condition = found.groups(default="")
            steps.append((parent, Step(names.get(table, table), index, condition)))
    sorting = {parent for parent, line in lines if SORTS.fullmatch(line)}
    put_in_order = [step for parent, step in steps if parent in sorting]
    many = [step for step in put_in_order if not step.is_of_few]
    text = "\n".join(line for _, line in lines)
    return Plan(
        sql, params, tuple(step for _, step in steps), next(iter(many + put_in_order), None), text
    )


def _of_postgresql(sql, params) -> Plan:
    """If it would put many in order: does an index have the order, so that it would not if they were more?"""
    plan = _explained(sql, params)
    if plan.sorts:
        with connection.cursor() as cursor:
            cursor.execute("SET enable_sort = off")
            plan = _explained(sql, params)
            cursor.execute("RESET enable_sort")
    return plan


def _explained(sql, params) -> Plan:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        ((found,),) = cursor.fetchall()
    nodes = list(_nodes(found[0]["Plan"]))
    steps = tuple(step for step in map(_step, nodes) if step)
    sorts = [node for node in nodes if node["Node Type"] in ("Sort", "Incremental Sort")]
    grown = [_first_step(node) for node in sorts]
    bad = [step for step in grown if step and step.grows and not step.is_of_few]
    return Plan(sql, params, steps, next(iter(bad), None), "\n".join(map(_line, nodes)))


def _nodes(node):
    yield node
    for below in node.get("Plans", []):
        yield from _nodes(below)


def _step(node) -> Step | None:
    if "Relation Name" in node:
        return Step(node["Relation Name"], node.get("Index Name", ""), node.get("Index Cond", ""))
    if node["Node Type"] == "Bitmap Index Scan":
        return Step("", node["Index Name"], node.get("Index Cond", ""))
    return None


def _first_step(node) -> Step | None:
    """The table from which the rows of a node come first."""
    return next((step for step in map(_step, _nodes(node)) if step), None)


def _line(node) -> str:
    parts = ["Node Type", "Relation Name", "Index Name", "Index Cond", "Filter", "Plan Rows"]
    return "  ".join(str(node[part])[:90] for part in parts if part in node)
