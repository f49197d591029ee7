"""The sheets of the ladder and of the charter: tagged for people who listen, and the same bytes for the same words."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.cache.page_cache import PUBLIC
from coproduction_site.models import ContentRevision
from coproduction_site.paper import facts
from coproduction_site.reading_age import reading_age, sentences_of
from ladder.models import Method, Rung, StatementSet
from ladder.paper.texts import host_sheet, texts
from partners.models import CharterValue, CharterVersion
from tests.support import pdf_structure as pdf
from tests.support.reflection import code

pytestmark = pytest.mark.django_db
WITH_A_TABLE = {
    "ways-to-take-part",
    "find-your-rung-family",
    "an-hour-with-your-group",
    "where-we-stand",
}


@pytest.fixture(autouse=True)
def loaded(starter_content):
    """A new site."""
    cache.clear()
    facts.forget()


def addresses() -> dict[str, str]:
    """Every sheet that there is, by the name of its file."""
    found = {f"ladder-poster-{size}": reverse("ladder:poster", args=[size]) for size in ("a4", "a3")}
    for who in ("family", "young-person", "staff"):
        found[f"find-your-rung-{who}"] = reverse("ladder:question_sheet", args=[who])
    return found | {
        "ways-to-take-part": reverse("ladder:factsheet"),
        "an-hour-with-your-group": reverse("ladder:host_sheet"),
        "where-we-stand": reverse("ladder:kept_sheet", args=[code()]),
        "our-charter": reverse("charter:sheet"),
    }


@pytest.fixture
def files(client) -> dict[str, bytes]:
    answers = {name: client.get(address) for name, address in addresses().items()}
    assert {answer.headers["Content-Type"] for answer in answers.values()} == {"application/pdf"}
    for name, answer in answers.items():
        assert f'filename="{name}.pdf"' in answer.headers["Content-Disposition"]
    return {name: answer.content for name, answer in answers.items()}


def test_every_sheet_can_be_listened_to(files):
    assert len(files) == 9
    for name, file in files.items():
        opened = pdf.opened(file)
        parts = pdf.parts_of(opened)
        levels = pdf.headings_of(parts)

        assert str(opened.Root.Lang) == "en-GB", name
        assert opened.Root.MarkInfo.Marked is True, name
        assert opened.Root.ViewerPreferences.DisplayDocTitle is True, name
        assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.claims_of(opened), name
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert all(below <= above + 1 for above, below in pairwise(levels)), (name, levels)
        assert {str(page.Tabs) for page in opened.pages} == {"/S"}, name


def test_every_head_of_a_table_says_what_it_is_about_and_every_picture_has_words(files):
    tables = set()
    for name, file in files.items():
        opened = pdf.opened(file)
        parts = pdf.parts_of(opened)
        heads, figures = pdf.named(parts, "TH"), pdf.named(parts, "Figure")
        if heads:
            tables.add(name)
        assert {pdf.scope_of(head) for head in heads} <= {"/Column"}, name
        assert bool(heads) == bool(pdf.named(parts, "Table")), name
        assert all(str(figure.Alt).strip() for figure in figures), name

    assert tables >= WITH_A_TABLE


def test_a_sheet_to_hang_up_or_to_write_on_is_one_page(files):
    pages = {name: len(pdf.opened(file).pages) for name, file in files.items()}

    assert {name for name, count in pages.items() if count > 1} == {"ways-to-take-part"}


def test_the_large_poster_is_twice_as_large(files):
    sizes = {}
    for size in ("a4", "a3"):
        opened = pdf.opened(files[f"ladder-poster-{size}"])
        sizes[size] = [float(number) for number in opened.pages[0].mediabox[2:]]

    (width, height), large = sizes["a4"], sizes["a3"]
    assert large == pytest.approx([height, 2 * width], abs=2)


@pytest.mark.parametrize("paper", ["a5", "A4", "letter"])
def test_there_is_no_poster_of_another_size(client, paper):
    assert client.get(reverse("ladder:poster", args=[paper])).status_code == 404


def test_the_same_words_give_the_same_bytes_until_another_day(client, files):
    for name, address in addresses().items():
        assert client.get(address).content == files[name], name

    ContentRevision.objects.update(moved_on=timezone.localdate() - timedelta(days=1))

    assert client.get(addresses()["our-charter"]).content != files["our-charter"]


def test_a_sheet_is_kept_like_any_public_page_and_a_result_by_nobody(client):
    for name, address in addresses().items():
        answer = client.get(address)
        if name == "where-we-stand":
            assert answer.headers["Cache-Control"] == "private, no-store"
            assert answer.headers["X-Robots-Tag"] == "noindex"
            continue
        assert answer.headers["Cache-Control"] == PUBLIC, name
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), name


def test_a_result_on_paper_stores_nothing(client):
    def rows() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM cache")
            return cursor.fetchone()[0]

    address = addresses()["where-we-stand"]
    page = client.get(reverse("ladder:kept", args=[code()]))
    before = rows(), ContentRevision.objects.get().number

    answer = client.get(address)

    assertContains(page, address)
    assert not answer.cookies
    assert (rows(), ContentRevision.objects.get().number) == before
    assert before[0] == 0
    assert client.get(reverse("ladder:kept_sheet", args=["AAAA-BBBB"])).status_code == 404


def test_beside_each_link_stand_kind_size_pages_and_day_and_how_to_ask_for_another(client):
    today = timezone.localdate().strftime("%-d %B %Y")
    for page, name in [
        (reverse("ladder:ladder"), "ladder-poster-a3"),
        (reverse("ladder:where"), "an-hour-with-your-group"),
        (reverse("charter:charter"), "our-charter"),
    ]:
        answer = client.get(page)

        assertContains(answer, f'href="{addresses()[name]}" type="application/pdf"')
        assertContains(answer, ", 1 page, ")
        assertContains(answer, f"{today})")
        assertContains(answer, "another format")


@pytest.mark.parametrize(("side", "lines"), [("family", 13), ("young", 10), ("staff", 13)])
def test_what_is_said_of_a_result_is_right_for_whatever_was_answered(client, side, lines):
    for answers in ("1" * lines, "3" * lines, "0" * lines, "1" + "2" * (lines - 4) + "0u-"):
        text = code(side, answers)
        file = client.get(reverse("ladder:kept_sheet", args=[text])).content

        opened = pdf.opened(file)
        assert (len(opened.pages), answers) == (1, answers)
        assert 35_000 < len(file) < 55_000
    assertContains(client.get(reverse("ladder:kept", args=[text])), "(PDF, A4, 1 page, about 45 KB)")


def test_a_sheet_is_made_for_its_facts_once_and_not_for_each_view_or_each_change_elsewhere(
    client, monkeypatch
):
    names = []

    def noted(sheet, site, make=facts.made):
        names.append(sheet.name)
        return make(sheet, site)

    monkeypatch.setattr(facts, "made", noted)

    client.get(reverse("ladder:ladder"))
    facts.forget()
    CharterValue.objects.first().save()
    client.get(reverse("ladder:ladder"))
    assert sorted(names) == ["ladder-poster-a3", "ladder-poster-a4"]

    rung = Rung.objects.get(number=7)
    rung.name = "Together"
    rung.save()
    client.get(reverse("ladder:ladder"))
    assert len(names) == 4


@pytest.mark.parametrize("sign", ["\U0001f9a6", "ગ"])
def test_a_sign_that_no_font_draws_leads_to_printing_the_page(client, sign):
    rung = Rung.objects.get(number=7)
    rung.sounds_like = f"Together {sign}"
    rung.save()

    page = client.get(reverse("ladder:ladder"))
    answer = client.get(addresses()["ladder-poster-a4"])

    assertContains(page, "Please print this page")
    assertNotContains(page, "ladder-a4.pdf")
    assert answer.status_code == 503
    assertContains(answer, "Please print the page", status_code=503)


def test_a_nul_or_words_that_look_like_commands_are_only_words(client):
    Method.objects.update(risk='#panic("x") \x01 $ = [ * <a> \\ @b `c` #include "/etc/passwd"')

    answer = client.get(addresses()["ways-to-take-part"])

    assert answer.status_code == 200
    assert len(pdf.opened(answer.content).pages) >= 2


def test_a_site_without_questions_or_charter_has_no_sheet_of_them(client):
    StatementSet.objects.update(state="older")
    CharterVersion.objects.update(is_published=False)

    assert client.get(addresses()["find-your-rung-staff"]).status_code == 404
    assert client.get(addresses()["our-charter"]).status_code == 404
    assert client.get(reverse("charter:charter")).status_code == 200
    assert client.get(reverse("ladder:question_sheet", args=["nobody"])).status_code == 404


def words_of(value) -> list[str]:
    if isinstance(value, str):
        return sentences_of(value)
    parts = value.values() if isinstance(value, dict) else value
    return [sentence for part in parts for sentence in words_of(part)]


@pytest.mark.parametrize(
    ("read", "oldest"),
    [
        ("poster", 9),
        ("methods", 9),
        ("family", 9),
        ("young", 7),
        ("staff", 9),
        ("host", 9),
        ("result", 9),
    ],
)
def test_what_the_sheets_say_can_be_read_by_those_who_get_them(read, oldest):
    of_sheet = texts()["questions"].get(read) or texts()[read]
    if read == "host":
        of_sheet |= {name: words for name, words in host_sheet().items() if name != "step"}

    assert reading_age(words_of(of_sheet)) <= oldest
