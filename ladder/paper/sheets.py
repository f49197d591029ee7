"""The ladder on paper: the poster, the factsheet, the lines to answer, and an hour for a group."""

from itertools import accumulate

from django.urls import reverse

from coproduction_site.paper.sheets import MAY_BE_COPIED, Sheet, code_of_page, drawing
from coproduction_site.site_address import on_this_site
from ladder.models import Method, Rung, Side, StatementSet
from ladder.paper.texts import FACES, host_sheet, texts

SHAPES = "ladder/paper"
PAPERS = ("A4", "A3")


def poster(rungs: list[Rung], paper: str = "A4") -> Sheet:
    """`rungs` from the top down."""
    bands = [
        {"name": label, "rungs": [_plank(rung) for rung in rungs if rung.band == band]}
        for band, label in Rung.Band.choices
    ]
    where = on_this_site(reverse("ladder:where"))
    return Sheet(
        name=f"ladder-poster-{paper.lower()}",
        title="The ladder of co-production",
        shape=f"{SHAPES}/poster.typ",
        words={
            "bands": [band for band in bands if band["rungs"]],
            **texts()["poster"],
            **code_of_page(where),
        },
        address=reverse("ladder:poster", args=[paper.lower()]),
        page=reverse("ladder:ladder"),
        paper=paper,
        credits=(texts()["credit"], MAY_BE_COPIED),
    )


def posters(rungs: list[Rung]) -> list[Sheet]:
    return [poster(rungs, paper) for paper in PAPERS]


def factsheet(methods: list[Method]) -> Sheet:
    return Sheet(
        name="ways-to-take-part",
        title="Ways to take part",
        shape=f"{SHAPES}/methods.typ",
        words={"methods": [_method(method) for method in methods], **texts()["methods"]},
        address=reverse("ladder:factsheet"),
        page=reverse("ladder:methods"),
        credits=(texts()["credit"], MAY_BE_COPIED),
    )


def questions(statements: StatementSet, side: Side, who: str) -> Sheet:
    """`who` as in the address of the page on which they are answered."""
    page, of_side = reverse("ladder:answer", args=[who]), texts()["questions"][side]
    shown = {
        "lines": [_line(statement, side) for statement in statements.asked_of(side)],
        "note": statements.note,
        **of_side,
        **code_of_page(on_this_site(page)),
    }
    return Sheet(
        name=f"find-your-rung-{who}",
        title=of_side["title"],
        shape=f"{SHAPES}/questions.typ",
        words=shown,
        address=reverse("ladder:question_sheet", args=[who]),
        page=page,
        credits=(f"{texts()['credit']} Set {statements.number}.", MAY_BE_COPIED),
    )


def for_the_host() -> Sheet:
    hour = host_sheet()
    return Sheet(
        name="an-hour-with-your-group",
        title=hour["title"],
        shape=f"{SHAPES}/host.typ",
        words={
            **texts()["host"],
            "lead": hour["lead"],
            "before": hour["before"],
            "after": hour["after"],
            "hour": _hour(hour["step"]),
        },
        address=reverse("ladder:host_sheet"),
        page=reverse("ladder:where"),
        credits=(texts()["credit"], MAY_BE_COPIED),
    )


def _hour(steps) -> list[tuple[str, str, str]]:
    """From which minute to which, what, and how."""
    ends = list(accumulate(step["minutes"] for step in steps))
    begins = [0, *ends]
    return [
        (f"{begin} to {end}", step["title"], step["text"])
        for begin, end, step in zip(begins, ends, steps, strict=False)
    ]


def _plank(rung) -> dict:
    return {
        "number": rung.number,
        "name": rung.name,
        "band": rung.band,
        "meaning": rung.meaning_in_short,
        "sounds_like": rung.sounds_like,
    }


def _method(method) -> dict:
    highest = method.usual_highest_rung
    return {
        "name": method.name,
        "summary": method.summary,
        "levels": method.levels,
        "rung": f"Up to rung {highest.number}, {highest.name}",
        "time": method.time,
        "access_needs": method.access_needs,
        "risk": method.risk,
    }


def _line(statement, side) -> dict:
    """What a warning says is not good news, so its faces run the other way."""
    is_young = side == Side.YOUNG
    faces = FACES[::-1] if statement.is_warning else FACES
    return {
        "wording": statement.wording(side),
        "drawing": drawing(statement.drawing) if is_young else "",
        "faces": [drawing(face) for face in (*faces, "not-sure")] if is_young else [],
    }
