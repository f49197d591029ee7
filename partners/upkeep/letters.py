"""Letters about looking after a page: still correct, people, mistakes, questions.

What a visitor wrote is in none of them, but for the answer to a question, which goes to whoever asked it.
"""

from django.urls import reverse
from post_office.models import Email

from coproduction_site import mail
from coproduction_site.accounts.staff import staff_with
from coproduction_site.models import TurnedOff, User
from coproduction_site.site_address import on_this_site
from partners.members.people import members_of


def still_correct(partner, user, link, days, is_reminder) -> None:
    subject = "A reminder: is your page still correct?" if is_reminder else "Is your page still correct?"
    context = {
        "partner": partner,
        "link": on_this_site(link),
        "days": days,
        "is_reminder": is_reminder,
    }
    text = mail.text_of("partners/letters/still_correct.txt", context)
    mail.send(mail.again_and_again(user, TurnedOff.Kind.STILL_CORRECT, subject, text))


def mistake_reported(mistake) -> None:
    """To the people of the partner, and to the council: somebody there may have left."""
    partner = mistake.partner
    link = on_this_site(reverse("partners:mistake_read", args=[partner.slug, mistake.pk]))
    people = _everybody(members_of(partner), staff_with("partners.change_partner"))
    context = {"partner": partner, "link": link}
    text = mail.text_of("partners/letters/mistake_reported.txt", context)
    mail.send_to_each(people, "Somebody found a mistake on a page", text)


def champion_asked(question) -> None:
    link = on_this_site(reverse("partners:question", args=[question.partner.slug, question.pk]))
    context = {"question": question, "link": link}
    text = mail.text_of("partners/letters/champion_asked.txt", context)
    mail.send_to_each(members_of(question.partner), "A question for you", text)


def question_received(question) -> None:
    _to_whoever_asked(question, "question_received", "We have your question")


def question_answered(question) -> None:
    _to_whoever_asked(question, "question_answered", "The answer to your question")


def forget(question) -> None:
    """The letters to whoever asked hold their address, and one holds the answer."""
    Email.objects.filter(message__contains=question.number).delete()


def _everybody(*groups):
    """One letter each, also to whoever is in two groups."""
    return User.objects.filter(pk__in={user.pk for group in groups for user in group}).order_by("pk")


def _to_whoever_asked(question, name, subject) -> None:
    context = {"question": question}
    mail.send(mail.letter(question.email, subject, f"partners/letters/{name}.txt", context))
