"""What search engines read: who a partner is, and where a page stands. Data in a page, never a script."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.support import factories, open_data, walk

pytestmark = pytest.mark.django_db
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def partners(db):
    return open_data.make_partners_of_every_sort()


def facts_on(client, address) -> dict[str, dict]:
    blocks = BLOCK.findall(client.get(address).content.decode())
    return {facts["@type"]: facts for facts in map(json.loads, blocks)}


def test_the_page_of_a_partner_says_who_it_is_and_where_it_stands(client, partners):
    facts = facts_on(client, "/partners/full/")

    assert facts["Organization"] == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": f"{SITE}/partners/full/",
        "name": "Open Door",
        "alternateName": "Closed Door",
        "description": "Help for families.",
        "url": "https://ex%C3%A4mple.org/wir-%C3%BCber-uns",
        "sameAs": "https://ex%C3%A4mple.org/wir-%C3%BCber-uns",
        "email": "hello@example.org",
        "telephone": "01902000000",
        "address": partners["full"].address,
        "knowsLanguage": ["en", "bfi"],
    }
    assert facts["BreadcrumbList"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Home", "item": f"{SITE}/"},
        {"@type": "ListItem", "position": 2, "name": "Partners", "item": f"{SITE}/partners/"},
        {"@type": "ListItem", "position": 3, "name": "Open Door", "item": f"{SITE}/partners/full/"},
    ]


def test_what_is_not_confirmed_and_who_is_of_the_past_is_not_told_to_search_engines(client, partners):
    factories.make_partner(slug="past", standing="former", phone="01902 111111")

    assert facts_on(client, "/partners/unsure/")["Organization"].keys() == {
        "@context",
        "@type",
        "@id",
        "name",
        "url",
    }
    assert facts_on(client, "/partners/past/").keys() == {"BreadcrumbList"}


def test_search_engines_learn_the_pages_of_the_council_on_social_media_where_they_are_named(client, db):
    site = factories.make_site(council_name="The council")
    assert "sameAs" not in facts_on(client, "/")["WebSite"]["publisher"]

    site.council_pages = "https://social.example/us\r\nhttps://video.example/us\r\n"
    site.save()

    pages = facts_on(client, "/")["WebSite"]["publisher"]["sameAs"]
    assert pages == ["https://social.example/us", "https://video.example/us"]


@pytest.mark.parametrize(
    "text", ["social.example/us", "javascript:alert(1)", "https://a.example\nnot one"]
)
def test_what_is_no_whole_address_is_no_page_of_the_council(text, db):
    site = factories.make_site()
    site.council_pages = text

    with pytest.raises(ValidationError, match="not a whole web address"):
        site.clean_fields()


def test_every_page_with_breadcrumbs_has_them_as_data_too(client):
    factories.make_ladder()
    for address in ("/ladder/", reverse("stories:list"), "/partners/"):
        page = walk.soup_of(client.get(address))
        shown = [step.get_text() for step in page.select(".breadcrumbs li")]

        steps = facts_on(client, address)["BreadcrumbList"]["itemListElement"]
        assert [step["name"] for step in steps] == shown
    assert facts_on(client, "/").keys() == {"WebSite"}


def test_the_home_page_says_whose_it_is_how_to_reach_them_and_how_to_search(client):
    site = factories.make_site(
        name="Together", council_name='A “Council” </script> & "more"', contact_email="us@example.org",
        contact_phone="01902 555555 ext. 12", contact_name="Pat", contact_is_confirmed=True,
    )  # fmt: skip

    facts = facts_on(client, "/")["WebSite"]

    assert facts == {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "Together",
        "url": f"{SITE}/",
        "publisher": {
            "@type": "Organization",
            "name": site.council_name,
            "contactPoint": {
                "@type": "ContactPoint",
                "email": "us@example.org",
                "telephone": "01902555555 ext. 12",
            },
        },
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{SITE}/search/?q={{q}}",
            "query-input": "required name=q",
        },
    }
    page = client.get("/")
    assert page.content.count(b"</script>") == 1
    assert "unsafe-" not in page.headers["Content-Security-Policy"]
    assert client.get(facts["potentialAction"]["target"].replace(SITE, "")).status_code == 200


def test_a_site_that_nobody_has_set_up_names_no_council_and_a_contact_that_is_not_confirmed_is_left_out(
    client,
):
    factories.make_site(name="", council_name="", contact_email="us@example.org")
    assert "publisher" not in facts_on(client, "/")["WebSite"]

    factories.make_site(council_name="Council", contact_is_confirmed=False)
    assert facts_on(client, "/")["WebSite"]["publisher"] == {"@type": "Organization", "name": "Council"}


def test_hours_and_languages_of_a_partner_are_told_in_parts_only_where_each_word_is_sure(client):
    factories.make_partner(
        slug="sure",
        opening_hours="Mon-Fri 9am to 5pm; Sat 10am-noon",
        languages="English, Polish and BSL",
        phone="01902 555555 ext 7",
    )
    factories.make_partner(
        slug="vague", opening_hours="9 to 5, in term time", languages="English, others if you ask"
    )

    sure, vague = (facts_on(client, f"/partners/{name}/")["Organization"] for name in ("sure", "vague"))

    assert sure["knowsLanguage"] == ["en", "pl", "bfi"]
    assert sure["telephone"] == "01902555555 ext. 7"
    assert sure["location"]["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
            "opens": "09:00",
            "closes": "17:00",
        },
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Saturday"],
            "opens": "10:00",
            "closes": "12:00",
        },
    ]
    assert not vague.keys() & {"knowsLanguage", "location", "sameAs", "telephone"}


def test_no_word_can_end_the_block_or_begin_a_script(client, partners):
    page = client.get("/partners/hostile/")
    words = page.content.decode()
    blocks = BLOCK.findall(words)

    assert len(blocks) == words.count("<script") == words.count("</script>") == 2
    assert not [sign for block in blocks for sign in "<>&" if sign in block]
    assert json.loads(blocks[0])["name"].startswith('</script><script>alert("1")</script>')
    assert "nonce-" not in page.headers["Content-Security-Policy"]
    assert "unsafe-" not in page.headers["Content-Security-Policy"]
    assert "public" in page.headers["Cache-Control"]


def test_the_data_of_a_page_weighs_little(client, partners):
    blocks = BLOCK.findall(client.get("/partners/full/").content.decode())

    assert len("".join(blocks).encode()) < 1_000
