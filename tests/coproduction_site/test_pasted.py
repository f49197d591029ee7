"""What people paste keeps its meaning and nothing else."""

import time

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains

from coproduction_site import rich_text
from coproduction_site.pasted import tidying
from coproduction_site.rich_text_differences import same
from pages.models import Page
from tests.support.factories import make_page, make_user
from tests.support.signing_in import sign_in

LIST = "text-indent:-18.0pt;mso-list:l0 level{} lfo1"


def from_word(level: int, sign: str, text: str) -> str:
    marker = (
        f"<span style='mso-list:Ignore'>{sign}<span style='font:7.0pt'>&nbsp;&nbsp;&nbsp; </span></span>"
    )
    style = LIST.format(level)
    return (
        f"<p class=MsoListParagraph style='{style}'><![if !supportLists]>"
        f"<span style='font-family:Symbol'>{marker}</span><![endif]>{text}<o:p></o:p></p>\r\n"
    )


PASTED = {
    "points of Word": (
        from_word(1, "·", "One <b>bold</b>") + from_word(2, "o", "Inside") + from_word(1, "·", "Two"),
        "<ul><li>One <strong>bold</strong><ul><li>Inside</li></ul></li><li>Two</li></ul>",
    ),
    "numbers of Word": (
        from_word(1, "1.", "One") + from_word(2, "a.", "Inside") + from_word(1, "2.", "Two"),
        "<ol><li>One<ol><li>Inside</li></ol></li><li>Two</li></ol>",
    ),
    "points of Word that another program has stripped": (
        "<p>·&nbsp;&nbsp;&nbsp; One</p><p>o&nbsp;&nbsp; Inside</p><p>§&nbsp; Deeper</p><p>· Two</p>",
        "<ul><li>One<ul><li>Inside<ul><li>Deeper</li></ul></li></ul></li><li>Two</li></ul>",
    ),
    "a point that is a level too deep": (
        from_word(3, "§", "Deep") + from_word(1, "·", "One"),
        "<ul><li>Deep</li></ul><ul><li>One</li></ul>",
    ),
    "two kinds of points": (
        "<p>• One</p><p>1.&nbsp; First</p>",
        "<ul><li>One</li></ul><ol><li>First</li></ol>",
    ),
    "words that only begin like a point": (
        "<p>- with a dash</p><p>1. of May</p><p>o dear</p>",
        "<p>- with a dash</p><p>1. of May</p><p>o dear</p>",
    ),
    "headings of Word": (
        "<p class=MsoTitle>Plan</p><h2>Who</h2><h4>When</h4>",
        "<h2>Plan</h2><h3>Who</h3><h3>When</h3>",
    ),
    "headings that are right already": ("<h2>Who</h2><h3>When</h3>", "<h2>Who</h2><h3>When</h3>"),
    "what was changed and remarked in Word": (
        "<p><del>Gone</del><ins>Kept</ins><a class=msocomanchor href='#_msocom_1'>[AK1]</a></p>"
        "<div style='mso-element:comment-list'><p>Ring Asha</p></div><p style='display:none'>Secret</p>"
        "<!-- a remark --><!--[if gte mso 9]><xml><w:Author>Asha</w:Author></xml><![endif]-->",
        "<p>Kept</p>",
    ),
    "smart tags": (
        "<p>In <st1:City w:st='on'><st1:place>Wolverhampton</st1:place></st1:City>.<o:p>&nbsp;</o:p></p>",
        "<p>In Wolverhampton.&nbsp;</p>",
    ),
    "Google Docs": (
        "<b style='font-weight:normal' id='docs-internal-guid-1'><p dir=ltr><span style='font-weight:700'>"
        "Bold</span><span style='font-style:italic'> sloping</span></p><ul><li aria-level=1><p>One</p></li>"
        "<ul><li aria-level=2><p>Inside</p></li></ul></ul></b>",
        "<p><strong>Bold</strong><em> sloping</em></p><ul><li><p>One</p><ul><li><p>Inside</p></li></ul></li></ul>",
    ),
    "LibreOffice": (
        "<style>p { color: red }</style><title>Untitled</title><ol><li><p style='margin:0'>"
        "<font face='Arial'>One</font></p></ol><p><br></p>",
        "<ol><li><p>One</p></li></ol><p><br></p>",
    ),
    "Outlook": (
        "<div class=WordSection1><p class=MsoNormal><a href='https://eur01.safelinks.protection.outlook.com/"
        "?url=https%3A%2F%2Fexample.org%2Fplan&amp;data=05'>the plan</a></p></div>",
        '<p><a href="https://example.org/plan">the plan</a></p>',
    ),
    "a page of the web": (
        "<div><div>One</div><div>Two <span class=x onclick='bad()'>three</span><script>bad()</script></div></div>",
        "<p>One</p><p>Two three</p>",
    ),
    "a table of Word": (
        "<table class=MsoTable width=900 style='width:900pt'><tr><td width=300><p class=MsoNormal>a</p></td></tr></table>",
        "<table><tbody><tr><td><p>a</p></td></tr></tbody></table>",
    ),
    "a row that Word repeats on every page": (
        "<table><thead><tr><td width=300><p class=MsoNormal>a</p></td></tr></thead><tr><td>b</td></tr></table>",
        "<table><thead><tr><th><p>a</p></th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
    ),
    "plain lines": ("One\n\nTwo & three", "<p>One</p>\n\n<p>Two &amp; three</p>"),
    "a web address without its beginning": (
        "<p><a href='www.example.org'>us</a></p>",
        '<p><a href="https://www.example.org">us</a></p>',
    ),
    "nothing": ("", ""),
    "an empty paragraph": ("<p>&nbsp;</p>", ""),
}
LEFT_OUT = {
    "<p><img src=x alt=y onerror=bad()>One</p>": ["One picture was left out"],
    "<p><img><img></p>": ["2 pictures were left out"],
    "<p><a href='javascript:bad()'>x</a> <a href='file:///C:/a.doc'>y</a></p>": [
        "2 links were left out"
    ],
    "<p><a href='#_Toc1'>x</a></p>": ["One link was left out"],
    "<p><a href='/stories/'>x</a> <a href='mailto:a@example.org'>y</a></p>": [],
}


