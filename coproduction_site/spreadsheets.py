"""Tables that a spreadsheet opens: every cell is shown, none is calculated."""

BYTE_ORDER_MARK = "\ufeff"  # Else a spreadsheet shows “é” as two signs.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(cell) -> str:
    """A spreadsheet must show it, never calculate it (OWASP, CSV injection)."""
    text = str(cell if cell is not None else "")
    starts = text.lstrip().startswith(STARTS_A_FORMULA) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if starts else text


class Echo:
    """What the csv module writes into is handed straight on."""

    def write(self, line):
        return line
