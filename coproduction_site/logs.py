"""What the log may say: which page failed, never the key in its address."""

import logging
import re

# Links that let in whoever holds them: to a teller's own page or unfinished story, to a pledge, to an invitation,
# to a new password, to the question whether a page is still correct; and links that turn a letter off. The last is
# a key in a query, which travels where a browser takes no cookie.
KEYS = re.compile(
    r"(/(?:follow|continue|pledge|still-correct|invitation|reset/key|letters/off)/|[?&]pass=)[^/\s?&#]+"
)


def without_keys(text: str) -> str:
    return KEYS.sub(r"\1…", text)


class WithoutKeys(logging.Filter):
    def filter(self, record) -> bool:
        record.msg, record.args = without_keys(record.getMessage()), ()
        return True
