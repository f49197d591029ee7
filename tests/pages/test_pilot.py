"""While the site is new, the top of every page says so, with a date, and pages need not say it again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.support import factories

pytestmark = pytest.mark.django_db
END = "The pilot is over"


def test_a_pilot_is_told_with_its_last_day_at_the_top_of_every_page(client):
    factories.make_site(pilot_until="2027-05-22", contact_is_confirmed=False)
    page = factories.make_page(shows="contact")

    for address in ("/", "/partners/", "/stories/share/", page.get_absolute_url()):
        answer = client.get(address)
        assertContains(answer, "New site: we check its facts until 22 May 2027", count=1)
        assertNotContains(answer, "To be confirmed</span>")


def test_without_a_pilot_the_contact_is_marked_where_it_is_shown_in_full(client):
    factories.make_site(contact_is_confirmed=False)
    page = factories.make_page(shows="contact")

    answer = client.get(page.get_absolute_url())

    assertNotContains(answer, "New site")
    assertContains(answer, "To be confirmed</span>", count=1)


@pytest.mark.parametrize(("days", "is_told"), [(-1, True), (0, False), (30, False)])
def test_the_desk_is_told_when_the_last_day_of_the_pilot_is_over(client, settings, days, is_told):
    settings.REQUIRE_STAFF_MFA = False
    factories.make_site(pilot_until=timezone.localdate() + timedelta(days))
    client.force_login(factories.make_user(is_superuser=True, is_staff=True))

    assert (END in client.get(reverse("admin:index")).content.decode()) is is_told
