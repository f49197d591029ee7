"""Somebody has lost their phone: their second factor goes, and with it whoever is signed in as them."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from coproduction_site import mail
from coproduction_site.models import User

SUBJECT = "Your second step was removed"


@transaction.atomic
def remove(user: User) -> bool:
    """Once: of two who press it one writes the letter. It tells the person, in case it was not they who asked."""
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if not removed:
        return False
    for session in UserSession.objects.filter(user=user):
        session.end()
    mail.send(mail.letter(user.email, SUBJECT, "account/email/second_factor_removed.txt", {}))
    return True
