"""Somebody else's partner does not exist: every address, with every wrong person.

The addresses are read from the urls files, so that a new one cannot be forgotten: it has to be sorted here.
"""

from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from pytest_django.asserts import assertRedirects

from partners.models import Mistake, Partner, ProfileChange, Question
from stories.models import Response
from tests.support.factories import make_awaited_response, make_member, make_partner, make_user
from tests.support.profiles import make_change

pytestmark = pytest.mark.django_db
SECRET = "Xyzzyberry"

# What everybody may open as soon as the council lists the partner, and nobody else before.
PUBLIC_WHEN_LISTED = {
    "partners:detail": {},
    "partners:logo": {},
    "partners:photo": {},
    "partners:card": {},
    "partners:half_page": {},
    "partners:mistake": {},
    "partners:ask": {},
    "partners:thanks": {},
}
# What only the people of the partner may open, and the council.
OF_ITS_PEOPLE = {
    "partners:people": {},
    "partners:edit": {},
    "partners:preview": {},
    "partners:send": {},
    "partners:withdraw": {},
    "partners:checked": {},
    "partners:history": {},
    "partners:waiting_picture": {"name": "logo"},
    "partners:section": {"section": "about-us"},
    "partners:section_preview": {"section": "about-us"},
}
OF_ITS_STORIES = {"stories:answer", "stories:say_more"}
# With a number of its own: what belongs to another partner is not found under mine either.
OF_ONE_ROW = {"partners:person", "partners:mistake_read", "partners:question"}
OF_NO_PARTNER = {"partners:list", "partners:feed", "partners:mine"}
# What is about oneself, and there for nobody else, the council included: tests/partners/members/test_saying_yes_first.py.
OF_ONESELF = {"partners:invitation", "partners:leave"}
# What a link in a letter opens, and nothing else: test_partner_still_correct.py and test_hearing_what_came_of_it.py.
BY_LETTER = {"partners:still_correct", "partners:heard"}
POST_ALONE = {"stories:say_more"}
# Their button stands on the page of the partner, to which their address leads.
LEADS_BACK = {"partners:send", "partners:checked"}


@pytest.fixture
def partner():
    """Hidden, with something private behind each address."""
    return make_profile(is_listed=False)


def make_profile(**details) -> Partner:
    partner = make_partner(name="Club", is_champion=True, **details)
    field = Partner._meta.get_field("logo")
    stored = field.storage.save("logos/waits.webp", ContentFile(b"pixels"))
    asked = {"summary": SECRET, "logo": stored, "logo_alt": SECRET}
    make_change(partner, make_member(partner), **asked)
    Mistake.objects.create(partner=partner, words=SECRET, email=f"{SECRET}@example.org")
    Question.objects.create(partner=partner, words=SECRET, name=SECRET, email=f"{SECRET}@example.org")
    return partner


def names_in(namespace) -> set[str]:
    patterns = get_resolver().namespace_dict[namespace][1].url_patterns
    return {f"{namespace}:{pattern.name}" for pattern in _each(patterns)}


def _each(patterns) -> Iterator[URLPattern]:
    for pattern in patterns:
        yield from _each(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]


def addresses_of(partner, names) -> dict[str, str]:
    return {name: reverse(name, kwargs={"slug": partner.slug} | more) for name, more in names.items()}


def member_of_another(partner):
    return make_member(make_partner())


def former_member(partner):
    user = make_member(partner)
    user.memberships.all().delete()
    return user


def moderator(partner):
    return make_user("Moderators")


def content_editor(partner):
    return make_user("Content editors")


def permitted_but_not_staff(partner):
    user = make_user("Partner managers")
    user.is_staff = False
    user.save()
    return user


WRONG_PEOPLE = [member_of_another, former_member, moderator, content_editor, permitted_but_not_staff]
WORDS = {
    "version": 1,
    "summary": "Taken over",
    "slug": "mine",
    "is_listed": "on",
    "name": "Mine",
    "do": "send",
}


