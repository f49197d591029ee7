"""A result on paper. Everything of it is in its address: nothing is stored."""

from django.urls import reverse

from coproduction_site.paper.sheets import MAY_BE_COPIED, Sheet, code
from coproduction_site.site_address import on_this_site
from ladder.paper.texts import texts
from ladder.reflection.headlines import KEEP_GOING, headline
from ladder.reflection.results import Result

TITLE = "Where we stand on the ladder"


def sheet_of(result: Result) -> Sheet:
    link, first = reverse("ladder:kept", args=[result.code]), headline(result)
    shown = {
        "headline": first.title,
        "before": [text for text in (first.lead, first.caution, first.more) if text],
        "side": f"Answered by: {result.side.label.lower()}",
        "steps": [_step(step) for step in result.steps],
        "keep_going": KEEP_GOING,
        "tip": result.tip,
        "rungs": [_rung(rung, result) for rung in result.rungs] if result.verdict == "rung" else [],
        "parts": [_part(part) for part in result.parts],
        "result_code": result.code,
        **texts()["result"],
        **code(on_this_site(link)),
    }
    return Sheet(
        name="where-we-stand",
        title=TITLE,
        shape="ladder/reflection/result.typ",
        words=shown,
        address=reverse("ladder:kept_sheet", args=[result.code]),
        page=link,
        credits=(texts()["credit"], MAY_BE_COPIED),
    )


def _step(step) -> dict:
    method = step.statement.method
    helps = {
        "A way to do it": method.name if method else "",
        "To read": step.statement.resource,
        "Who could help": step.helper,
    }
    return {
        "sentence": step.sentence,
        "helps": [f"{label}: {text}." for label, text in helps.items() if text],
    }


def _rung(rung, result) -> dict:
    mark = {result.steady: "About here", result.reach: "In places here"}.get(rung, "")
    return {"number": rung.number, "name": rung.name, "mark": mark}


def _part(part) -> dict:
    lines = [{"wording": line.wording, "answer": line.in_words.capitalize()} for line in part.lines]
    return {"title": part.title, "hold": part.hold, "lines": lines}
