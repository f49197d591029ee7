"""A sheet becomes a file: the same words of the same day give the same bytes."""

import json
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from coproduction_site.cache import revision
from coproduction_site.models import SiteSettings
from coproduction_site.paper.sheets import Sheet
from coproduction_site.uploads import limited

PRESS = Path(__file__).with_name("press.py")
LONGEST = 8  # Seconds. It takes a twentieth of one.
MOST_BYTES = 8_000_000
NOT_DRAWN = 4  # As in press.py.


class NotMade(Exception):
    """There is no such file just now: too much is going on."""


class NotDrawn(NotMade):
    """Nor will there be one with these words: a sign in them is in none of our fonts."""


def made(sheet: Sheet, site: SiteSettings) -> bytes:
    """Raises NotMade, or NotDrawn; then the page itself can still be printed."""
    day = revision.day()
    order = {
        "root": str(settings.BASE_DIR),
        "shape": sheet.shape,
        "words": sheet.everything(site) | {"day": date_format(day, "j F Y")},
        "day": day.isoformat(),
    }
    try:
        return limited.run(
            PRESS, longest=LONGEST, most_bytes=MOST_BYTES, content=json.dumps(order).encode()
        )
    except limited.NotDone as error:
        raise (NotDrawn if error.number == NOT_DRAWN else NotMade) from error
    except (limited.TooMuch, ValidationError) as error:
        raise NotMade from error
