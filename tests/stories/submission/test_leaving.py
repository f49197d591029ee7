"""Somebody who tells a story can leave at once: a plain link, first after the skip link, and one small script of ours."""

import pytest
from django.urls import reverse

from coproduction_site import errors
from tests.support import walk
from tests.support.factories import make_published_story, make_waiting_story
from tests.support.house import ROOT
from tests.support.telling import CHECK, PAGES, START, THANKS, WRITE, answers, part_of, tell, write

pytestmark = pytest.mark.same_on_any_database

ELSEWHERE = "https://weather.example/today"
OTHER_WAYS = ("later", "so_far", "template_page", "send_template", "template_other", "ring_me")
ROUTE = [START, WRITE, *PAGES.values(), CHECK, *(reverse(f"stories:{name}") for name in OTHER_WAYS)]


@pytest.fixture(autouse=True)
def another_place(settings):
    settings.LEAVE_FOR = ELSEWHERE


def scripts_of(page) -> list[str]:
    return [script.get("src", "inline") for script in walk.soup_of(page).find_all("script", type=None)]


def can_be_left(page) -> bool:
    soup = walk.soup_of(page)
    skip, leave = soup.body.find_all(["a", "button", "input", "summary"], limit=2)
    script = soup.select_one("script[src]")
    return (
        skip["href"] == "#main"
        and (leave["href"], leave.get("rel")) == (ELSEWHERE, ["noreferrer"])
        and leave.get_text() == "Leave this page"
        and scripts_of(page) == ["/static/js/leave.js"]
        and script.has_attr("defer")
        and soup.select_one(".leave + [role=status]").get_text() == ""
    )


def test_every_page_of_telling_can_be_left_at_once(client, db):
    write(client, language="ur")
    shown = {address: client.get(address) for address in ROUTE}

    assert {page.status_code for page in shown.values()} == {200}
    assert [address for address, page in shown.items() if not can_be_left(page)] == []


def test_so_can_the_thank_you_and_what_is_not_there_or_not_right(client, db):
    wrong = part_of(answers(teller=""), "who")
    tell(client)

    pages = [client.get(THANKS), client.post(PAGES["who"], wrong)]
    not_here = client.get("/stories/share/no-such-page/")

    assert [page.status_code for page in [*pages, not_here]] == [200, 200, 404]
    assert all(map(can_be_left, [*pages, not_here]))


def test_so_can_a_page_that_says_that_it_does_not_work(rf):
    page = errors.unavailable(rf.get("/stories/share/who/"))

    assert page.status_code == 503
    assert can_be_left(page)
    assert not scripts_of(errors.unavailable(rf.get("/ladder/")))


def test_so_can_the_page_of_a_teller(client, db):
    story = make_waiting_story()

    pages = [client.get(reverse("stories:open")), client.get(story.get_follow_url())]

    assert all(map(can_be_left, pages))


def test_other_pages_have_no_way_out_and_no_script(client, db):
    story = make_published_story()

    for address in ("/", "/stories/", story.get_absolute_url(), "/no-such-page/"):
        page = client.get(address)
        assert not scripts_of(page), address
        assert ELSEWHERE not in page.content.decode()


def test_leaving_forgets_nothing_that_was_kept(client, db):
    """Whoever comes back is asked about it, not led into it: as before."""
    write(client, upto="consent")

    page = client.get(WRITE)

    assert can_be_left(page)
    assert "There is a story here already" in page.content.decode()


def test_the_script_is_small_and_speaks_to_nobody():
    script = (ROOT / "static/js/leave.js").read_text()

    assert len(script) < 2_500
    assert not {
        word for word in ("fetch", "http", "import", "Storage", "cookie", "innerHTML") if word in script
    }
