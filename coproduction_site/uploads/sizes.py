"""How big a file is, as people say it. A kilobyte has a thousand bytes, as telephones count."""


def in_words(size: int) -> str:
    """Such as “340 kB”, which stays together at the end of a line. `size` in bytes."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f}\xa0MB"
    return f"{max(1, round(size / 1_000))}\xa0kB"
