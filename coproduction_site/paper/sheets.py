"""A sheet of paper: its words, the shape that they are put into, and where it can be fetched."""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b

from django.conf import settings

from coproduction_site import text
from coproduction_site.drawings import drawn
from coproduction_site.models import SiteSettings
from coproduction_site.site_address import on_this_site
from coproduction_site.templatetags.qr_code import qr_code

HOUSE = "coproduction_site/paper/house.typ"
MAY_BE_COPIED = "You may copy this sheet, change it and hand it out (MIT licence)."
LETTERS = "Letters: Atkinson Hyperlegible Next (SIL Open Font License 1.1)."


@dataclass(frozen=True)
class Sheet:
    """`shape` is a typst file below the project, `words` what it shows: text alone, never typst.

    `page` is the same on the screen, for whoever needs it in another way.
    """

    name: str
    title: str
    shape: str
    words: dict
    address: str
    page: str
    paper: str = "A4"
    credits: tuple[str, ...] = ()

    def everything(self, site: SiteSettings) -> dict:
        """The words with what every sheet says: whose it is, how to get it in another form, whom to thank."""
        everywhere = {
            "title": self.title,
            "site": site.name,
            "council": site.council_name,
            "paper": self.paper.lower(),
            "phone": site.contact_phone,
            "email": site.contact_email,
            "address": on_this_site(self.page),
            "credits": [*self.credits, LETTERS],
        }
        return text.cleaned_throughout(everywhere | self.words)

    def digest(self, site: SiteSettings) -> str:
        """The same as long as it would look the same, whatever day it is."""
        known = json.dumps([self.everything(site), _source(self.shape), _source(HOUSE)], sort_keys=True)
        return blake2b(known.encode(), digest_size=12).hexdigest()


def drawing(name: str) -> str:
    """One of our own drawings, as a picture that needs no style sheet. Nothing for no name."""
    if not name:
        return ""
    return drawn(name).replace("<svg ", f"<svg {_AS_DRAWN} ", 1).replace(">", f">{_COLOURS}", 1)


@lru_cache(maxsize=64)
def code_of_page(address: str) -> dict:
    """`code`, for one of the few pages that sheets lead to: it takes longer than the page."""
    return code(address)


def code(address: str) -> dict:
    """A picture for the camera of a phone, and what it says to somebody who listens."""
    squares = qr_code(address)
    side = squares["side"]
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{squares["squares"]}"/></svg>'
    )
    return {"code": picture, "code_alt": f"A picture for the camera of your phone: {address}"}


@cache
def _source(shape: str) -> str:
    return (settings.BASE_DIR / shape).read_text()


# As in static/css/components/drawing.css and tokens.css, which a file for the printer cannot read.
_AS_DRAWN = (
    'xmlns="http://www.w3.org/2000/svg" fill="none" stroke="#1d1a16" stroke-width="3" '
    'stroke-linecap="round" stroke-linejoin="round"'
)
_COLOURS = (
    "<style>.drawing-gold{fill:#fbb01b;stroke:none}.drawing-paper{fill:#fff}.drawing-ink{fill:#1d1a16}"
    ".drawing-calm{fill:#2b8f92}.drawing-light{fill:#fff7e6;stroke:none}.drawing-skin-1{fill:#f6cfa4}"
    ".drawing-skin-2{fill:#b97a4b}.drawing-skin-3{fill:#7d4b2c}</style>"
)
