"""Things to read and use: a list with filters that have addresses, and a page for each."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.drafts.models import Draft
from pages.models import Resource
from pages.resources import filters
from tests.support.admin_forms import opened_form
from tests.support.factories import make_rung, make_user
from tests.support.resources import add, entry, make_resource

pytestmark = pytest.mark.django_db
LIST = "/resources/"


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Content editors", is_staff=True))
    return client


def found(client, query="") -> set[str]:
    page = client.get(f"{LIST}{query}").content.decode()
    return {resource.title for resource in Resource.objects.all() if resource.get_absolute_url() in page}


def test_a_card_says_what_somebody_needs_to_choose(client):
    make_resource(title="A guide", minutes=10, is_easy_read=True)

    page = client.get(LIST)

    for text in ("A guide", "About 10 minutes", "Web page", "Easy Read", "By A group"):
        assertContains(page, text)


@pytest.mark.parametrize(
    ("query", "details"),
    [
        ("?kind=film", {"kind": "film"}),
        ("?who=young", {"audience": "young"}),
        ("?who=young", {"audience": "everybody"}),
        ("?rung=co-production", "rung"),
        ("?level=city", {"level": "city"}),
        ("?level=city", {"level": "any"}),
        ("?time=10", {"minutes": 10}),
        ("?language=pa", {"lang": "pa"}),
        ("?easy=yes", {"is_easy_read": True}),
        ("?easy=yes&kind=film&who=", {"is_easy_read": True, "kind": "film"}),
    ],
)
def test_each_choice_has_an_address_and_finds_what_fits(client, query, details):
    rung = make_rung(slug="co-production")
    other = {"audience": "staff", "level": "person", "minutes": 90}
    make_resource(title="Not this", **other)
    make_resource(title="This", **other | ({"rung": rung} if details == "rung" else details))

    assert found(client, query) == {"This"}


def test_what_nobody_listed_is_in_no_list_and_has_no_page(client):
    hidden = make_resource(is_listed=False)

    assert found(client) == set()
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_an_answer_that_is_not_in_the_list_is_told_and_hides_nothing(client):
    make_resource(title="This")

    assertContains(client.get(f"{LIST}?kind=nonsense"), "This is not in the list.")
    assert found(client, "?kind=nonsense") == {"This"}


def test_if_nothing_fits_the_nearest_is_offered_and_it_finds_something(client):
    make_resource(title="A film for all", kind="film", lang="en-GB")
    make_resource(title="A sheet in Panjabi", kind="template", lang="pa")
    make_resource(title="A guide in Panjabi", kind="guide", lang="pa")

    page = client.get(f"{LIST}?kind=film&language=pa")

    assertContains(page, "Nothing fits all of this")
    assertContains(page, "Panjabi (2 to read)")
    assert found(client, "?language=pa") == {"A sheet in Panjabi", "A guide in Panjabi"}


def test_with_one_answer_less_comes_before_one_answer_alone(client):
    make_resource(kind="film", is_easy_read=True)
    make_resource(kind="guide")
    make_resource(kind="guide")

    assertContains(client.get(f"{LIST}?kind=film&easy=yes&level=city&time=10"), "see all of them")
    page = client.get(f"{LIST}?kind=film&easy=yes&time=10")

    assertContains(page, "Film or sound, Easy Read only (1 to read)")


def test_if_nothing_is_near_all_of_them_are_offered(client):
    make_resource()

    assertContains(client.get(f"{LIST}?kind=film"), f'<a href="{LIST}">see all of them</a>')


def test_the_list_goes_on_from_page_to_page_and_names_each_once(client, monkeypatch):
    monkeypatch.setattr(filters, "PAGE_SIZE", 2)
    for number in range(5):
        make_resource(title=f"Same title {number // 2}", kind="film")
    seen, query = [], "?kind=film"

    while query:
        page = client.get(f"{LIST}{query}")
        seen += [resource.pk for resource in page.context["resources"]]
        query = page.context["more"]

    assert len(seen) == len(set(seen)) == 5
    assertContains(page, "Back to the first ones")


def test_the_list_costs_the_same_however_long_it_is(client, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(filters, "PAGE_SIZE", 3)
    rung = make_rung()
    make_resource(rung=rung)
    client.get(LIST)
    with django_assert_num_queries(5) as first:
        client.get(f"{LIST}?kind=guide")
    for _ in range(9):
        make_resource(rung=rung)

    with django_assert_num_queries(len(first.captured_queries)):
        client.get(f"{LIST}?kind=guide")


def test_a_page_says_whose_it_is_what_it_costs_in_time_and_what_one_may_do_with_it(client):
    rung = make_rung()
    resource = make_resource(rung=rung, minutes=1, licence="CC BY 4.0", next_review_on="2027-05-22")

    page = client.get(resource.get_absolute_url())

    for text in (
        "About 1 minute<",
        rung.name,
        "CC BY 4.0",
        "A group",
        "22 May 2027",
        "https://www.example.org/",
    ):
        assertContains(page, text)


def test_what_nobody_here_has_read_says_so(client):
    assertContains(client.get(make_resource().get_absolute_url()), "Still to be checked")
    assertNotContains(
        client.get(make_resource(is_checked=True).get_absolute_url()), "Still to be checked"
    )


def test_a_changed_address_leads_on(client):
    resource = make_resource(slug="old")
    resource.slug = "new"
    resource.save()

    assertRedirects(client.get("/resources/old/"), "/resources/new/", 301)


def test_the_address_of_the_form_of_partners_is_not_taken(desk):
    assertContains(add(desk, [{"link": "/ladder/"}], slug="suggest"), "Please choose another address.")


def test_an_entry_is_prepared_and_looked_at_before_anybody_else_sees_it(desk, client):
    kept = desk.post(reverse("admin:pages_resource_add"), entry([{"link": "/ladder/"}], _draft="1"))

    assert not Resource.objects.exists()
    draft = Draft.objects.get()
    looked = desk.post(kept.url, opened_form(desk, kept.url) | {"_preview": "1"})
    assertContains(looked, "Our sheet")
    desk.post(kept.url, opened_form(desk, kept.url) | {"_save": "1", "publishing-what_changed": ""})
    assert not Draft.objects.filter(pk=draft.pk).exists()
    assert found(client) == {"Our sheet"}


def test_the_starter_content_names_fifteen_of_others_and_says_that_they_are_to_be_checked(
    starter_content,
):
    others = Resource.objects.filter(formats__link__startswith="https://")
    ours = Resource.objects.filter(formats__link__startswith="/").distinct()

    assert others.count() >= 15
    assert not others.filter(is_checked=True).exists()
    assert not Resource.objects.filter(next_review_on=None).exists()
    assert ours.count() == 4
    assert not Resource.objects.filter(formats=None).exists()
