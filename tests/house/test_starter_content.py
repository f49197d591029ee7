"""What a new site says before anybody has written anything."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.drawings import names as drawing_names
from coproduction_site.models import SiteSettings, UrgentNumber
from ladder.models import Method, Rung
from pages.models import GlossaryTerm, Page, Support, Video, VideoScene
from partners.models import CharterVersion, Partner, Term
from tests.support import walk

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]

# Where each item of the page that this site replaces has its place, and words that show it.
OLD_PAGE = [
    ("/", "Working Together Through Co-production"),
    ("/what-is-co-production/", "What is co-production?"),
    ("/what-is-co-production/", "Film: What is co-production?"),
    ("/how-it-differs/", "How is co-production different?"),
    ("/how-it-differs/", "Film: The ladder"),
    ("/ladder/", "Where are you on the ladder?"),
    ("/ladder/", "Coercion"),
    ("/in-practice/", "For one person|for one person"),
    ("/in-practice/", "/ladder/methods/"),
    ("/ladder/methods/", "Methods and levels of participation"),
    ("/partners/", "Voice4Parents"),
    ("/partners/", "Changing Our Lives"),
    ("/partners/", "Wolverhampton Voluntary"),
    ("/partners/", "Wolverhampton Information, Advice and Support Service"),
    ("/charter/", "Children and Families Together Board"),
    ("/whats-next/", "A plan to spread the word"),
    ("/whats-next/", "Training for families and staff"),
    ("/get-involved/", "/stories/share/template/"),
    ("/get-involved/", "01902 550997"),
    ("/get-involved/", "Changing Our Lives"),
    ("/", "Skip to the main content"),
    ("/", "Back to top"),
]


@pytest.mark.parametrize(("address", "words"), OLD_PAGE)
def test_every_item_of_the_old_page_has_its_place(client, starter_content, address, words):
    page = client.get(address).content.decode()

    assert any(wording in page for wording in words.split("|"))


def test_the_starter_content_is_complete(starter_content):
    assert Rung.objects.count() == 7
    assert Method.objects.count() == 10
    assert Support.objects.count() == 7
    assert GlossaryTerm.objects.count() >= 25
    assert Video.objects.count() == 2
    assert SiteSettings.objects.count() == 1
    assert CharterVersion.objects.in_force().state == "draft"
    assert Partner.objects.former().exclude(successor=None).exists()


def test_every_drawing_that_the_content_asks_for_is_there(starter_content):
    asked = {
        name
        for model in (Page, Support, VideoScene)
        for name in model.objects.values_list("drawing", flat=True)
    }

    assert asked - {""} <= set(drawing_names())


def test_every_page_of_the_starter_content_is_public_and_says_who_keeps_it_true(client, starter_content):
    for page in Page.objects.all():
        answer = client.get(page.get_absolute_url())
        assert answer.status_code == 200, page.slug
        assert page.owner, page.slug
        assert page.next_review_on > page.last_reviewed_on, page.slug


def test_no_support_that_is_only_promised_leads_anywhere(client, starter_content):
    for support in Support.objects.filter(state="promised"):
        assert support.link == ""
    for support in Support.objects.exclude(link=""):
        assert client.get(support.link).status_code == 200


def test_a_new_site_offers_every_ward_and_every_need(client, starter_content):
    page = walk.soup_of(client.get("/partners/"))

    assert Term.objects.filter(vocabulary="area").count() == 20
    for name, vocabulary in (("area", Term.Vocabulary.AREA), ("need", Term.Vocabulary.NEED)):
        offered = {option["value"] for option in page.select(f"#id_{name} option")} - {""}
        assert offered == set(Term.objects.filter(vocabulary=vocabulary).values_list("slug", flat=True))


def test_a_number_that_nobody_found_is_not_shown(client, starter_content):
    hidden = UrgentNumber.objects.get(number="")

    assertNotContains(client.get(reverse("stories:start")), hidden.label)
    assertContains(client.get(reverse("stories:start")), "999")
