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
from partners.models import Mistake

LOOKED_AT = "They have looked at it, and put right what was wrong."
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
    _to_whoever_asked(
        question, "question_answered", answer=question.answer, back_link=_way_back(question)
    )


def mistake_settled(mistake) -> None:
    """The second time, after they wrote back, it is a letter without a link."""
    answer = mistake.answer or LOOKED_AT
    _to_whoever_asked(mistake, "mistake_settled", answer=answer, back_link=_way_back(mistake))


def wrote_back(row) -> None:
    """To those who told them what came of it; about a mistake, to the council too."""
    partner, is_mistake = row.partner, isinstance(row, Mistake)
    name = "partners:mistake_read" if is_mistake else "partners:question"
    link = on_this_site(reverse(name, args=[partner.slug, row.pk]))
    council = [staff_with("partners.change_partner")] if is_mistake else []
    people = _everybody(members_of(partner), *council)
    mail.send_to_each(people, *write("partners/wrote_back", partner=partner, link=link))


def forget(row) -> None:
    """The letters to whoever wrote hold their address, and one holds the answer."""
    Email.objects.filter(message__contains=row.number).delete()


def _way_back(row) -> str:
    return "" if row.has_replied else on_this_site(reverse("partners:heard", args=[row.token]))


def _everybody(*groups):
    """One letter each, also to whoever is in two groups."""
    return User.objects.filter(pk__in={user.pk for group in groups for user in group}).order_by("pk")


def _to_whoever_asked(row, name, **values) -> None:
    values |= {"partner": row.partner, "number": row.number}
    mail.send(to_one(row.email, f"partners/{name}", **values))
