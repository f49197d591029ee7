"""Every press that asks once, ready to be pressed: its address, what it sends, and whether it was done.

By the template that holds the button, so that a house test knows which are missing.
"""

from django.test import Client
from django.urls import reverse

from ladder.models import GroupSeries
from pages.models import Booking
from partners.members.invitations import invite_to_partner
from partners.models import Membership, Pledge
from stories.models import Photo, Story
from tests.support import uploads
from tests.support.charter import make_application, make_public_pledge
from tests.support.events import book, make_event
from tests.support.factories import make_member, make_partner, make_published_story, make_waiting_story
from tests.support.groups import make_round
from tests.support.telling import answers, write
from tests.tools import starter_content


def owners_page(client) -> tuple[str, Membership]:
    partner = make_partner()
    owner, leaver = make_member(partner), make_member(partner)
    Membership.objects.filter(user=owner).update(role="owner")
    client.force_login(owner)
    membership = Membership.objects.get(user=leaver)
    return f"/partners/{partner.slug}/people/{membership.pk}/", membership


def story_case(client):
    story = make_waiting_story()
    return story.get_follow_url(), {"withdraw": "yes"}, lambda: Story.objects.get().state == "withdrawn"


def consent_case(client):
    story = make_published_story(consent_training=True)
    data = {"consent": "change", "consent_training": "on"}
    return story.get_follow_url(), data, lambda: Story.objects.get().state == "withdrawn"


def pledge_case(client):
    pledge = make_public_pledge()
    return pledge.get_own_url(), {"take_back": "yes"}, lambda: Pledge.objects.get().has_ended


def booking_case(client):
    booking = book(make_event())
    return booking.get_own_url(), {"cancel": "yes"}, lambda: Booking.objects.get().state == "cancelled"


def person_case(client):
    address, membership = owners_page(client)
    return address, {"remove": "yes"}, lambda: not Membership.objects.filter(pk=membership.pk).exists()


def invitation_case(client):
    partner = make_partner()
    client.force_login(make_member(partner))
    invite_to_partner("new@example.org", partner)
    asked = partner.invitations.get()
    address = reverse("partners:people", args=[partner.slug])
    return address, {"take_back": str(asked.pk)}, lambda: not partner.invitations.exists()


def no_case(client):
    user = make_member(make_partner())
    client.force_login(user)
    invite_to_partner(user.email, make_partner())
    asked = user.invitations.get()
    address = reverse("partners:invitation", args=[asked.pk])
    return address, {"decline": "yes"}, lambda: not user.invitations.exists()


def group_case(client):
    starter_content.load()
    group_round = make_round()
    address = group_round.series.get_host_url()
    return address, {"erase": "yes"}, lambda: not GroupSeries.objects.exists()


def photo_case(client):
    write(Client(), upto="files", **(words := answers()))
    draft = Story.objects.get(key=words["key"])
    photo = uploads.add_photo(draft)
    return (
        reverse("stories:files"),
        {"do": f"remove {photo.key}", "key": str(draft.key)},
        lambda: not Photo.objects.exists(),
    )


def evidence_case(client):
    application = make_application()
    piece = application.evidence.get()
    data = {
        "level": str(application.level_id),
        "words": "Families choose with us.",
        "version": str(application.version),
        "do": f"remove-{piece.pk}",
    }
    return f"{application.pledge.get_own_url()}status/", data, lambda: not application.evidence.exists()


CASES = {
    "stories/following/follow.html": story_case,
    "stories/following/consent.html": consent_case,
    "stories/submission/files.html": photo_case,
    "partners/charter/pledges/pledge.html": pledge_case,
    "partners/charter/pledges/renew.html": pledge_case,
    "partners/charter/status/apply_form.html": evidence_case,
    "pages/booking/mine.html": booking_case,
    "partners/members/person.html": person_case,
    "partners/members/people.html": invitation_case,
    "partners/members/mine_asked.html": no_case,
    "ladder/groups/host.html": group_case,
}
