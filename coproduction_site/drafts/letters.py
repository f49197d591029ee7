from django.urls import reverse

from coproduction_site import mail
from coproduction_site.drafts.desks import desk_of
from coproduction_site.site_address import on_this_site

ASKED = "Please look at words for the website"
FAILED = "Words for the website did not go out"


def shared_address(draft) -> str:
    return on_this_site(reverse("drafts:shared", args=[draft.token]))


def ask(draft, user, address: str, message: str) -> int:
    context = {"draft": draft, "user": user, "message": message, "link": shared_address(draft)}
    return mail.send(mail.letter(address, ASKED, "letters/draft_asked.txt", context))


def tell_of_failure(draft, user) -> int:
    link = on_this_site(desk_of(draft).address_of(draft))
    context = {"draft": draft, "link": link}
    return mail.send(mail.letter(user.email, FAILED, "letters/draft_failed.txt", context))
