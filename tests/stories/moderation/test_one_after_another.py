"""Many stories, one after another: the bar that stays in sight, the next story, and the way back to the same list."""

import re

import pytest
from bs4 import BeautifulSoup
from django.utils.http import urlencode
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.models import RefusedAddress
from stories.models import Story
from tests.stories.moderation.test_moderation import desk, fresh, typed
from tests.support.check import check_of, unfold
from tests.support.factories import make_moderator, make_rung, make_user, make_waiting_story

pytestmark = pytest.mark.django_db
QUEUE = "/admin/stories/story/"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator(name="Mo")
    client.force_login(user)
    return user


def of_list(address, query) -> str:
    return f"{address}?{urlencode({'_changelist_filters': query})}" if query else address


def go_on(client, story, query="", **changes):
    """The button of the bar, with nothing else on the screen touched."""
    return client.post(of_list(desk(story), query), typed(story, do="next", **changes))


def look(page) -> BeautifulSoup:
    return BeautifulSoup(page.content, "html.parser")


# The bar


def test_the_bar_says_how_it_stands_and_offers_what_can_be_done(client, moderator):
    story = make_waiting_story(
        happened="My son Xander met Mrs Patel.", criticality=2, email="a@b.example"
    )

    bar = look(client.get(desk(story))).select_one("form#moderate .bar")

    text = " ".join(bar.text.split())
    assert "Waiting to be read In good time 0 of" in text
    assert "2 details left" in text
    assert "Criticality 2" in text
    assert [button["value"] for button in bar.select("button")] == ["publish", "next"]
    assert {link["href"] for link in bar.select(".bar__ways a")} == {"#ask", "#decline", "#hold"}


def test_every_jump_of_the_bar_lands_on_something(client, moderator):
    page = look(client.get(desk(make_waiting_story(email="a@b.example"))))

    for link in page.select(".bar a"):
        assert page.select_one(link["href"]), link["href"]


# The next story


def test_the_next_one_of_the_same_list_is_taken_and_opened(client, moderator):
    rungs = make_rung(1), make_rung(2)
    first = make_waiting_story(rung=rungs[0])
    make_waiting_story(rung=rungs[1])
    third = make_waiting_story(rung=rungs[0])
    query = f"rung__id__exact={rungs[0].pk}"

    answer = go_on(client, first, query)

    assertRedirects(answer, of_list(desk(third), query), fetch_redirect_response=False)
    assert fresh(third).claimed_by == moderator
    page = client.get(answer.url)
    assertContains(page, f'href="{QUEUE}?{query}"')
    assert third.events.filter(kind="opened", by=moderator).count() == 1


def test_what_a_colleague_reads_is_passed_over(client, moderator):
    first, theirs, free = (make_waiting_story() for _ in range(3))
    theirs.claim(make_moderator(name="Kim"))

    assertRedirects(go_on(client, first), desk(free), fetch_redirect_response=False)
    assert fresh(theirs).claimed_by.name == "Kim"


def test_what_waits_for_a_second_person_is_not_given_to_the_first(client, moderator):
    mine, last = make_waiting_story(about_age="under_13", criticality=0), make_waiting_story()
    Story.objects.filter(pk=mine.pk).update(
        claimed_by=moderator, approved_by=moderator, approved_at=mine.submitted_at
    )

    assertContains(
        client.post(desk(last), typed(last, do="next"), follow=True), "no other story in this list"
    )


def test_what_was_written_is_saved_before_the_next_one_opens(client, moderator):
    first, second = make_waiting_story(), make_waiting_story()

    answer = go_on(client, first, public_happened="Half a sentence")

    assertRedirects(answer, desk(second), fetch_redirect_response=False)
    assert fresh(first).public_happened == "Half a sentence"


def test_nobody_leaves_words_that_cannot_be_saved(client, moderator):
    first, second = make_waiting_story(), make_waiting_story()

    page = client.post(desk(first), typed(first, do="next", public_happened=""))

    assertContains(page, "This was not done")
    assert fresh(second).claimed_by is None


def test_a_list_that_makes_no_sense_leads_on_in_the_whole_queue(client, moderator):
    first, second = make_waiting_story(), make_waiting_story()

    assert go_on(client, first, "partners__id__exact=nonsense").url.startswith(desk(second))


