"""Letters about looking after a page: still correct, people, mistakes, questions.

What a visitor wrote is in none of them, but for the answer to a question, which goes to whoever asked it.
"""

from django.urls import reverse
from post_office.models import Email

from coproduction_site import mail
from coproduction_site.accounts.staff import staff_with
from coproduction_site.letters.writing import day, to_one, write
from coproduction_site.models import TurnedOff, User
from coproduction_site.site_address import on_this_site
from partners.members.people import members_of

IN_DANGER = "Is somebody in danger? Ring 999 now."


def still_correct(partner, user, link, days, is_reminder) -> None:
    subject, text = write(
        "partners/still_correct_again" if is_reminder else "partners/still_correct",
        partner=partner,
        link=on_this_site(link),
        days=days,
        address=on_this_site(reverse("partners:edit", args=[partner.slug])),
    )
    mail.send(mail.again_and_again(user, TurnedOff.Kind.STILL_CORRECT, subject, text))


def mistake_reported(mistake) -> None:
    """To the people of the partner, and to the council: somebody there may have left."""
    partner = mistake.partner
    link = on_this_site(reverse("partners:mistake_read", args=[partner.slug, mistake.pk]))
    people = _everybody(members_of(partner), staff_with("partners.change_partner"))
    mail.send_to_each(people, *write("partners/mistake_reported", partner=partner, link=link))


def champion_asked(question) -> None:
    partner = question.partner
    link = on_this_site(reverse("partners:question", args=[partner.slug, question.pk]))
    letter = write("partners/champion_asked", partner=partner, due_on=day(question.due_on), link=link)
    mail.send_to_each(members_of(partner), *letter)


def question_received(question) -> None:
    due_on = day(question.due_on)
    _to_whoever_asked(question, "question_received", due_on=due_on, in_danger=IN_DANGER)


def question_answered(question) -> None:
    _to_whoever_asked(question, "question_answered", answer=question.answer)


def forget(question) -> None:
    """The letters to whoever asked hold their address, and one holds the answer."""
    Email.objects.filter(message__contains=question.number).delete()


def _everybody(*groups):
    """One letter each, also to whoever is in two groups."""
    return User.objects.filter(pk__in={user.pk for group in groups for user in group}).order_by("pk")


def _to_whoever_asked(question, name, **values) -> None:
    values |= {"partner": question.partner, "number": question.number}
    mail.send(to_one(question.email, f"partners/{name}", **values))
