"""The program that `pdf` starts for each PDF: in from standard input, out to standard output.

It takes out of a PDF what would run, start by itself or unpack another file, wherever it stands.
"""

import resource
import sys
from io import BytesIO

import pikepdf

MOST_MEMORY = 280_000_000
MOST_SECONDS = 6
DEEPEST = 60
LOCKED, OUT_OF_MEMORY, BROKEN = 2, 3, 4
TAKEN_OUT = [
    *("/OpenAction", "/AA", "/JavaScript", "/JS", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/AF"),
    *("/XFA", "/RichMediaContent", "/RichMediaSettings", "/Collection", "/Requirements"),
]
# What a link may do: lead to a page of its own, or to an address that somebody may follow.
HARMLESS_ACTIONS = {"/GoTo", "/URI", "/Named", "/Thread"}
HARMFUL_ACTIONS = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/GoTo3DView"),
    *("/Rendition", "/Movie", "/Sound", "/ResetForm", "/Hide", "/SetOCGState", "/RichMediaExecute"),
}


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
    try:
        sys.stdout.buffer.write(without_programs(sys.stdin.buffer.read()))
    except pikepdf.PasswordError:
        return LOCKED
    except (MemoryError, RecursionError):
        return OUT_OF_MEMORY
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError) as error:
        return OUT_OF_MEMORY if "alloc" in str(error) else BROKEN
    return 0


def without_programs(content: bytes) -> bytes:
    """Written anew from what its pages need, so that what hung before or behind it is gone as well."""
    with pikepdf.open(BytesIO(content), suppress_warnings=True) as pdf:
        if not len(pdf.pages):
            raise ValueError("There are no pages in it.")
        for thing in pdf.objects:
            clean(thing)
        out = BytesIO()
        without_packing = pikepdf.ObjectStreamMode.disable
        pdf.save(out, deterministic_id=True, recompress_flate=False, object_stream_mode=without_packing)
    return out.getvalue()


def clean(thing, depth: int = 0) -> None:
    """One object with all that is written inside it. What it only points to has its own turn."""
    if depth > DEEPEST:
        raise ValueError("It is nested too deeply.")
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        take_out(thing, TAKEN_OUT)
        if is_harmful_action(thing):
            make_harmless(thing)
    for inner in inside(thing):
        if not is_elsewhere(inner):
            clean(inner, depth + 1)


def inside(thing) -> list:
    if isinstance(thing, pikepdf.Array):
        return list(thing)
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return list(map(thing.get, thing.keys()))
    return []


def take_out(thing, names) -> None:
    for name in names:
        if name in thing:
            del thing[name]


def make_harmless(action) -> None:
    """It leads to the first page: a link without any action is a broken one to some readers."""
    take_out(action, ["/F", "/Win", "/Unix", "/Mac", "/T", "/Next", "/R", "/D"])
    action["/S"], action["/N"] = pikepdf.Name("/Named"), pikepdf.Name("/FirstPage")


def is_elsewhere(thing) -> bool:
    return isinstance(thing, pikepdf.Object) and thing.is_indirect


def is_harmful_action(thing) -> bool:
    """By its kind; also by saying that it is an action, of a kind that nobody knows yet."""
    kind = thing.get("/S")
    if not isinstance(kind, pikepdf.Name):
        return False
    is_action = thing.get("/Type") == pikepdf.Name("/Action")
    return str(kind) in HARMFUL_ACTIONS or (is_action and str(kind) not in HARMLESS_ACTIONS)


if __name__ == "__main__":
    sys.exit(main())