def test_every_address_of_a_partner_is_sorted():
    """A new address fails here until somebody has said who may open it."""
    of_people = {*OF_ITS_PEOPLE, *OF_ONE_ROW, *OF_ONESELF}
    sorted_here = {*PUBLIC_WHEN_LISTED, *of_people, *OF_NO_PARTNER, *BY_LETTER}

    assert names_in("partners") == sorted_here
    of_stories = {name for name in names_in("stories") if "answer" in reverse_template(name)}
    assert of_stories == OF_ITS_STORIES


def reverse_template(name) -> str:
    """The address as the urls file writes it."""
    namespace, _, plain = name.partition(":")
    patterns = get_resolver().namespace_dict[namespace][1].url_patterns
    return next(str(pattern.pattern) for pattern in _each(patterns) if pattern.name == plain)


def signed_in_as(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def nothing_has_changed(partner) -> bool:
    now, change = Partner.objects.get(pk=partner.pk), ProfileChange.objects.get(partner=partner)
    return (now.summary, now.version, change.state, change.version, change.asked["summary"]) == (
        partner.summary, 1, "draft", 1, SECRET,
    )  # fmt: skip


@pytest.mark.parametrize("wrong_person", WRONG_PEOPLE, ids=lambda person: person.__name__)
def test_somebody_elses_partner_is_not_found(settings, partner, wrong_person):
    settings.REQUIRE_STAFF_MFA = False
    client = signed_in_as(wrong_person(partner))

    for name, address in addresses_of(partner, PUBLIC_WHEN_LISTED | OF_ITS_PEOPLE).items():
        if name not in POST_ALONE:
            assert client.get(address).status_code == 404, name
        if name in OF_ITS_PEOPLE:
            assert client.post(address, WORDS).status_code in (404, 405), name
    assert nothing_has_changed(partner)


@pytest.mark.parametrize("wrong_person", WRONG_PEOPLE, ids=lambda person: person.__name__)
def test_of_a_listed_partner_the_public_pages_alone_are_there_and_hold_no_draft(settings, wrong_person):
    settings.REQUIRE_STAFF_MFA = False
    partner = make_profile()
    client = signed_in_as(wrong_person(partner))

    for name, address in addresses_of(partner, OF_ITS_PEOPLE).items():
        assert client.post(address, WORDS).status_code in (404, 405), name
        assert client.get(address).status_code in (404, 405 if name in POST_ALONE else 404), name
    for address in addresses_of(partner, PUBLIC_WHEN_LISTED).values():
        assert SECRET.encode() not in b"".join(client.get(address))
    assert nothing_has_changed(partner)


@pytest.mark.parametrize("who", ["nobody", "member_who_left"])
def test_whoever_is_not_signed_in_is_asked_to_sign_in(partner, who):
    client = Client()
    if who == "member_who_left":
        member = partner.memberships.get().user
        client.force_login(member)
        type(member).objects.filter(pk=member.pk).update(is_active=False)

    for name, address in addresses_of(partner, OF_ITS_PEOPLE).items():
        assertRedirects(
            client.get(address),
            f"{reverse('account_login')}?next={address}",
            fetch_redirect_response=False,
        )
        assert client.post(address, WORDS).status_code in (302, 403, 405), name
    for name, address in addresses_of(partner, PUBLIC_WHEN_LISTED).items():
        assert client.get(address).status_code == 404, name
    assert nothing_has_changed(partner)


@pytest.mark.parametrize("wrong_person", WRONG_PEOPLE, ids=lambda person: person.__name__)
def test_an_answer_that_somebody_else_owes_is_not_found(settings, partner, wrong_person):
    settings.REQUIRE_STAFF_MFA = False
    Partner.objects.filter(pk=partner.pk).update(is_listed=True)
    response = make_awaited_response(Partner.objects.get(pk=partner.pk))
    client = signed_in_as(wrong_person(partner))

    for name in OF_ITS_STORIES:
        address = reverse(name, args=[response.pk])
        assert client.post(address, {"words": "Taken over", "version": 1}).status_code == 404, name
        assert Client().post(address, {"words": "Taken over"}).status_code == 403, name
        if name not in POST_ALONE:
            assert client.get(address).status_code == 404, name
            assert Client().get(address).status_code == 302, name
    assert Response.objects.get(pk=response.pk).state == "invited"


def rows_of(partner) -> dict[str, str]:
    """Each address with a number, and the row of this partner behind it."""
    row = {
        "partners:person": partner.memberships.first(),
        "partners:mistake_read": partner.mistakes.first(),
        "partners:question": partner.questions.first(),
    }
    return {name: reverse(name, args=[partner.slug, row[name].pk]) for name in OF_ONE_ROW}


@pytest.mark.parametrize("wrong_person", WRONG_PEOPLE, ids=lambda person: person.__name__)
def test_a_row_of_somebody_elses_partner_is_not_found(settings, partner, wrong_person):
    settings.REQUIRE_STAFF_MFA = False
    user = wrong_person(partner)
    client, mine = signed_in_as(user), user.memberships.first()

    for name, address in rows_of(partner).items():
        under_mine = address.replace(partner.slug, mine.partner.slug) if mine else address
        for each in (address, under_mine):
            assert client.get(each).status_code in (404, 405), name
            assert client.post(each, WORDS | {"remove": "yes"}).status_code == 404, name
        assert Client().get(address).status_code in (302, 405), name
        assert Client().post(address, WORDS).status_code in (302, 403), name
    assert partner.memberships.get().role == "owner"
    assert (partner.mistakes.get().state, partner.questions.get().state) == ("open", "waiting")


def test_its_own_people_and_the_council_find_every_address(settings, partner):
    """So that a 404 above means the person and not the address."""
    settings.REQUIRE_STAFF_MFA = False
    for user in (partner.memberships.get().user, make_user("Partner managers")):
        client = signed_in_as(user)
        for name, address in addresses_of(partner, OF_ITS_PEOPLE).items():
            answer = client.get(address)
            assert answer.status_code == (302 if name in LEADS_BACK else 200), name
    for name in LEADS_BACK:
        address = addresses_of(partner, OF_ITS_PEOPLE)[name]
        assert client.post(address, {"version": 1}).status_code == 302


def test_a_partner_that_does_not_exist_looks_the_same_as_somebody_elses(partner):
    client = signed_in_as(member_of_another(partner))

    for name, more in OF_ITS_PEOPLE.items():
        theirs = client.post(reverse(name, kwargs={"slug": partner.slug} | more))
        nobodys = client.post(reverse(name, kwargs={"slug": "no-such-partner"} | more))
        assert theirs.status_code == nobodys.status_code
        assert theirs.content == nobodys.content.replace(b"no-such-partner", partner.slug.encode())


def test_the_dashboard_shows_my_partners_and_my_saves_alone(partner):
    page = signed_in_as(former_member(partner)).get(reverse("partners:mine"))

    assert b"Club" not in page.content
    assert SECRET.encode() not in page.content


def test_a_partner_has_no_way_into_the_admin(partner):
    client = signed_in_as(partner.memberships.get().user)

    for address in [
        reverse("admin:partners_partner_change", args=[partner.pk]),
        reverse("admin:partners_partner_history", args=[partner.pk]),
        reverse("admin:partners_partner_simple_history", args=[partner.pk, partner.history.first().pk]),
        reverse("admin:partners_profilechange_changelist"),
        reverse("admin:partners_profilechange_change", args=[partner.changes.get().pk]),
    ]:
        assert client.get(address).status_code in (302, 403, 404)


def test_staff_without_the_permission_see_no_history(settings, partner):
    settings.REQUIRE_STAFF_MFA = False
    client = signed_in_as(make_user("Moderators"))

    for address in [
        reverse("admin:partners_partner_history", args=[partner.pk]),
        reverse("admin:partners_profilechange_change", args=[partner.changes.get().pk]),
    ]:
        assert client.get(address).status_code == 403


def test_files_have_no_address_but_the_partners_own(client, settings, partner):
    stored = partner.changes.get().asked["logo"]

    assert settings.MEDIA_URL in ("", "/")
    assert client.get(f"/{stored}").status_code == 404
    assert client.get(f"/media/{stored}").status_code == 404
