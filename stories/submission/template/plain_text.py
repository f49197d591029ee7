"""Reads our template where somebody has saved it as plain text."""

from stories.submission.template.lines import Line


def lines_in(content: bytes) -> list[Line]:
    return [Line(row) for row in content.decode("utf-8-sig").splitlines()]
