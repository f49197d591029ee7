"""Precision and recall of the finder, for each kind: `python -m tests.benchmarks.personal_details`.

Measured on sentences of our own. `held out` is never used to change the finder.
"""

from coproduction_site.finder.details import Kind
from tests.support.labelled import (
    PARTS,
    SCRIPTS,
    VARIANTS,
    counts,
    counts_with_names_in,
    precision,
    recall,
    sentences,
)


def main():
    for part in PARTS:
        of = counts(part)
        lines = sentences(part)
        clean = sum(not marked for _, marked in lines)
        print(f"\n{part.replace('_', ' ')}: {len(lines)} sentences, {clean} of them clean")
        print(f"{'':<22}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}")
        for kind in Kind:
            row(kind.label, *(of[each][kind] for each in ("right", "wrong", "missed")))
        row("all", *(of[each].total() for each in ("right", "wrong", "missed")))

    print("\nheld out, in other signs; then with every name in another script")
    for variant in VARIANTS:
        of = counts("held_out", variant)
        row(variant, *(of[each].total() for each in ("right", "wrong", "missed")))
    for script in SCRIPTS:
        of = counts_with_names_in(script)
        row(f"names {script}", *(of[each].total() for each in ("right", "wrong", "missed")))
        row("  of these, names", *(of[each][Kind.NAME] for each in ("right", "wrong", "missed")))


def row(name, right, wrong, missed):
    p, r = precision(right, wrong), recall(right, missed)
    print(f"{name:<22}{right:>7}{wrong:>7}{missed:>8}{p:>11.2f}{r:>8.2f}")


if __name__ == "__main__":
    main()
