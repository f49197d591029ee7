"""What an author may have missed: by field, with what blocks publishing and what is advice."""

import time

import pytest
from django.apps import apps
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.author_checks import desk
from coproduction_site.author_checks.checks import findings
from ladder.models import Method, Rung
from pages.models import GlossaryTerm, Page, Support, Video
from tests.support.factories import make_page, make_user
from tests.support.signing_in import sign_in

LONG = "We " + "meet and " * 13 + "go home."
HARD = (
    "Stakeholder participation necessitates comprehensive organisational accountability. "
    "Multidisciplinary representatives subsequently operationalise recommendations. "
    "Interdepartmental governance arrangements facilitate implementation considerations "
    "throughout participating organisations."
)
BLOCKS = {
    '<p><a href="/x/">Click here</a></p>': "The link “Click here” does not say where it leads",
    '<p><a href="/x/">read more …</a></p>': "The link “read more …” does not say where it leads",
    '<p><a href="/x/">https://example.org/plan</a></p>': "is a bare address",
    '<p><a href="/x/"><strong> </strong></a></p>': "There is a link without words",
    "<h3>Small</h3><p>x</p>": "“Small” is a smaller heading",
    "<table><tr><td>a</td></tr></table>": "Table 1 has no headings",
    "<table><tr><th>a</th></tr></table><table><tr><td>b</td></tr></table>": "Table 2 has no headings",
    '<p><img src="x"></p>': "Say what the picture shows",
    "PLEASE READ THIS NOW": "is in CAPITALS",
    "<p>It is IMPORTANT.</p>": "“IMPORTANT” is in CAPITALS",
}
ADVICE = {
    LONG: "This sentence has 29 words",
    f"<ul><li>{LONG}</li></ul>": "This sentence has 29 words",
    HARD: "This part reads as for somebody of",
    "Ask your LSA.": "“LSA” is not in the word list",
}
FINE = [
    "",
    "<p>We meet <a href='/x/'>in the library on Monday</a>.</p>",
    "<h2>Who</h2><h3>When</h3><h2>Where</h2>",
    "<table><tr><th>Who</th></tr><tr><td>us</td></tr></table>",
    "A learning support assistant (LSA) helps. Ask your LSA. All LSAs are kind.",
    "Read about SEND and the EHCP in the UK.",
    "1 < 2",
]


@pytest.mark.parametrize("text", BLOCKS)
def test_what_shuts_people_out_blocks_publishing(text):
    (found,) = [finding for finding in findings({"body": text}) if finding.blocks]

    assert found.field == "body"
    assert BLOCKS[text] in found.sentence


@pytest.mark.parametrize("text", ADVICE)
def test_what_makes_reading_harder_is_advice(text):
    several = findings({"title": "Fine", "body": text})

    assert any(ADVICE[text] in finding.sentence for finding in several)
    assert not any(finding.blocks for finding in several)
    assert {finding.field for finding in several} == {"body"}


@pytest.mark.parametrize("text", FINE)
def test_nothing_is_said_of_good_words(text):
    assert findings({"body": text}, ["SEND", "EHCP or EHC plan"]) == []


def test_a_short_form_may_be_said_in_full_in_another_field():
    assert findings({"title": "A learning support assistant (LSA)", "body": "Ask your LSA."}) == []


def test_a_long_list_says_how_many_more_there_are():
    several = findings(
        {"body": '<p><a href="/">here</a></p>' + "<table><tr><td>a</td></tr></table>" * 9}
    )

    assert [finding.sentence for finding in several].count("There are 6 more like this.") == 1
    assert len(several) == 5


@pytest.mark.parametrize(
    "text",
    ["<td>" * 50_000, "A" * 100_000, "AA " * 60_000, "a. " * 60_000, "<a>" * 50_000, "(" * 100_000],
)
def test_enormous_words_are_checked_soon(text):
    started = time.process_time()

    findings({"body": text})

    assert time.process_time() - started < 8


@pytest.mark.same_on_any_database
def test_nothing_blocks_the_starter_content(starter_content, db):
    rows = [
        row
        for model in (Page, Support, GlossaryTerm, Video, Rung, Method)
        for row in model.objects.all()
    ]

    assert len(rows) > 40
    assert [(row, finding) for row in rows for finding in desk.of_row(row) if finding.blocks] == []


@pytest.mark.same_on_any_database
def test_an_author_sees_beside_the_field_what_to_put_right_and_can_save_a_draft(client, db):
    GlossaryTerm.objects.create(slug="lsa", term="LSA", meaning="Somebody who helps.")
    page = make_page(body="<p>Old.</p>", owner="THE WHOLE TEAM HERE")
    sign_in(client, make_user("Content editors"))
    address = reverse("admin:pages_page_change", args=[page.pk])
    names = ["title", "slug", "summary", "state", "order", "lang", "version", "owner"]
    body = '<h3>Your LSA</h3><p>Ask the TA. <a href="/x/">click <b>here</b></a></p>'

    saved = client.post(
        address,
        {name: getattr(page, name) for name in names} | {"body": body, "draft": "0", "_draft": "1"},
        follow=True,
    )

    page.refresh_from_db()
    assert page.body == "<p>Old.</p>"
    assertContains(saved, "“Your LSA”")
    assertContains(saved, "The link “click here” does not say where it leads.")
    assertContains(saved, "“Your LSA” is a smaller heading")
    assertNotContains(saved, "“LSA” is not in the word list")
    assertNotContains(saved, "CAPITALS")


@pytest.mark.same_on_any_database
def test_what_is_checked_is_shown_as_text(client, db):
    page = make_page(summary="<script>alert(1)</script> IMPORTANT <img src=x>")
    sign_in(client, make_user("Content editors"))

    answer = client.get(reverse("admin:pages_page_change", args=[page.pk]))

    assertContains(answer, "Say what the picture shows.")
    assertNotContains(answer, "<script>alert(1)")


def test_every_field_of_words_is_checked_and_no_address():
    checked = {name: desk._names(apps.get_model("pages", name)) for name in ("Page", "Video", "Support")}

    assert checked["Page"] == ["title", "summary", "body"]
    assert checked["Video"] == ["title", "transcript", "audio_description_note"]
    assert checked["Support"] == ["name", "summary", "state_note"]