@pytest.mark.parametrize("name", PASTED)
def test_what_is_pasted_keeps_its_meaning(name):
    html, kept = PASTED[name]

    assert rich_text.tidied(html) == kept
    assert rich_text.tidied(kept) == kept


@pytest.mark.parametrize("html", LEFT_OUT)
def test_what_does_not_come_along_is_named(html):
    tidied = tidying.tidied(html)

    assert [
        sentence.partition(" left out")[0] + " left out" for sentence in tidied.left_out
    ] == LEFT_OUT[html]
    assert not {"<img", "javascript:", "file:", "#_Toc"} & set(rich_text.clean(tidied.html).split('"'))


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "x",
        "<div>" * tidying.MOST_TAGS,
        "<p>·&nbsp; x" * 20_000,
        "<ul><li>" * 40_000,
        "<a href='" + "[" * 1_000 + "'>x</a>",
        "<a href='https://[bad'>x</a>",
        "<table><tr><td>" * 10_000,
        "&nbsp;" * 60_000,
        "<p>1." + " " * 300_000 + "</p>",
        "<p style='mso-list:" + "level" * 60_000 + "'>x</p>",
        "\x00<p>\ud800</p>".encode("utf-8", "replace").decode(),
    ],
)
def test_a_hostile_paste_ends_soon(html):
    started = time.process_time()

    rich_text.tidied(html)

    assert time.process_time() - started < 8


PARTS = [
    *(
        "<p>",
        "</p>",
        "<ul>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<b>",
        "<span>",
        "<a href=x>",
    ),
    *(
        "·\u00a0 ",
        "1.\u00a0 ",
        "text",
        " ",
        "<h1>",
        "</h1>",
        "<div>",
        "</div>",
        "<script>",
        "<img src=x onerror=y>",
    ),
]


@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_tidying_twice_is_tidying_once(parts):
    once = rich_text.tidied("".join(parts))

    assert "<script" not in once
    assert "<img" not in once
    assert same(once, rich_text.tidied(once))


@pytest.mark.same_on_any_database
def test_no_word_of_the_starter_content_changes(starter_content, db):
    for page in Page.objects.all():
        assert rich_text.tidied(page.body) == page.body


def test_each_table_scrolls_in_a_box_with_a_name_of_its_own():
    inner = "<table><tbody><tr><td>in</td></tr></tbody></table>"
    first = f"<table><tbody><tr><th>Who</th><th>When &amp; “where”</th></tr><tr><td>{inner}</td></tr></tbody></table>"

    shown = rich_text.shown(f"<p>a</p>{first}<p>b</p>{inner}")

    box = '<div class="scrolls" role="region" tabindex="0" aria-label="Table {}">{}</div>'
    assert shown == (
        "<p>a</p>"
        + box.format("1: Who, When &amp; “where”", first)
        + "<p>b</p>"
        + box.format("2: in", inner)
    )


@pytest.mark.same_on_any_database
def test_an_editor_without_script_is_told_what_did_not_come_along(client, db):
    sign_in(client, make_user("Content editors"))
    page = make_page()
    fields = {
        name: getattr(page, name)
        for name in ["title", "slug", "summary", "state", "order", "lang", "version"]
    }
    body = from_word(1, "·", "One") + "<p><img src=x>Two</p>"

    answer = client.post(
        reverse("admin:pages_page_change", args=[page.pk]), {**fields, "body": body}, follow=True
    )

    assertContains(answer, "Body: One picture was left out.")
    page.refresh_from_db()
    assert page.body == "<ul><li>One</li></ul><p>Two</p>"


@pytest.mark.same_on_any_database
def test_whoever_signed_in_can_ask_how_a_paste_will_look(client, db):
    address, html = reverse("pasted"), from_word(1, "·", "One") + "<img>"

    assert client.post(address, {"html": html}).status_code == 302
    client.force_login(make_user())
    assert client.get(address).status_code == 405
    answer = client.post(address, {"html": html}).json()
    assert answer["html"] == "<ul><li>One</li></ul>"
    assert answer["left_out"][0].startswith("One picture was left out.")
