"""Why a story may be an advert. It then waits in a lane of its own: it is never dropped, and its sender is told
nothing else than everybody. No script or language counts: families write in many.
"""

import re
from collections import Counter

ADVERT = "Thank you for writing. This page is for stories of working together, so we cannot show it."
# Where a sentence says why it may be spam, this one says that it need not be.
MANY = "Many stories came from one place within an hour."
MOST_LINKS = 3
FEW_WORDS = 30
REPEATED = 4
SENT_BEFORE = 3

LINK = re.compile(r"https?://|\bwww\.", re.I)
LINK_CODE = re.compile(r"\[url\b|<a\s+href", re.I)
SENTENCE_END = re.compile(r"[.!?\n\r。！？؟۔।]+")
SALES = re.compile(
    r"\b(?:casinos?|viagra|cialis|bitcoin|crypto(?:currency)?|forex|payday loans?|backlinks?|seo services?|"
    r"sports betting|free shipping|discount codes?|promo codes?|buy now|order now|click here|special offers?|"
    r"limited offers?|best prices?|visit our (?:shop|store|site|website)|earn money|make money online|"
    r"money back|cheap replicas?|onlyfans|lottery winner|investment opportunit(?:y|ies))\b",
    re.I,
)


def spam_reason(texts, sent_before: int = 0) -> str:
    """A sentence for the desk, or nothing. `sent_before`: how often the same words have come already."""
    words = "\n".join(str(text or "") for text in texts)
    links = len(LINK.findall(words))
    sold = {phrase.lower() for phrase in SALES.findall(words)}
    times = _most_repeated(words)
    reasons = {
        "It holds code for links.": bool(LINK_CODE.search(words)),
        f"It holds {links} web addresses.": links > MOST_LINKS,
        "It is short, and mostly web addresses.": links > 1 and len(words.split()) < FEW_WORDS,
        "It sells something.": len(sold) > 1 or bool(sold and links),
        f"It says the same {times} times.": times >= REPEATED,
        "The same words were sent before, again and again.": sent_before >= SENT_BEFORE,
    }
    return next((reason for reason, is_so in reasons.items() if is_so), "")


def _most_repeated(words) -> int:
    """How often the same sentence of some length comes. Short ones do not count: “No! No! No!” is how people tell."""
    sentences = (" ".join(sentence.casefold().split()) for sentence in SENTENCE_END.split(words))
    counted = Counter(sentence for sentence in sentences if len(sentence) > 20 and " " in sentence)
    return max(counted.values(), default=0)