def test_a_held_story_is_never_next(client, moderator):
    first, held = make_waiting_story(), make_waiting_story()
    held.hold(make_moderator(), "Harm.")

    assertContains(
        client.post(desk(first), typed(first, do="next"), follow=True), "no other story in this list"
    )


# The words unfold for whoever takes a story, unless they may be hard to read


@pytest.mark.parametrize(
    ("told", "is_hidden"),
    [({}, False), ({"happened": "My dad hit me."}, True), ({"content_note": "A death"}, True)],
)
def test_whoever_takes_a_story_reads_it_at_once_unless_it_may_be_hard(
    client, moderator, told, is_hidden
):
    story = make_waiting_story(**told)

    page = client.post(QUEUE, {"claim": story.pk}, follow=True)

    assert look(page).select_one("#read").has_attr("hidden") == is_hidden
    assert story.was_unfolded_by(moderator) != is_hidden


# The way back


def test_every_way_back_keeps_the_list(client, moderator):
    query, story = "state=all&reader=me", make_waiting_story(criticality=0)
    here = of_list(desk(story), query)

    answer = client.post(f"{QUEUE}?{query}", {"claim": story.pk})
    assertRedirects(answer, here, fetch_redirect_response=False)
    page = client.get(here)
    assertContains(page, f'href="{QUEUE}?state=all&amp;reader=me"')
    answer = client.post(here, typed(story, do="save", public_good="More"))
    assertRedirects(answer, here, fetch_redirect_response=False)
    unfold(client, story)
    answer = client.post(here, typed(story, do="publish"))
    assertRedirects(answer, of_list(check_of(story), query), fetch_redirect_response=False)
    page = client.get(answer.url)
    assertContains(page, of_list(desk(story), query).replace("&", "&amp;"))
    answer = client.post(answer.url, {"do": "publish", "version": fresh(story).version})
    assertRedirects(answer, here, fetch_redirect_response=False)


OF_ONE_STORY = re.compile(
    r"/admin/stories/story/\d+/(change|check|type|erase|letters|photos/[^/]+/blur)/"
)
OF_LIST = re.compile(rf"{QUEUE}(\?|$)")


def test_no_link_and_no_button_of_a_story_forgets_the_list(client):
    client.force_login(make_user(is_superuser=True, is_staff=True))
    story = make_waiting_story(email="a@b.example", title="Twice", happened="Word for word. " * 20)
    make_waiting_story(email="a@b.example", title="Twice", happened="Word for word. " * 20)
    for _ in range(3):
        RefusedAddress.objects.count_one("a@b.example")
    pages = [desk(story), f"/admin/stories/story/{story.pk}/erase/", check_of(story)]
    unfold(client, story)

    found = set()
    for address in pages:
        page = look(client.get(of_list(address, "reader=me")))
        parts = [
            *page.select("#content a[href], .breadcrumbs a[href]"),
            *page.select("#content form[action]"),
        ]
        for part in parts:
            target = part.get("href") or part["action"]
            if match := OF_ONE_STORY.match(target):
                found.add(match[1])
                assert "_changelist_filters=reader%3Dme" in target, part
            if OF_LIST.match(target):
                assert target == f"{QUEUE}?reader=me", part
    assert found == {"change", "erase", "letters"}


def test_whoever_holds_a_story_comes_back_to_the_same_list(client, moderator):
    story = make_waiting_story()
    data = {"hold-reason": "Harm.", "hold-rung": "nobody"}

    answer = client.post(of_list(desk(story), "reader=me"), typed(story, do="hold", **data))

    assertRedirects(answer, f"{QUEUE}?reader=me", fetch_redirect_response=False)


def test_a_list_that_was_made_up_leads_nowhere_else(client, moderator):
    page = client.get(of_list(desk(make_waiting_story()), '//evil.example/"><b>\r\nx'))

    assertNotContains(page, "<b>")
    assertContains(page, f'href="{QUEUE}?')


# All likely details in one list

NAMED = "My son Xander met Mrs Patel. Write to xander@example.org."


def ticks(page) -> dict[str, bool]:
    return {box["value"]: box.has_attr("checked") for box in look(page).select("input[name=ticked]")}


