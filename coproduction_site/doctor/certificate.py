"""The certificate that visitors are shown: is it good, and for how many days?"""

import socket
import ssl
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings

from coproduction_site.operations.findings import Finding, fault, right, warning

SECONDS, FEW_DAYS, LAST_DAYS = 10, 21, 7


def is_good() -> Finding:
    address = urlsplit(settings.SITE_URL)
    if address.scheme != "https":
        return right("certificate", "The site is not reached over HTTPS, so it has none.")
    try:
        days = (_end(address.hostname, address.port or 443) - datetime.now(UTC)).days
    except ssl.SSLCertVerificationError as error:
        return fault("certificate", f"Browsers refuse it: {error.verify_message}.")
    except OSError as error:
        return fault("certificate", f"{address.netloc} cannot be reached from here: {error}.")
    sentence = f"It is good for {days} more days."
    if days <= LAST_DAYS:
        return fault("certificate", f"{sentence} Renew it now.")
    return (warning if days <= FEW_DAYS else right)("certificate", sentence)


def _end(host: str, port: int) -> datetime:
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), SECONDS) as way,
        context.wrap_socket(way, server_hostname=host) as safe,
    ):
        ends = safe.getpeercert()["notAfter"]
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC)
