"""The first use of a listed word leads to what it means, and nothing else of a page changes."""

import re

import pytest
from django.utils.html import escape

from coproduction_site import rich_text
from coproduction_site.listed_words import NEVER_IN, Word, linked, listed

PLAN = Word("EHCP", "/glossary/ehcp/", "Education, health and care plan.", False)
FORUM = Word("PCF", "/glossary/pcf/", "Parent carer forum.", False)
CARER = Word("Parent carer", "/glossary/parent-carer/", "A mum or dad.", False)
SEND = Word("SEND", "/glossary/send/", "Special educational needs and disabilities.", False)
AND = Word("Health & care", "/glossary/health-and-care/", "The NHS and the council.", False)
KNOWN = listed(
    [
        *(("EHCP", PLAN), ("EHC plan", PLAN), ("EHC plans", PLAN)),
        *(("PCF", FORUM), ("parent carer forum", FORUM), ("Parent carer", CARER)),
        *(("SEND", SEND), ("Health & care", AND)),
    ]
)


def test_only_the_first_use_is_a_link():
    html, words = linked("<p>An EHC plan. Your EHC plans, or EHCP.</p><p>EHC plan</p>", KNOWN)

    assert html == (
        '<p>An <a href="/glossary/ehcp/">EHC plan</a>. Your EHC plans, or EHCP.</p><p>EHC plan</p>'
    )
    assert words == [PLAN]


def test_the_longest_form_is_meant():
    html, words = linked("<p>The parent carer forum meets each parent carer.</p>", KNOWN)

    assert words == [FORUM, CARER]
    assert '<a href="/glossary/pcf/">parent carer forum</a>' in html


@pytest.mark.parametrize("text", ["Parent carer", "PARENT CARER", "parent\n  carer"])
def test_small_and_large_letters_and_a_new_line_do_not_matter(text):
    assert linked(f"<p>{text}</p>", KNOWN) == (
        f'<p><a href="/glossary/parent-carer/">{text}</a></p>',
        [CARER],
    )


@pytest.mark.parametrize(
    "text", ["We send it.", "Send it.", "SENDIASS", "non-SEND", "SEND-based", "EHCPs"]
)
def test_a_short_name_is_that_word_alone_in_large_letters(text):
    assert linked(f"<p>{text}</p>", KNOWN) == (f"<p>{text}</p>", [])


@pytest.mark.parametrize("name", sorted(NEVER_IN))
def test_nothing_is_linked_in_what_is_not_running_text_of_ours(name):
    html = f"<div><{name}>SEND <b>and SEND</b></{name}></div>"

    assert linked(html, KNOWN) == (html, [])


def test_behind_a_heading_and_a_quotation_the_word_is_linked():
    html, _ = linked(
        "<h2>SEND</h2><blockquote><blockquote>SEND</blockquote> SEND</blockquote><p>SEND</p>", KNOWN
    )

    assert re.findall("<a[^>]*>", html) == ['<a href="/glossary/send/">']
    assert html.endswith('<p><a href="/glossary/send/">SEND</a></p>')


@pytest.mark.parametrize("lang", ['lang="pa"', "lang='ur' dir='rtl'", 'class="x" lang=pl'])
def test_nothing_is_linked_in_another_language(lang):
    html, words = linked(f"<div {lang}><div>SEND</div> SEND</div><p>EHCP</p>", KNOWN)

    assert words == [PLAN]
    assert html.startswith(f"<div {lang}><div>SEND</div> SEND</div>")


def test_words_in_english_are_linked_also_where_it_says_that_they_are():
    assert linked('<p lang="en-GB">SEND</p>', KNOWN)[1] == [SEND]


def test_tags_and_their_attributes_stay_as_they_are():
    html = '<p><img alt="SEND"><br/><input value="SEND" title="SEND > EHCP"><!-- SEND <p> --></p>'

    assert linked(html, KNOWN)[0].replace('<a href="/glossary/ehcp/">EHCP</a>', "EHCP") == html


