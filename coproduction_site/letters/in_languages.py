"""The few sentences that begin a letter to somebody who told their story in another language.

They say what it is, and how to get an interpreter. The letter itself stays English: nobody has checked more.
"""

from django.core.mail import EmailMessage
from django.utils import translation

from coproduction_site import mail
from coproduction_site.in_languages.known import Language


def begun_in(language: str, letter: EmailMessage, address: str = "") -> EmailMessage:
    """`address` is that of the same page in the language, if there is one."""
    if language in Language.values:
        context = {"english_name": Language(language).label, "address": address}
        with translation.override(language):
            beginning = mail.text_of("pages/translations/letter.html", context)
        letter.body = f"{beginning}\n{letter.body}"
    return letter
