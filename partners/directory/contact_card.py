"""How to reach a partner, as a card for the address book of a phone: vCard 3.0, which all of them read.

A card shows no mark for what is still to be confirmed, so it holds only what is confirmed.
"""

from coproduction_site.site_address import on_this_site
from coproduction_site.telephone import dialled
from partners.directory.channels import email_of, web_address
from partners.directory.confirmed import as_lines, confirmed
from partners.models.addresses import parts_of

LONGEST_LINE = 75  # Bytes, without the end of the line.


def contact_card(partner) -> str:
    name, page = as_lines(partner.name), on_this_site(partner.get_absolute_url())
    lines = [
        ("BEGIN", "VCARD"),
        ("VERSION", "3.0"),
        ("FN", _escaped(name)),
        ("N", f"{_escaped(name)};;;;"),
        ("ORG", _escaped(name)),
        ("X-ABShowAs", "COMPANY"),
        ("TEL;TYPE=WORK,VOICE", dialled(confirmed(partner, "phone"))),
        ("EMAIL;TYPE=INTERNET,WORK", _escaped(email_of(partner))),
        ("URL", _escaped(web_address(confirmed(partner, "website")) or page)),
        ("ADR;TYPE=WORK", _address(confirmed(partner, "address"))),
        ("NOTE", _escaped(_note(partner, page))),
        ("UID", f"urn:uuid:{partner.uuid}"),
        ("END", "VCARD"),
    ]
    return "".join(_folded(f"{name}:{value}") for name, value in lines if value)


def _note(partner, page) -> str:
    hours = confirmed(partner, "opening_hours")
    parts = [as_lines(partner.summary), hours and f"Opening hours: {hours}", page]
    return "\n".join(part for part in parts if part)


def _address(address: str) -> str:
    """Post box; flat; street; town; county; postcode; country. What cannot be told apart is all street."""
    if not address:
        return ""
    parts = parts_of(address) or {"address_1": ", ".join(address.splitlines())}
    names = ["address_1", "city", "region", "postal_code"]
    country = "United Kingdom" if "country" in parts else ""
    return ";".join(["", "", *(_escaped(parts.get(name, "")) for name in names), country])


def _escaped(text: str) -> str:
    """No word can begin a line or a field of its own."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """A long line goes on after a space on the next one, and no letter is cut in two."""
    lines, size = [""], 0
    for letter in line:
        length = len(letter.encode())
        if size + length > LONGEST_LINE:
            lines.append(" ")
            size = 1
        lines[-1] += letter
        size += length
    return "\r\n".join(lines) + "\r\n"
