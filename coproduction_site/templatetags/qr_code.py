"""A QR code as one path of an inline drawing, so that the policy against foreign content stays strict."""

import qrcode
from django import template

register = template.Library()
QUIET_ZONE = 4


@register.inclusion_tag("includes/qr_code.html")
def qr_code(text: str) -> dict:
    code = qrcode.QRCode(border=QUIET_ZONE)
    code.add_data(text)
    rows = code.get_matrix()
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"side": len(rows), "squares": "".join(squares)}
