"""What a partner has confirmed, for whoever cannot see the mark “To be confirmed” beside a fact."""

from coproduction_site import text


def confirmed(partner, name: str):
    """The page marks what is not sure. A contact card or another directory would not, so it goes without."""
    value = getattr(partner, name)
    if name in partner.to_be_confirmed:
        return "" if isinstance(value, str) else None
    return as_lines(value) if isinstance(value, str) else value


def as_lines(value: str) -> str:
    """Also of rows that were written before everything typed went through one door."""
    return text.cleaned(value).strip()
