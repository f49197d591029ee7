"""How big a file is, as people say it. A kilobyte has a thousand bytes, as telephones count."""


def in_words(size: int) -> str:
    """Such as “340 kB”. `size` in bytes."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1_000))} kB"
