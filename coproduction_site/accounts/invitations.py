"""How somebody comes to sign in: the council invites them, and a link in a letter lets them in once."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.module_loading import import_string
from django.utils.text import slugify

from coproduction_site import mail
from coproduction_site.forms import can_be_mailed
from coproduction_site.models import User
from coproduction_site.site_address import on_this_site
from coproduction_site.workflow import one_winner

SALT = "coproduction_site.invitations"
SUBJECT = "You are invited to our website"


def roles() -> dict[str, Group]:
    """Every role by its plain name in a command: "content-editors", "moderators" and so on."""
    return {slugify(group.name): group for group in Group.objects.order_by("name")}


@transaction.atomic
def invite(email: str, role: str, name: str = "") -> str:
    """Let somebody work for the council. Returns the link that is in their letter.

    Raises ValidationError with a sentence for whoever invites.
    """
    known = roles()
    if role not in known:
        raise ValidationError(f"There is no role “{role}”. The roles are: {', '.join(known)}.")
    user = person(email, name)
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    user.groups.add(known[role])
    return send(user, to_do=f"work on the site as one of its {known[role].name.lower()}")


def person(email: str, name: str = "") -> User:
    """Whoever has this address, made now if nobody has. Switched-off accounts stay switched off."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None and not can_be_mailed(email):
        raise ValidationError(f"“{email}” is not an e-mail address.")
    if user is None:
        return User.objects.create_user(email.lower(), name=name)
    if not user.is_active:
        raise ValidationError(f"{user} may not sign in any more. Tick “may sign in” for them first.")
    return user


def send(user: User, to_do: str, later: str = "") -> str:
    """Write the letter. Somebody who signs in already gets no key, only the address of the door.

    `later` is where they find what they are asked to do, once they have said yes to it.
    """
    is_new = never_came(user)
    link = on_this_site(_key(user) if is_new else reverse("account_login"))
    context = {
        "to_do": to_do,
        "link": link,
        "is_new": is_new,
        "later": later and on_this_site(later),
        "days": settings.INVITATION_DAYS,
    }
    mail.send(mail.letter(user.email, SUBJECT, "account/email/invitation.txt", context))
    return link


def never_came(user: User) -> bool:
    return user.last_login is None and not user.has_usable_password()


def to_answer(user: User) -> list:
    """What apps ask this person to do (see `settings.INVITATIONS`): each says it (`to_do`), where it is, and takes a yes (`accept`)."""
    return [asked for path in settings.INVITATIONS for asked in import_string(path)(user)]


def _key(user: User) -> str:
    """A new link; the one before stops working, because it was signed over the old (unusable) password."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    token = signing.dumps([user.pk, _fingerprint(user)], salt=SALT)
    return reverse("account_invitation", args=[token])


def invited(token: str) -> User | None:
    """Whom this link lets in, as long as it is young and nobody has used it."""
    try:
        pk, fingerprint = signing.loads(
            token, salt=SALT, max_age=timedelta(days=settings.INVITATION_DAYS)
        )
    except (signing.BadSignature, TypeError, ValueError):
        return None
    user = User.objects.filter(pk=pk, is_active=True, last_login=None).first()
    return user if user and constant_time_compare(fingerprint, _fingerprint(user)) else None


def not_taken():
    """Those who never signed in, and whose link has ended by now."""
    ended = timezone.now() - timedelta(days=settings.INVITATION_DAYS)
    return User.objects.filter(is_active=True, last_login=None, date_joined__lt=ended)


def accept(user: User, name: str, password: str = "") -> bool:
    """True once, with a yes to all that the page of the link has named. Afterwards no link of theirs works any more."""
    as_invited = Q(password=user.password, last_login=None)
    user.name = name
    user.set_password(password or None)
    with transaction.atomic():
        if not one_winner.wins(user, as_invited, name=user.name, password=user.password):
            return False
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )
        for asked in to_answer(user):
            asked.accept()
    return True


def _fingerprint(user: User) -> str:
    return salted_hmac(SALT, f"{user.pk} {user.email} {user.password}", algorithm="sha256").hexdigest()[
        :32
    ]
