"""CPU of gunicorn's processes for what people do, for docs/scale.md: `python -m tests.benchmarks.costs`.

On PostgreSQL: `python -m tests.tools.postgresql python -m tests.benchmarks.costs`. The database's own processes are not in it.
The load of the machine is printed: compare with the bare callable of the same run.
"""

import os

from tests.benchmarks import served
from tests.benchmarks.page_cache import cpu_seconds

TIMES, STORIES = 300, 8
MADE_ANEW = (
    "/ladder/?x={}",
    "/stories/?x={}",
    "/?x={}",
)  # With a name that no page knows nothing is kept.


def main():
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    with served.bare() as bare:
        show("a bare callable", bare, lambda visitor, _: visitor.open("/"), TIMES)
    with served.site() as site:
        site.visitor().send_story()
        show("a public page, kept", site, lambda visitor, _: visitor.open("/ladder/"), TIMES)
        for address in MADE_ANEW:
            show(f"made anew: {address.partition('?')[0]}", site, made_anew(address), TIMES // 3)
        show(
            "a page of the form",
            site,
            lambda visitor, _: visitor.open("/stories/share/who/"),
            TIMES // 3,
        )
        show(
            "a story, from first page to thanks",
            site,
            lambda _, __: site.visitor().send_story(),
            STORIES,
        )


def made_anew(address):
    return lambda visitor, number: visitor.open(address.format(number))


def show(name, site, act, times) -> None:
    visitor = site.visitor()
    before = cpu_seconds([site.master.pid])
    for number in range(times):
        act(visitor, number)
    milliseconds = (cpu_seconds([site.master.pid]) - before) / times * 1000
    print(f"{name:<38}{milliseconds:>9.2f} ms", flush=True)


if __name__ == "__main__":
    main()
