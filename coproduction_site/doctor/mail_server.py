"""A real conversation with the mail server, up to the point at which a letter would go."""

import smtplib
import ssl
from email.utils import parseaddr

from django.conf import settings

from coproduction_site.operations.findings import Finding, fault, right, warning

SECONDS = 10


def takes_letters() -> Finding:
    if not settings.POST_OFFICE["BACKENDS"]["default"].endswith("smtp.EmailBackend"):
        return warning("mail", "No mail server is set, so letters reach nobody (EMAIL_URL).")
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        answer = _ask()
    except smtplib.SMTPAuthenticationError:
        return fault("mail", f"{where} does not know this user and password (EMAIL_URL).")
    except (OSError, smtplib.SMTPException) as error:
        return fault("mail", f"{where} cannot be spoken to: {error} (EMAIL_URL).")
    if answer:
        return fault("mail", f"{where} takes no letter from {settings.DEFAULT_FROM_EMAIL}: {answer}")
    return right("mail", f"{where} takes letters from {settings.DEFAULT_FROM_EMAIL}.")


def _ask() -> str:
    """To ourselves, and taken back before a word of it is sent. Returns what the server refuses with."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    with _connection() as server:
        if settings.EMAIL_USE_TLS:
            server.starttls(context=ssl.create_default_context())
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        server.ehlo_or_helo_if_needed()
        for code, text in (server.mail(sender), server.rcpt(sender)):
            if code >= 400:
                return f"{code} {text.decode(errors='replace')}"
        server.rset()
    return ""


def _connection() -> smtplib.SMTP:
    where = (settings.EMAIL_HOST, settings.EMAIL_PORT)
    if settings.EMAIL_USE_SSL:
        return smtplib.SMTP_SSL(*where, timeout=SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(*where, timeout=SECONDS)
