"""Letters about chances to join in. Each that names somebody holds their reference, so that it is erased with them."""

from django.db.models import Q
from django.urls import reverse
from post_office.models import Email

from coproduction_site import mail
from coproduction_site.accounts.staff import staff_with
from coproduction_site.letters.writing import day, to_one, write
from coproduction_site.site_address import on_this_site
from partners.members.people import members_of

MAY_WRITE, MAY_SEE_WHO = "pages.change_chance", "pages.view_interest"


def joined(interest) -> None:
    """Nobody is written to who gave a telephone number alone: the owner rings them."""
    if interest.email:
        chance = interest.chance
        mail.send(to_one(interest.email, "pages/chance_joined", **_about(interest), owner=chance.owner))


def wants_to_join(interest) -> None:
    reached = "\n".join(filter(None, [interest.name, interest.email, interest.telephone]))
    values = _about(interest) | {"who": reached, "message": interest.message or "(nothing)"}
    _to_owner(interest.chance, MAY_SEE_WHO, *write("pages/chance_wanted", **values))


def answered(interest) -> None:
    if interest.email:
        mail.send(to_one(interest.email, "pages/chance_answered", **_about(interest)))


def is_late(chance) -> None:
    address = on_this_site(reverse("admin:pages_chance_change", args=[chance.pk]))
    values = {"chance": _chance(chance), "hear_by": day(chance.hear_by), "desk": address}
    _to_owner(chance, MAY_WRITE, *write("pages/chance_late", **values))


def offer_was_read(offer) -> None:
    is_taken = offer.state == offer.State.TAKEN
    name = "pages/chance_offer_taken" if is_taken else "pages/chance_offer_not_taken"
    mail.send_to_each(
        members_of(offer.partner), *write(name, offered=offer.title, our_answer=offer.answer)
    )


def forget(interest) -> None:
    Email.objects.filter(
        Q(subject__contains=interest.reference) | Q(message__contains=interest.reference)
    ).delete()


def _about(interest) -> dict:
    chance = interest.chance
    return {
        "chance": _chance(chance),
        "hear_by": day(chance.hear_by),
        "kept_until": day(chance.kept_until),
        "reference": interest.reference,
    }


def _chance(chance) -> str:
    return f"{chance.title}\n{on_this_site(chance.get_absolute_url())}"


def _to_owner(chance, permission, subject, text) -> None:
    """Without an address, whoever may see to it on the desk."""
    if chance.owner_email:
        mail.send(mail.written(chance.owner_email, subject, text))
    else:
        mail.send_to_each(staff_with(permission, include_superusers=False), subject, text)