def test_all_details_are_in_one_list_in_their_sentences_and_ticked(client, moderator):
    story = make_waiting_story(happened=NAMED)

    page = client.get(desk(story))

    assert ticks(page) == {"name Xander": True, "name Patel": True, "email xander@example.org": True}
    assertContains(page, "My son <strong>Xander</strong> met Mrs Patel.")


def test_all_that_is_ticked_goes_in_one_load(client, moderator):
    story = make_waiting_story(happened=NAMED)

    ticked = ["name Xander", "email xander@example.org"]
    page = client.post(desk(story), typed(story, do="take_out_ticked", ticked=ticked))

    assertContains(page, "Taken out: “xander@example.org” once, “Xander” once.")
    assert "Xander" not in fresh(story).public_happened
    assert "Patel" in fresh(story).public_happened
    assert fresh(story).events.filter(kind="edited").count() == 1


def test_a_tick_that_was_taken_away_stays_away(client, moderator):
    story = make_waiting_story(happened=NAMED)
    seen = list(ticks(client.get(desk(story))))

    page = client.post(
        desk(story),
        typed(
            story,
            do="take_out_ticked",
            seen=seen,
            ticked=["name Xander"],
            public_good="Tell 01902 555123 or Mrs Jones.",
        ),
    )

    assert ticks(page)["name Patel"] is False
    assert ticks(page)["name Jones"] is True


def test_a_tick_that_was_taken_away_stays_away_after_saving(client, moderator):
    story = make_waiting_story(happened=NAMED)
    seen = list(ticks(client.get(desk(story))))

    page = client.post(
        desk(story), typed(story, do="save", seen=seen, ticked=["name Xander"]), follow=True
    )

    assert [name for name, is_ticked in ticks(page).items() if is_ticked] == ["name Xander"]
    assert "Patel" not in str(dict(client.session))


def test_what_is_refused_leaves_the_boxes_as_they_were(client, moderator):
    story = make_waiting_story(happened=NAMED, criticality=None)
    unfold(client, story)

    page = client.post(
        desk(story), typed(story, do="publish", seen=["name Patel"], ticked=["name Patel"])
    )

    assert "Patel" in look(page).select_one("textarea[name=public_happened]").text
    assert ticks(page)["name Patel"] is True
    assert fresh(story).public_happened == NAMED


def test_nothing_is_taken_out_unseen(client, moderator):
    story = make_waiting_story(happened=NAMED)

    client.post(desk(story), typed(story, do="publish", criticality="0", ticked=["name Patel"]))

    assert fresh(story).public_happened == NAMED


def test_without_a_tick_nothing_is_taken_out(client, moderator):
    story = make_waiting_story(happened=NAMED)

    page = client.post(desk(story), typed(story, do="take_out_ticked"))

    assertContains(page, "Tick first what should be taken out.")
    assert fresh(story).public_happened == NAMED


def test_going_on_to_the_check_takes_out_what_is_ticked(client, moderator):
    story = make_waiting_story(happened=NAMED)
    unfold(client, story)

    page = client.post(
        desk(story), typed(story, do="publish", criticality="0", ticked=["name Patel"]), follow=True
    )

    assertRedirects(page, check_of(story))
    assertContains(page, "Taken out: “Patel” once.")
    assert "Patel" not in fresh(story).public_happened


@pytest.mark.parametrize("value", ["", "name", "name ", "nonsense Xander", "name \x00", "x" * 400])
def test_a_tick_that_makes_no_sense_changes_nothing(client, moderator, value):
    story = make_waiting_story(happened=NAMED)

    assert (
        client.post(desk(story), typed(story, do="take_out_ticked", ticked=[value])).status_code == 200
    )
    assert fresh(story).public_happened == NAMED


def test_what_somebody_agreed_to_or_kept_is_not_ticked_before(client, moderator):
    agreed, kept = make_waiting_story(happened=NAMED), make_waiting_story(happened=NAMED)
    Story.objects.filter(pk=agreed.pk).update(agreed_at=agreed.submitted_at)
    kept.keep_detail(moderator, kept.likely_details()[0], "It is the name of a bus.")

    assert not any(ticks(client.get(desk(agreed))).values())
    page = client.get(desk(kept))
    assert list(ticks(page).values()) == [False, True, True]
    assertContains(page, "2 details left")
    assertContains(page, "It is the name of a bus.")
