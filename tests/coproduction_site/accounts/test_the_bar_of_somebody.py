"""Signed in, every page shows it; the public's pages stay as they are, for everybody alike."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.cache.in_front import PageCache
from coproduction_site.models import User
from tests.coproduction_site.cache.test_page_cache import Answer, site  # noqa: F401
from tests.support.charter import make_seat
from tests.support.factories import make_member, make_partner, make_user
from tests.support.signing_in import add_app, password_step, sign_in

pytestmark = pytest.mark.django_db
BAR = 'aria-label="You are signed in"'
PUBLIC = ["/", "/partners/", "/partners/club/", "/stories/", "/ladder/", "/search/", "/helped/?page=/"]
OTHERS = ["/partners/mine/", "/accounts/email/", "/nothing/is/here/", "/partners/nobody/"]


@pytest.fixture
def partner():
    return make_partner(slug="club", name="Club")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ways(page) -> list[str]:
    """The labels in the bar, in their order."""
    bar = page.content.decode().partition(BAR)[2].partition("</nav>")[0]
    return [part.partition("</a>")[0].rpartition(">")[2] for part in bar.split("<li>")[1:]]


@pytest.mark.parametrize("address", [*PUBLIC, *OTHERS])
def test_every_page_shows_that_somebody_is_signed_in_and_nobody_keeps_it(partner, address):
    page = signed_in(make_user()).get(address)

    assert ways(page) == ["Your pages", "Sign out"]
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in page.headers["Vary"]
    assert "ETag" not in page.headers


def test_people_of_a_partner_edit_its_page_from_the_page_itself(partner):
    member, other = make_member(partner), make_member(make_partner())

    page = signed_in(member).get("/partners/club/")

    assert ways(page) == ["Your pages", "Edit this page", "Sign out"]
    assertContains(page, f'href="{reverse("partners:edit", args=["club"])}"')
    assert ways(signed_in(other).get("/partners/club/")) == ["Your pages", "Sign out"]
    assert ways(signed_in(member).get("/partners/")) == ["Your pages", "Sign out"]


def test_the_panel_and_the_desk_are_one_press_away(settings):
    settings.REQUIRE_STAFF_MFA = False

    assert ways(signed_in(make_seat().user).get("/")) == ["Your pages", "The panel", "Sign out"]
    assert ways(signed_in(make_user("Moderators")).get("/")) == ["Your pages", "Desk", "Sign out"]


def test_the_desk_leads_back_to_the_site_and_to_ones_own_pages(client):
    sign_in(client, make_user("Moderators"))

    desk = client.get("/admin/")

    assertContains(desk, f'href="{reverse("pages:home")}"')
    assertContains(desk, f'href="{reverse("partners:mine")}"')


def test_staff_without_their_second_step_are_shown_the_way_out_alone(client):
    user = make_user("Moderators")
    password_step(client, user)

    assert ways(client.get(reverse("mfa_index"))) == ["Sign out"]
    assert ways(client.get("/nothing/is/here/")) == ["Sign out"]


def test_a_password_alone_shows_no_bar_to_staff_who_have_a_second_step(client):
    user = make_user("Moderators")
    add_app(user)
    password_step(client, user)

    assertNotContains(client.get("/"), BAR)


def switched_off(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def erased(user):
    user.delete()


def forged(user):
    return "0" * 32


def empty(user):
    return ""


@pytest.mark.parametrize("what", [switched_off, erased, forged, empty])
@pytest.mark.parametrize("address", ["/", "/partners/club/", "/nothing/is/here/"])
def test_a_cookie_that_lets_nobody_in_gives_the_public_page(partner, what, address):
    client, user = Client(), make_user()
    client.force_login(user)
    cookie = what(user)
    if cookie is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie

    page = client.get(address)

    assert page.content == Client().get(address).content
    assertNotContains(page, BAR, status_code=page.status_code)


def test_a_session_that_was_idle_too_long_gives_the_public_page(partner):
    client = signed_in(make_user())
    session = client.session
    session["signed_in_at"] = session["seen_at"] = 1
    session.save()

    assertNotContains(client.get("/nothing/is/here/"), BAR, status_code=404)
    assertNotContains(client.get("/partners/club/"), BAR)


def queries_of(client, address) -> list[str]:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [query["sql"] for query in queries]


def test_the_public_pays_nothing_for_it_and_somebody_pays_four_small_queries(partner):
    """Whose session it is, who that is, whether the page is theirs, and whether they sit on the panel."""
    of_nobody = queries_of(Client(), "/partners/club/")
    of_a_member = queries_of(signed_in(make_member(partner)), "/partners/club/")

    about_people = ("django_session", "coproduction_site_user", "membership", "panelseat")
    assert not [query for query in of_nobody if any(name in query for name in about_people)]
    assert len(of_a_member) == len(of_nobody) + 4


def test_a_session_of_a_teller_pays_for_the_look_at_it_alone(partner):
    teller = Client()
    teller.get("/stories/share/")
    teller.cookies[settings.SESSION_COOKIE_NAME] = "0" * 32

    of_a_teller = queries_of(teller, "/partners/club/")

    assert len(of_a_teller) <= len(queries_of(Client(), "/partners/club/")) + 1


def test_a_kept_page_never_has_a_bar_and_stays_byte_for_byte_the_same(site, partner, settings):  # noqa: F811
    """Whoever is signed in goes past the cache in front, and leaves no trace in it, nor in nginx."""
    settings.TRUSTED_PROXIES = 1
    cache, address = PageCache(site), "/partners/club/"
    member = signed_in(make_member(partner))
    cookie = f"{settings.SESSION_COOKIE_NAME}={member.cookies[settings.SESSION_COOKIE_NAME].value}"
    before = Answer(cache, address)

    mine = Answer(cache, address, HTTP_COOKIE=cookie, HTTP_IF_NONE_MATCH=before.headers["ETag"])
    after = Answer(cache, address)

    assert BAR.encode() in mine.body
    assert (mine.status, mine.headers["Cache-Control"]) == (200, "private, no-store")
    assert "Cookie" in mine.headers["Vary"]
    assert "X-Accel-Expires" in before.headers
    assert not {"X-Accel-Expires", "ETag"} & set(mine.headers)
    assert (after.body, after.headers) == (before.body, before.headers)
    assert BAR.encode() not in after.body


def test_what_no_bar_stands_in_is_kept_as_before(partner):
    """Open data and feeds are the same for somebody, too."""
    page = signed_in(make_user()).get("/stories/feed/")

    assert page.headers["Cache-Control"].startswith("public")
