"""A letter of today's words, whole: what staff can change, in its frame, filled in."""

from datetime import date

from django.core.mail import EmailMessage
from django.utils.formats import date_format

from coproduction_site import mail
from coproduction_site.letters.filling import filled
from coproduction_site.letters.models import LetterWords
from coproduction_site.letters.wording import wordings
from coproduction_site.models import SiteSettings


def write(name: str, site: SiteSettings | None = None, /, **values) -> tuple[str, str]:
    """Its subject and its text. `values` are for the places of the letter and of its frame; what the settings say is known.

    The reference of what it is about stands in the subject, so that its answers are found.
    """
    wording, site = wordings()[name], site or SiteSettings.objects.current()
    values = {"promise_days": site.reply_promise_days} | values
    words = LetterWords.objects.of(wording)
    texts = {place.name: str(values[place.name]) for place in wording.places}
    text = mail.text_of(wording.frame.template, values | {"words": filled(words.body, texts)}, site)
    subject = " ".join(words.subject.split())
    return (f"{subject} ({values['reference']})" if values.get("reference") else subject), text


def to_one(to: str, name: str, /, **values) -> EmailMessage:
    site = SiteSettings.objects.current()
    subject, text = write(name, site, **values)
    return mail.written(to, subject, text, site)


def day(date: date | None) -> str:
    return date_format(date, "j F Y") if date else ""
