"""Whatever somebody types is answered, and nobody learns who looked for what."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.models import SearchMiss
from tests.support import factories
from tests.support.searching import search

pytestmark = pytest.mark.django_db


HOSTILE = [
    *("'", '"', '""', "'); DROP TABLE x; --", "\\", "*", "a*", "NEAR(a b)", "a AND", "OR", "NOT a"),
    *("a:b", "title:x", "^a", "-a", "(", ")", "((a", "a & | b", "!a", "a <-> b", "\x00", "a\x00b", "§everybody"),
    *("¶kite", "%", "_", "\ud800", "🪁", "中文字", "a" * 5_000, "word " * 500, "<script>", "{{ 7*7 }}", "\u202e"),
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_somebody_types_is_answered(client, text):
    factories.make_page(title="Kite")
    text = text.encode(errors="surrogatepass").decode(errors="replace")

    answer = search(client, text)

    assert answer.status_code == 200
    assertNotContains(answer, "<script>")


@pytest.mark.parametrize(
    "address", ["q=%ff%fe", "q[]=a", "q=a&q=b&page=-1", "page=99999999999", "kind=%00"]
)
def test_whatever_stands_in_the_address_is_answered(client, address):
    assert client.get(f"/search/?{address}").status_code == 200


def test_a_search_is_kept_nowhere_and_no_robot_lists_it(client):
    answer = search(client, "kite")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assertContains(answer, '<meta name="robots" content="noindex">')
    assert "Disallow: /search/" in client.get("/robots.txt").content.decode()
    assert client.post("/search/").status_code == 405


def test_what_is_not_found_is_counted_and_written_down_the_third_time(client):
    for _ in range(2):
        search(client, "Wheelchair  SWING")
    assert SearchMiss.objects.get().words == ""

    search(client, "wheelchair swing")

    miss = SearchMiss.objects.told().get()
    assert (miss.words, miss.times, miss.week.weekday()) == ("wheelchair swing", 3, 0)


@pytest.mark.parametrize(
    "text",
    ["07700 900123", "sam@example.org", "one two three four five six", "oliver smith", "my son jack"],
)
def test_what_may_tell_of_a_person_is_never_counted(client, text):
    for _ in range(4):
        search(client, text)

    assert not SearchMiss.objects.exists()


def test_what_is_found_is_never_counted(client):
    factories.make_page(title="Boats")
    for _ in range(4):
        search(client, "boats")

    assert not SearchMiss.objects.exists()
