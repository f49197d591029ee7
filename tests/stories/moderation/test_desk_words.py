"""The desk speaks of the site as its people do, and its screens keep the site's own policy."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from tests.support.factories import make_page, make_site, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Content editors", is_superuser=True))
    return client


def test_every_part_of_the_site_has_its_own_name_in_the_breadcrumbs(desk):
    answer = desk.get(reverse("admin:coproduction_site_user_changelist"))

    crumbs = BeautifulSoup(answer.content, "html.parser").select_one(".breadcrumbs").text
    assert "People, names and numbers" in crumbs
    assert "Coproduction_Site" not in answer.content.decode()


def test_letters_are_called_letters(desk):
    answer = desk.get(reverse("admin:index"))

    assertContains(answer, reverse("admin:post_office_email_changelist"))
    assert "Email" not in BeautifulSoup(answer.content, "html.parser").select_one("#content").text


def test_site_settings_open_at_once_because_there_is_one_row(desk):
    make_site()

    answer = desk.get(reverse("admin:coproduction_site_sitesettings_changelist"))

    assertRedirects(answer, reverse("admin:coproduction_site_sitesettings_change", args=[1]))


def test_history_says_who_changed_what_in_our_words_and_brings_no_style_of_its_own(desk):
    page = make_page(title="Before")
    page.title = "After"
    page.save()

    answer = desk.get(reverse("admin:pages_page_history", args=[page.pk]))

    soup = BeautifulSoup(answer.content, "html.parser")
    assert [th.text for th in soup.select("#change-history thead th")][:2] == ["When", "By whom"]
    assert "Before → After" in " ".join(soup.select_one("#change-history").text.split())
    assert soup.select("[style]") == []
