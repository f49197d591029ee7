"""Facts for search engines, in the words of schema.org, as a block of data inside a page.

Browsers run no such block, so the policy against inline scripts has nothing to say about it, and it
needs no nonce. The words cannot end the block: each sign that means something in HTML is written as
its number, as Django's `json_script` does, which knows only one type of data.
"""

import json

from coproduction_site.site_address import on_this_site

SIGNS_OF_HTML = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
VOCABULARY = "https://schema.org"


class DataBlock:
    """Django writes what has an `__html__` into a page as it is."""

    def __init__(self, facts: dict):
        self.facts = {"@context": VOCABULARY} | facts

    def __html__(self) -> str:
        text = json.dumps(self.facts, ensure_ascii=False, separators=(",", ":"))
        return f'<script type="application/ld+json">{text.translate(SIGNS_OF_HTML)}</script>'


def breadcrumb_list(crumbs: list[tuple[str, str]]) -> dict:
    """The way to a page from the home page, as the page shows it. `crumbs` are labels and addresses."""
    steps = [
        {"@type": "ListItem", "position": number, "name": str(label), "item": on_this_site(address)}
        for number, (label, address) in enumerate([("Home", "/"), *crumbs], start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def said(**names) -> dict:
    """Without what is not known: no nulls, no empty strings, no empty lists."""
    return {name: value for name, value in names.items() if value not in (None, "", [], {})}
