"""What the address of a search asks: its words, a kind, and which page of the list."""

from dataclasses import dataclass
from urllib.parse import urlencode

from coproduction_site.search.kinds import kinds
from coproduction_site.search.queries import Query, understood
from coproduction_site.text import one_line


@dataclass(frozen=True)
class Asked:
    query: Query
    kind: str
    page: str

    @property
    def address(self) -> str:
        """As a query, without the page."""
        return urlencode({"q": self.query.text} | ({"kind": self.kind} if self.kind else {}))

    @property
    def is_first(self) -> bool:
        """Whether these words are asked for the first time, and not looked through."""
        return not (self.kind or self.page)


def asked_of(data) -> Asked:
    """Whatever stands in the address: what is not known is left out."""
    kind = data.get("kind", "")
    known = {one.filtered_as for one in kinds().values()}
    text = understood(one_line(data.get("q", "")))
    return Asked(text, kind if kind in known else "", data.get("page", "")[:9])
