"""A page with several headings has the list of them beside it; a long one shows it on a phone too, before its words."""

import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from pages.contents import TWO_SCREENS, laid_out
from tests.support.factories import make_page

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]
LONG = "<p>" + "We plan it together. " * (TWO_SCREENS // 20) + "</p>"


def body_of(*titles):
    return "".join(f"<h2>{title}</h2>{LONG}" for title in titles)


def test_each_heading_of_a_long_page_can_be_gone_to(client):
    page = make_page(body=body_of("Who we are", "What we keep", "How to ask"))

    html = client.get(page.get_absolute_url()).content.decode()

    contents, *_ = re.findall('<nav class="contents.*?</nav>', html, re.DOTALL)
    anchors = re.findall('href="#(.*?)"', contents)
    assert anchors == ["on-who-we-are", "on-what-we-keep", "on-how-to-ask"]
    assert all(html.count(f'<h2 id="{anchor}">') == 1 for anchor in anchors)


def test_what_a_long_page_says_in_short_comes_before_the_list_and_once(client):
    page = make_page(
        body="<p>In short: we ask first.</p>" + body_of("Who we are", "What we keep", "How to ask")
    )

    html = client.get(page.get_absolute_url()).content.decode()

    assert html.count("In short: we ask first.") == 1
    assert html.index("In short: we ask first.") < html.index("On this page") < html.index("Who we are")


def test_a_page_of_middle_length_has_its_list_only_where_there_is_room_beside_it(client):
    middle = make_page(slug="middle", body="".join(f"<h2>{n}</h2>{LONG[:300]}</p>" for n in "abcd"))
    long = make_page(slug="long", body=body_of("One", "Two", "Three"))

    assertContains(client.get(middle.get_absolute_url()), '<nav class="contents contents--aside')
    assertContains(client.get(long.get_absolute_url()), '<nav class="contents screen-only"')


def test_a_short_page_and_one_with_few_headings_have_no_list(client):
    short = make_page(slug="short", body="".join(f"<h2>{n}</h2><p>Short.</p>" for n in "abcd"))
    plain = make_page(slug="plain", body=body_of("One", "Two"))

    for page in (short, plain):
        assertNotContains(client.get(page.get_absolute_url()), "On this page")


def test_two_headings_that_are_the_same_have_addresses_of_their_own():
    _, headings, *_ = laid_out(body_of("Help", "Help", "<em>Help</em>", "ਮਦਦ", "ਮਦਦ"))

    assert len({heading.anchor for heading in headings}) == len(headings) == 5
    assert headings[2].title == "Help"


def test_a_heading_named_like_a_part_of_every_page_does_not_take_its_place():
    _, headings, *_ = laid_out(body_of("main", "contents", "top"))

    assert [heading.anchor for heading in headings] == ["on-main", "on-contents", "on-top"]


def test_the_list_on_a_page_in_another_language_says_that_its_title_is_english(client):
    page = make_page(lang="pa", body=body_of("ਮਦਦ", "ਪੰਨਾ", "ਘਰ"))

    assertContains(client.get(page.get_absolute_url()), 'lang="en-GB" dir="ltr">On this page')


def test_a_heading_with_signs_is_read_as_it_was_typed(client):
    page = make_page(body=body_of("Q &amp; A", "Less &lt; more", "End"))

    answer = client.get(page.get_absolute_url())

    assertContains(answer, '<a href="#on-q-a">Q &amp; A</a>')
    assertContains(answer, '<a href="#on-less-more">Less &lt; more</a>')
