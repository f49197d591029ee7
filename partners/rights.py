"""What is held about people around partners: who signs in, who asked, who reported, who signed (see `rights.sources`)."""

from django.contrib.admin.utils import NestedObjects
from django.db import router, transaction
from django.db.models import ProtectedError, Q

from coproduction_site.models import RefusedAddress, User
from coproduction_site.rights.sources import Source, by_address, day, erase_row, is_address
from partners.charter.pledges import actions as pledges
from partners.charter.pledges import contacts
from partners.models import ContactChange, Mistake, Pledge, ProfileChangeEvent, Question
from partners.profile import actions as changes
from partners.upkeep import visitors

STAFF = "Council staff. What they decided stays under their name: untick “may sign in” under People."
NAMES_OF_CONTACTS = ("person__icontains", "former_person__icontains")
DECIDED = "What they did for a partner stays under their name: untick “may sign in” under People."


def _people(text, reader):
    if is_address(text):
        return User.objects.filter(Q(email__iexact=text) | Q(pk__in=_with_former_address(text)))
    return User.objects.filter(name__icontains=text)


def _with_former_address(text):
    return User.objects.filter(emailaddress__email__iexact=text).values("pk")


def _person_line(user) -> str:
    came = f"last here on {day(user.last_login)}" if user.last_login else "invited, and never came"
    return f"{'Council staff' if user.is_staff else 'Somebody of a partner'}, {came}"


def _person(user) -> dict:
    return {
        "E-mail address": user.email,
        "Name": user.name,
        "Invited": day(user.date_joined),
        "Last here": day(user.last_login) if user.last_login else "",
        "Roles": [group.name for group in user.groups.all()],
        "Looks after": [str(membership.partner) for membership in user.memberships.all()],
        "Is asked to": [asked.to_do for asked in user.invitations.select_related("partner")],
    }


def _why_person_stays(user, reader) -> str:
    if user.is_staff or user.is_superuser:
        return STAFF
    found = NestedObjects(using=router.db_for_write(User))
    found.collect([user])
    return DECIDED if found.protected else ""


def _erase_person(user) -> bool:
    try:
        with transaction.atomic():
            RefusedAddress.objects.forget(user.email)
            return erase_row(user)
    except ProtectedError:
        return False


def _sent(label, row, **more) -> dict:
    return {"What": label, "About": str(row.partner), "Sent": day(row.sent_at), **more}


def _contact_changes(text, reader):
    """Under the address that is to come, and under the one that was."""
    named = ("email__iexact", "former_email__iexact") if is_address(text) else NAMES_OF_CONTACTS
    found = Q(pk__in=[])
    for column in named:
        found |= Q(**{column: text})
    return ContactChange.objects.filter(found)


def _contact_change_line(change) -> str:
    done = f"done {day(change.done_at)}" if change.done_at else "not confirmed"
    return f"Asked {day(change.asked_at)}, {done}"


def _contact_change(change) -> dict:
    return {
        "Pledge of": change.pledge.name,
        "New contact": f"{change.person}, {change.role}, {change.email}",
        "Former contact": ", ".join(
            filter(None, [change.former_person, change.former_role, change.former_email])
        ),
        "Asked": day(change.asked_at),
        "Done": day(change.done_at) if change.done_at else "",
        "Why staff did it": change.reason,
    }


def _erase_contact_change(change) -> bool:
    return bool(contacts.erase(ContactChange.objects.filter(pk=change.pk)))


def _pledge(pledge) -> dict:
    signed = pledge.charter.number if pledge.charter else ""
    return {
        "Organisation": pledge.name,
        "Who signed": f"{pledge.person}, {pledge.role}",
        "E-mail address": pledge.email,
        "What it will do": pledge.will_do,
        "New name that waits to be read": pledge.asked_name,
        "New kind that waits to be read": pledge.get_asked_kind_display(),
        "New words that wait to be read": pledge.asked_will_do,
        "Sent": day(pledge.sent_at),
        "Version of the charter that it signed": signed,
        "Where it is now": pledge.get_state_display(),
        "Words of staff about it": pledge.reason,
    }


def _notes(text, reader):
    by = Q(by__email__iexact=text) if is_address(text) else Q(by__name__icontains=text)
    return ProfileChangeEvent.objects.filter(by, kind__in=ProfileChangeEvent.SAID)


def _note(event) -> dict:
    answers = {remark.label: remark.text for remark in event.remarks}
    return {"About": str(event.change.partner), "Written": day(event.at), "Note": event.note, **answers}


SOURCES = [
    Source(
        "note",
        "Notes about changes of pages",
        ProfileChangeEvent,
        frozenset(),
        _notes,
        lambda event: f"About {event.change.partner}, {day(event.at)}",
        _note,
        changes.erase_note,
    ),
    Source(
        "person",
        "People who sign in, and invitations",
        User,
        frozenset({"coproduction_site.User.email", "account.EmailAddress.email"}),
        _people,
        _person_line,
        _person,
        _erase_person,
        _why_person_stays,
        has_key=False,
    ),
    Source(
        "question",
        "Questions to champions",
        Question,
        frozenset({"partners.Question.email"}),
        by_address(Question, "name"),
        lambda row: f"To {row.partner}, {day(row.sent_at)}, {row.get_state_display().lower()}",
        lambda row: _sent(
            "A question",
            row,
            Name=row.name,
            Email=row.email,
            Words=row.words,
            Answer=row.answer,
            Reply=row.reply,
        ),
        visitors.erase,
    ),
    Source(
        "mistake",
        "Mistakes that were reported",
        Mistake,
        frozenset({"partners.Mistake.email"}),
        by_address(Mistake),
        lambda row: f"About {row.partner}, {day(row.sent_at)}, {row.get_state_display().lower()}",
        lambda row: _sent(
            "A mistake that was reported",
            row,
            Email=row.email,
            Words=row.words,
            Answer=row.answer,
            Reply=row.reply,
        ),
        visitors.erase,
    ),
    Source(
        "pledge",
        "Pledges",
        Pledge,
        frozenset({"partners.Pledge.email"}),
        by_address(Pledge, "person", "name"),
        lambda row: f"{day(row.sent_at)}, {row.get_state_display().lower()}",
        _pledge,
        pledges.erase,
    ),
    Source(
        "contact",
        "Changes of who looks after a pledge",
        ContactChange,
        frozenset({"partners.ContactChange.email", "partners.ContactChange.former_email"}),
        _contact_changes,
        _contact_change_line,
        _contact_change,
        _erase_contact_change,
    ),
]
