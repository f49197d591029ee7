"""A page in another language: who may read it, whether a speaker has checked it, and how it is found."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.models import SearchEntry
from pages.models import Translation
from pages.twins import Place
from tests.support import walk
from tests.support.factories import make_page, make_rung, make_site
from tests.support.translations import make_translation

pytestmark = pytest.mark.django_db
NOT_CHECKED = "Nie sprawdził tego jeszcze nikt, kto mówi po polsku"
BEHIND = "Strona po angielsku się zmieniła."
INTERPRETER = "Zadzwoń do nas i poproś o tłumacza."
NOT_HERE = "Tej strony nie ma jeszcze po polsku"
HIDDEN = "Tajemnica"


def checked(row) -> Translation:
    row.checked_by, row.checked_on = "Two parents", timezone.localdate()
    row.save()
    return row


# Who may read it


def test_a_translation_is_public_while_its_page_is(client):
    row = make_translation(page=make_page(slug="a-page"))
    assertContains(client.get("/pl/a-page/"), "Razem.")

    row.page.retire()

    answer = client.get("/pl/a-page/")
    assertContains(answer, NOT_HERE, status_code=404)
    assertNotContains(answer, "Krótko", status_code=404)
    assertNotContains(answer, "og:title", status_code=404)
    assertNotContains(client.get("/sitemap-pages.xml"), "/pl/a-page/")
    assert not SearchEntry.objects.for_everybody().filter(kind="translation").exists()


def test_the_whole_page_says_in_which_language_it_is_and_from_which_side(client):
    page = make_page(slug="a-page")
    make_translation(page=page)
    make_translation(page=page, language="ur", title="اردو")

    for language, direction in [("pl", "ltr"), ("ur", "rtl")]:
        html = walk.soup_of(client.get(f"/{language}/a-page/")).html
        assert (html["lang"], html["dir"]) == (language, direction)


def test_numbers_and_english_names_stay_together_in_a_script_of_its_own(client):
    body = '<p>فون <a href="/x/?a=1&amp;b=2">0800 1111</a> اور SEND Wolves &amp; NHS 111۔</p>'
    make_translation(page=make_page(slug="a-page"), language="ur", body=body)

    page = walk.soup_of(client.get("/ur/a-page/"))
    marked = [(part.get("lang"), part.get_text()) for part in page.select(".prose bdi")]

    assert marked == [(None, "0800 1111"), ("en-GB", "SEND Wolves"), ("en-GB", "NHS 111")]
    assert page.select_one(".prose a")["href"] == "/x/?a=1&b=2"


def test_what_stands_in_a_body_can_do_nothing(client):
    hostile = '<p title="a>b" onclick="x()">سلام<script>alert(1)</script> <b>&lt;img src=x&gt;</b></p>'
    make_translation(page=make_page(slug="a-page"), language="ur", body=hostile)

    page = walk.soup_of(client.get("/ur/a-page/")).select_one(".prose")

    assert not page.select("script, img, [onclick], [title]")
    assert "<img src=x>" in page.get_text()


# The languages of a page


def test_the_languages_of_a_page_are_named_as_their_readers_name_them(client):
    page = make_page(slug="a-page")
    for language in ("pl", "ur"):
        make_translation(page=page, language=language)

    for address, others in {
        "/a-page/": [("pl", "Polski"), ("ur", "اردو")],
        "/pl/a-page/": [("en-GB", "English"), ("ur", "اردو")],
    }.items():
        soup = walk.soup_of(client.get(address))
        links = soup.select("main a[hreflang]")
        assert [(link["lang"], link.get_text()) for link in links] == others
        heads = {link["hreflang"]: link["href"] for link in soup.select("head link[hreflang]")}
        assert list(heads) == ["en-GB", "pl", "ur"]
        assert heads["pl"] == "http://127.0.0.1:8000/pl/a-page/"


def test_a_page_in_one_language_names_no_others(client):
    make_translation()
    make_page(slug="alone")

    assert not walk.soup_of(client.get("/alone/")).select("[hreflang]")


def test_a_page_in_code_can_be_translated(client):
    make_rung()
    make_translation(place=Place.LADDER)

    assertContains(client.get("/pl/ladder/"), "Razem.")
    assertContains(client.get("/ladder/"), 'href="/pl/ladder/"')


def test_when_a_page_changes_its_address_its_translation_goes_with_it(client):
    page = make_page(slug="old")
    make_translation(page=page)
    page.slug = "new"
    page.save()

    assertRedirects(client.get("/pl/old/"), "/pl/new/", status_code=301)


# No silent English


@pytest.mark.parametrize("address", ["", "a-page/", "stories/", "no/such/page/", "ladder/easy-read/"])
def test_what_is_not_there_says_so_in_its_language_with_the_telephone(client, address):
    make_site(contact_phone="01902 550997", contact_email="us@example.org")
    make_page(slug="a-page")

    answer = client.get(f"/pl/{address}")

    soup = walk.soup_of(answer)
    assert answer.status_code == 404
    assert soup.html["lang"] == "pl"
    assert soup.h1.get_text() == NOT_HERE
    assert soup.select_one('main a[href^="tel:"]').get_text() == "01902 550997"
    assert soup.select_one("main h2").get_text() == "Poproś o tę stronę"
    in_english = [link["href"] for link in soup.select("main a[hreflang]")]
    assert in_english == ([f"/{address}"] if address in ("a-page/", "stories/") else [])


def test_a_language_that_we_do_not_have_is_no_language(client):
    assertContains(client.get("/ku/ladder/"), "We cannot find that page", status_code=404)


def test_another_language_changes_nothing_on_the_next_page_in_english(client):
    make_translation(page=make_page(slug="a-page"))
    client.get("/pl/a-page/")

    assertContains(client.get("/a-page/"), "Back to top")
    assertNotContains(client.get("/a-page/"), "Wróć na górę")


# Whether a speaker has checked it


def test_nobody_has_checked_it_until_it_says_who_and_when(client):
    row = make_translation(page=make_page(slug="a-page"))
    assertContains(client.get("/pl/a-page/"), NOT_CHECKED)

    checked(row)

    assertNotContains(client.get("/pl/a-page/"), NOT_CHECKED)
    assertContains(client.get("/pl/a-page/"), "Two parents")


@pytest.mark.parametrize(
    "facts", [{"is_about_safety": True}, {"shows": "numbers"}, {"shows": "numbers_below"}]
)
def test_words_about_safety_are_shown_and_found_only_when_a_speaker_has_checked_them(client, facts):
    make_site(contact_phone="01902 550997")
    page = make_page(slug="a-page", shows=facts.get("shows", ""))
    is_about_safety = facts.get("is_about_safety", False)
    text = {"summary": HIDDEN, "body": f"<p>{HIDDEN}</p>"}
    row = make_translation(page=page, is_about_safety=is_about_safety, **text)
    address = row.get_absolute_url()

    held_back = client.get(address)
    assertNotContains(held_back, HIDDEN)
    assertContains(held_back, INTERPRETER)
    assertContains(held_back, "01902 550997")
    assertNotContains(client.get("/search/", {"q": HIDDEN}), f'href="{address}"')
    assert HIDDEN not in str(list(SearchEntry.objects.for_everybody().values()))

    checked(row)

    assertContains(client.get(address), HIDDEN)
    assertNotContains(client.get(address), INTERPRETER)
    assertContains(client.get("/search/", {"q": HIDDEN}), f'href="{address}"')


def test_a_new_translation_is_about_safety_until_somebody_says_that_it_is_not():
    assert Translation().is_about_safety


@pytest.mark.parametrize(
    "facts",
    [
        {"checked_by": "Two parents"},
        {"checked_on": "2020-01-02"},
        {"language": "ku"},
        {"page": None},
        {"place": Place.LADDER},
    ],
)
def test_the_database_refuses_what_is_half(facts):
    row = make_translation()

    with pytest.raises(IntegrityError), transaction.atomic():
        Translation.objects.filter(pk=row.pk).update(**facts)


@pytest.mark.parametrize("of_code", [False, True])
def test_a_page_has_one_translation_into_a_language(of_code):
    source = {"place": Place.LADDER} if of_code else {"page": make_page()}
    make_translation(**source)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_translation(**source)


def test_when_the_english_changes_the_translation_says_so_in_its_own_language(client):
    row = make_translation(page=make_page(slug="a-page"))
    assertNotContains(client.get("/pl/a-page/"), BEHIND)

    row.page.body = "<p>One word more.</p>"
    row.page.save()

    assertContains(client.get("/pl/a-page/"), BEHIND)
    assertContains(client.get("/pl/a-page/"), "Razem.")


# How it is found


def test_it_is_found_by_its_words_in_its_language(client):
    page = make_page(title="Boats", slug="boats")
    make_translation(page=page, language="pa", title="ਕਿਸ਼ਤੀਆਂ", body="<p>ਅਸੀਂ ਰਲ ਕੇ ਚੱਲਦੇ ਹਾਂ</p>")

    for query in ("ਕਿਸ਼ਤੀਆਂ", "ਚੱਲਦੇ", "Panjabi"):
        results = client.get("/search/", {"q": query}).context["results"]
        assert [(result.title, result.lang) for result in results] == [("ਕਿਸ਼ਤੀਆਂ", "pa")], query


def test_from_a_to_z_the_page_alone_is_named(client):
    make_translation(page=make_page(title="Boats"), title="Łodzie")

    assertContains(client.get("/a-z/"), "Boats")
    assertNotContains(client.get("/a-z/"), "Łodzie")


def test_the_site_map_names_it(client):
    make_translation(page=make_page(slug="a-page"))

    assertContains(client.get("/sitemap-pages.xml"), "/pl/a-page/</loc>")
