"""The twins that come with the site: one idea and one drawing a step, easy, and old when their page has changed."""

import pytest
from django.core.management import call_command
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.reading_age import words_of
from ladder.models import Rung
from pages.easy_read import measures
from pages.easy_read.sources import mark_of, text_of
from pages.models import EasyReadStep, EasyReadTwin, Page, Support
from pages.twins import Place
from partners.models import CharterValue, Partner
from tests.support import walk
from tests.support.factories import make_published_story
from tests.support.first_visit import ONE_FLIGHT, files_of, weight_of, weight_of_file

pytestmark = pytest.mark.django_db
LIST = "/easy-read/"
BEHIND = "The page that this is about has changed."
MAIN_PAGES = [
    *("/what-is-co-production/", "/ladder/", "/how-it-differs/", "/in-practice/"),
    *("/partners/", "/stories/", "/whats-next/", "/get-involved/"),
]
AND_THESE = ["/stories/share/", "/charter/", "/privacy-for-children/"]
WITH_TWINS = MAIN_PAGES + AND_THESE


def twin_of(address) -> EasyReadTwin:
    return next(twin for twin in EasyReadTwin.objects.all() if twin.source_address == address)


def steps_of(page):
    return walk.soup_of(page).select(".for-children > li")


@pytest.mark.parametrize("address", WITH_TWINS)
def test_the_page_and_its_twin_lead_to_each_other(client, starter_content, address):
    twin = f"{address}easy-read/"

    assert walk.soup_of(client.get(address)).select_one(f'main a[href="{twin}"]')
    assert walk.soup_of(client.get(twin)).select_one(f'main a[href="{address}"]')


@pytest.mark.parametrize("address", WITH_TWINS)
def test_who_is_seven_can_read_it_step_by_step(client, starter_content, address):
    steps = steps_of(client.get(f"{address}easy-read/"))
    lines = [line.get_text() for step in steps for line in step.select("p:not(.links)")]
    sentences = [sentence for line in lines for sentence in measures.sentences_in(line)]

    assert 10 <= len(steps) <= measures.MOST_STEPS
    assert all(len(step.select("svg")) == 1 and step.select("p") for step in steps)
    assert measures.age_of(lines) <= 7
    assert max(len(words_of(sentence)) for sentence in sentences) <= 15


@pytest.mark.parametrize("address", WITH_TWINS)
def test_no_drawing_stands_for_two_ideas_of_one_page(starter_content, address):
    drawings = list(twin_of(address).steps.values_list("drawing", flat=True))

    assert len(drawings) == len(set(drawings))


def test_a_drawing_is_never_heard_because_the_words_say_it(client, starter_content):
    for address in WITH_TWINS:
        for step in steps_of(client.get(f"{address}easy-read/")):
            assert step.svg["aria-hidden"] == "true"


@pytest.mark.parametrize("address", WITH_TWINS)
def test_it_was_written_for_the_page_that_comes_with_the_site(starter_content, address):
    """Has the page changed? Read the twin again, and write this mark into its file in pages/content/easy_read."""
    twin = twin_of(address)

    assert twin.written_for == text_of(twin), f'mark = "{mark_of(text_of(twin))}"'


@pytest.mark.parametrize("address", [LIST, *(f"{address}easy-read/" for address in WITH_TWINS)])
def test_a_first_visit_fits_one_flight(client, starter_content, address):
    page = client.get(address)
    files = [file for file in files_of(page.content.decode()) if not file.endswith(".js")]

    assert weight_of(page) + sum(map(weight_of_file, files)) <= ONE_FLIGHT


def test_all_of_them_stand_in_one_list_in_the_site_map_and_at_the_end_of_every_page(
    client, starter_content
):
    listed = [link["href"] for link in walk.soup_of(client.get(LIST)).select("main h2 a")]
    mapped = client.get("/sitemap-pages.xml").content.decode()

    assert sorted(listed) == sorted(f"{address}easy-read/" for address in WITH_TWINS)
    assert all(f"{address}<" in mapped for address in [LIST, *listed])
    assert walk.soup_of(client.get("/ladder/")).select_one(f'footer a[href="{LIST}"]')


def test_every_link_of_a_step_opens(client, starter_content):
    links = set(EasyReadStep.objects.exclude(link="").values_list("link", flat=True))

    assert len(links) > 8
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_loading_the_content_again_brings_back_nothing_that_staff_took_out(starter_content):
    twin_of("/ladder/").delete()
    EasyReadStep.objects.filter(twin=twin_of("/partners/")).exclude(order=1).delete()

    call_command("load_content", verbosity=0)

    assert not EasyReadTwin.objects.filter(place=Place.LADDER).exists()
    assert twin_of("/partners/").steps.count() == 1


# Whether their pages have moved on


def _page(twin):
    Page.objects.get(pk=twin.page.pk).retire()
    page = Page.objects.get(pk=twin.page.pk)
    page.state, page.body = "published", "<p>Other words.</p>"
    page.save()


def _change(rows, **fields):
    row = rows.first()
    for name, text in fields.items():
        setattr(row, name, text)
    row.save()


CHANGES = {
    "/what-is-co-production/": _page,
    "/ladder/": lambda twin: _change(Rung.objects, meaning="Other words."),
    "/how-it-differs/": lambda twin: _change(Rung.objects, name="Another"),
    "/whats-next/": lambda twin: _change(Support.objects, state_note="Another."),
    "/partners/": lambda twin: _change(Partner.objects.current(), is_listed=False),
    "/charter/": lambda twin: _change(CharterValue.objects, promise="We will sing."),
}


@pytest.mark.parametrize("address", CHANGES)
def test_when_its_page_changes_the_twin_says_so_in_plain_words(client, starter_content, address):
    twin = twin_of(address)
    assertNotContains(client.get(twin.get_absolute_url()), BEHIND)

    CHANGES[address](twin)

    page = client.get(twin.get_absolute_url())
    notice = walk.soup_of(page).select_one("main .notice").get_text(" ", strip=True)
    assertContains(page, BEHIND)
    assert measures.age_of([notice]) <= 7
    assert max(len(words_of(text)) for text in measures.sentences_in(notice)) <= 15


def test_what_is_new_on_a_page_of_lists_makes_no_twin_old(client, starter_content):
    before = {twin.pk: text_of(twin) for twin in EasyReadTwin.objects.all()}
    make_published_story()

    assert {twin.pk: text_of(twin) for twin in EasyReadTwin.objects.all()} == before
