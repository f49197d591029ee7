"""What somebody who listens is told of a PDF: its parts in the order of reading."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf


def opened(file: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(file))


def parts_of(pdf) -> list[pikepdf.Dictionary]:
    return list(_below(pdf.Root.StructTreeRoot))


def named(parts, name: str) -> list[pikepdf.Dictionary]:
    return [part for part in parts if str(part.S) == f"/{name}"]


def scope_of(head) -> str:
    return next((str(known.Scope) for known in head.get("/A", []) if "/Scope" in known), "")


def headings_of(parts) -> list[int]:
    return [int(str(part.S)[2]) for part in parts if str(part.S)[1:] in ("H1", "H2", "H3", "H4")]


def claims_of(pdf) -> str:
    return pdf.Root.Metadata.read_bytes().decode()


def _below(part) -> Iterator[pikepdf.Dictionary]:
    if "/S" in part:
        yield part
    children = part.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from _below(child)