def test_a_sign_that_html_writes_in_another_way_is_that_sign():
    html, words = linked("<p>Health &amp; care</p>", KNOWN)

    assert words == [AND]
    assert html == '<p><a href="/glossary/health-and-care/">Health &amp; care</a></p>'


def test_the_page_of_a_word_has_no_link_to_itself():
    html, words = linked("<p>SEND and EHCP</p>", KNOWN, "/glossary/send/")

    assert words == [PLAN]
    assert html.startswith("<p>SEND")


def test_a_site_without_a_word_list_shows_its_pages_as_they_are():
    assert linked("<p>SEND</p>", listed([])) == ("<p>SEND</p>", [])


def test_a_broken_page_is_shown_as_it_is():
    for html in ["<p", "a < b SEND > c", "</a></a>SEND", "<h2>SEND", "<", ">", ""]:
        shown, _ = linked(html, KNOWN)

        assert re.sub(r"<a href=[^>]*>(SEND)</a>", r"\1", shown) == html


def test_a_form_that_two_words_share_belongs_to_the_first():
    known = listed([("ISP", PLAN), ("ISP", FORUM)])

    assert linked("<p>ISP</p>", known)[1] == [PLAN]


@pytest.mark.parametrize("text", ["ıſp Kıſſ", "İSP", "KİSS kiſs", "kıss ISP", "Kiss", "ß ẞ ŉ ǰ"])
def test_a_letter_whose_other_case_is_another_sign_or_two_breaks_no_page(text):
    known = listed([("ISP", PLAN), ("kiss", FORUM), ("İstanbul", CARER), ("straße", SEND)])

    html, _ = linked(f"<p>{text} İstanbul STRAßE</p>", known)

    assert re.sub(r"</?a[^>]*>", "", html) == f"<p>{text} İstanbul STRAßE</p>"
    assert '<a href="/glossary/parent-carer/">İstanbul</a>' in html


@pytest.mark.parametrize("form", ["amp", "lt", "nbsp", "x27", "39", "quot", "#39"])
def test_no_part_of_a_sign_that_html_writes_in_another_way_is_a_word(form):
    html = "<p>Health &amp; care&nbsp;&lt;3 &#39;now&#x27; &quot;yes&quot;</p>"

    assert linked(html, listed([(form, PLAN)])) == (html, [])


@pytest.mark.parametrize("form", ["carer's break", "carer’s break"])
@pytest.mark.parametrize("sign", ["'", "’", "&#x27;", "&#39;"])
def test_an_apostrophe_is_one_however_it_is_written(form, sign):
    html, words = linked(f"<p>A carer{sign}s\n break.</p>", listed([(form, CARER)]))

    assert words == [CARER]
    assert html == f'<p>A <a href="/glossary/parent-carer/">carer{sign}s\n break</a>.</p>'


@pytest.mark.parametrize("form", ['the "one" page', "under < 5", "R&D", "over > 5", "local  offer"])
@pytest.mark.parametrize("write", [escape, lambda form: rich_text.clean(escape(form))])
def test_signs_of_a_form_are_found_as_templates_and_rich_text_write_them(form, write):
    assert linked(f"<p>{write(form)}</p>", listed([(form, CARER)]))[1] == [CARER]


def test_a_space_that_holds_a_line_together_is_a_space():
    assert linked("<p>parent&nbsp;carer</p>", KNOWN)[1] == [CARER]


def test_a_name_in_large_letters_is_not_the_word_of_the_same_letters():
    known = listed([("send", PLAN), ("SEND", SEND)])

    assert linked("<p>SEND, then send</p>", known)[1] == [SEND, PLAN]


def test_a_form_of_nothing_is_no_word():
    assert linked("<p>A b</p>", listed([("", PLAN), (" ", SEND)])) == ("<p>A b</p>", [])
