# The questions that are answered in words. Each has its copy for the public, named `public_` and this.
TEXTS = ("title", "happened", "good", "better", "changed", "took_part")
# Answered in words too, for moderators alone: no copy is ever made of them.
ORGANISATIONS = ("school", "other_organisation")
FEWEST_WORDS, MOST_SIGNS = 3, 60


def all_texts(story) -> list[str]:
    return [getattr(story, name) for name in (*TEXTS, *ORGANISATIONS)]


def first_words(text: str) -> str:
    """A title for a story that was given none: its first sentence, as far as there is room."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    first, stop, _ = line.partition(". ")
    sentence = first if stop and len(first.split()) >= FEWEST_WORDS else line
    if len(sentence) <= MOST_SIGNS:
        return sentence.rstrip(" .")
    cut = sentence[:MOST_SIGNS]
    return f"{cut.rpartition(' ')[0] or cut}…"
