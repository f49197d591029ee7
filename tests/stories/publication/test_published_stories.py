from datetime import timedelta
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from stories.models import Publication, Story, Theme, publishing
from stories.publication.listing import PAGE_SIZE
from tests.support.factories import (
    date_publication,
    make_charter,
    make_draft,
    make_ladder,
    make_moderator,
    make_partner,
    make_public_response,
    make_published_story,
    make_rung,
    make_site,
    make_waiting_story,
)

LIST = "/stories/"


def titles(answer) -> list[str]:
    return [link.text for link in BeautifulSoup(answer.content, "html.parser").select("main h3 a")]


def link_to_older(answer) -> str | None:
    link = BeautifulSoup(answer.content, "html.parser").select_one('a[rel="next"]')
    return link and LIST + link["href"]


def make_many(number: int, **details) -> None:
    moderator = make_moderator()
    for each in range(number):
        make_published_story(moderator, title=f"Story number {each:02}", **details)


def test_a_story_is_shown_in_its_public_copy_only(client, db):
    story = make_waiting_story(title="Our school, named", happened="Their own words.")
    Story.objects.filter(pk=story.pk).update(public_title="Our school", public_happened="Kinder words.")
    story.refresh_from_db()
    story.publish(make_moderator())

    page = client.get(story.get_absolute_url())

    assertContains(page, "Kinder words.")
    assertNotContains(page, "named")
    assertNotContains(page, "Their own words.")


def test_the_note_about_hard_things_comes_before_the_story(client, db):
    story = make_published_story(happened="It was hard.", content_note="About a hospital")

    words = client.get(story.get_absolute_url()).content.decode()

    assert words.index("About a hospital") < words.index("It was hard.", words.index("<article"))


def test_a_card_shows_the_note_instead_of_the_words_it_warns_of(client, db):
    make_published_story(happened="It was hard.", content_note="About a hospital")

    page = client.get(LIST)

    assertContains(page, "About a hospital")
    assertNotContains(page, "It was hard.")


def test_a_story_shows_its_rung_on_the_ladder_and_links_its_partners(client, db):
    make_ladder()
    partner, hidden = make_partner(), make_partner(is_listed=False, name="Hidden partner")
    story = make_published_story(rung=make_rung(5), partners=[partner, hidden])

    page = client.get(story.get_absolute_url())

    assertContains(page, "This story is here")
    assertContains(page, partner.get_absolute_url())
    assertNotContains(page, "Hidden partner")


def test_a_name_is_shown_only_if_the_teller_chose_so(client, db):
    shown = make_published_story(name_choice="shown", shown_name="Robin")
    anonymous = make_published_story(name_choice="anonymous", shown_name="Kingfisher")

    assertContains(client.get(shown.get_absolute_url()), "Robin, a parent or carer")
    for address in [anonymous.get_absolute_url(), LIST, reverse("stories:feed")]:
        assertNotContains(client.get(address), "Kingfisher")


def test_what_a_teller_writes_is_shown_as_words(client, db):
    story = make_published_story(
        title="<b>Bold</b>", happened="<script>alert(1)</script>\n\nA new line."
    )

    for address in [story.get_absolute_url(), LIST]:
        page = client.get(address)
        assertNotContains(page, "<script>")
        assertContains(page, "&lt;b&gt;Bold&lt;/b&gt;")


def test_a_story_before_it_is_published_can_be_previewed_in_the_same_template(db):
    draft = make_waiting_story(title="Not out yet")

    page = render_to_string(
        "stories/publication/detail.html", {"story": publishing.drawn(draft), "is_preview": True}
    )

    assert "Not out yet" in page
    assert "It is not public" in page


def test_stories_are_found_by_age_and_by_theme(client, db):
    theme = Theme.objects.create(slug="getting-around", name="Getting around")
    make_published_story(title="The bus", about_age="under_13", themes=[theme])
    make_published_story(title="The club", about_age="16_17")

    assert titles(client.get(f"{LIST}?theme=getting-around")) == ["The bus"]
    assert titles(client.get(f"{LIST}?age=16_17")) == ["The club"]
    assert titles(client.get(f"{LIST}?age=16_17&theme=getting-around")) == []
    assertContains(client.get(f"{LIST}?theme=getting-around"), "Stories about getting around")
    for wrong in ["age=7", "theme=unknown"]:
        assert client.get(f"{LIST}?{wrong}").status_code == 404


def test_a_story_names_its_themes_and_the_promises_that_it_shows(client, db):
    theme = Theme.objects.create(slug="growing-up", name="Growing up")
    story = make_published_story(themes=[theme], values=make_charter().values.all())

    page = client.get(story.get_absolute_url())

    assertContains(page, "/stories/?theme=growing-up")
    assertContains(page, "Our promise: Equal")


def test_a_story_that_was_taken_back_is_gone(client, db):
    story = make_published_story(title="Taken back")
    address = story.get_absolute_url()

    story.withdraw()

    assert client.get(address).status_code == 410
    for other in [LIST, "/", reverse("stories:feed")]:
        assertNotContains(client.get(other), "Taken back")


@pytest.mark.parametrize("slug", ["no-such-story", "None", "1"])
def test_any_other_address_is_not_there(client, db, slug):
    make_waiting_story()
    make_draft()

    assert client.get(f"/stories/{slug}/").status_code == 404


def test_a_story_that_is_held_again_disappears(client, db):
    story = make_published_story()
    address = story.get_absolute_url()

    story.hold(make_moderator(), "A child may not be safe")

    assert client.get(address).status_code == 404
    assert titles(client.get(LIST)) == []


def test_stories_are_listed_newest_first(client, db):
    make_many(3)

    assert titles(client.get(LIST)) == ["Story number 02", "Story number 01", "Story number 00"]


def test_an_empty_list_is_an_invitation(client, db):
    assertContains(client.get(LIST), "Yours could be the first")


def test_every_story_is_reached_once_by_going_on_to_older_ones(client, db):
    make_many(2 * PAGE_SIZE + 1)
    Publication.objects.update(published_at=timezone.now())  # The same moment: then the number decides.

    seen, address = [], LIST
    while address:
        page = client.get(address)
        seen += titles(page)
        address = link_to_older(page)

    assert len(seen) == 2 * PAGE_SIZE + 1
    assert seen == sorted(seen, reverse=True)


def test_a_story_published_meanwhile_moves_nothing_on_the_next_page(client, db):
    make_many(PAGE_SIZE + 1)
    address = link_to_older(client.get(LIST))
    before = titles(client.get(address))

    make_published_story(title="Brand new")

    assert titles(client.get(address)) == before == ["Story number 00"]


def test_a_place_in_the_list_cannot_be_made_up(client, db):
    make_many(PAGE_SIZE + 1)
    address = link_to_older(client.get(LIST))

    for made_up in ["1", "x:y", "\x00", unquote(address.partition("after=")[2])[:-1]]:
        assert client.get(LIST, {"after": made_up}).status_code == 404


def test_stories_can_be_chosen_by_rung_and_by_partner(client, db):
    partner = make_partner(name="The forum")
    rung, other = make_rung(6), make_rung(3)
    make_published_story(title="Both", rung=rung, partners=[partner])
    make_published_story(title="Rung only", rung=rung)
    make_published_story(title="Partner only", rung=other, partners=[partner])

    assert titles(client.get(LIST, {"rung": rung.slug})) == ["Rung only", "Both"]
    assert titles(client.get(LIST, {"partner": partner.slug})) == ["Partner only", "Both"]
    both = client.get(LIST, {"rung": rung.slug, "partner": partner.slug})
    assert titles(both) == ["Both"]
    assertContains(both, "<h1>Stories on the rung Co-design with The forum</h1>", html=True)


def test_the_choice_stays_on_the_way_to_older_stories(client, db):
    rung = make_rung(6)
    make_many(PAGE_SIZE + 1, rung=rung)
    make_published_story(title="Another rung", rung=make_rung(2))

    older = link_to_older(client.get(LIST, {"rung": rung.slug}))

    assert titles(client.get(older)) == ["Story number 00"]


def test_an_empty_choice_is_everything_and_an_unknown_one_is_nothing(client, db):
    make_published_story()
    make_partner(slug="hidden", is_listed=False)

    assert len(titles(client.get(LIST, {"rung": "", "partner": ""}))) == 1
    assert client.get(LIST, {"rung": "eighth"}).status_code == 404
    assert client.get(LIST, {"partner": "hidden"}).status_code == 404


def test_the_list_and_a_story_cost_the_same_however_many_there_are(
    client, db, django_assert_max_num_queries
):
    rung, partner = make_ladder()[0], make_partner()
    for _ in range(3):
        story = make_published_story(rung=rung, partners=[partner, make_partner()])
        make_public_response(partner)
        for address in [
            LIST,
            f"{LIST}?rung={rung.slug}&partner={partner.slug}",
            f"{LIST}?year={timezone.localdate().year}&progress=answered",
            f"{LIST}?progress=planned",
            story.get_absolute_url(),
        ]:
            with django_assert_max_num_queries(8):
                client.get(address)


def test_the_feed_holds_the_newest_stories_and_nothing_private(client, settings, db):
    settings.SITE_URL = "https://www.example.org"
    make_site(name="Together")
    story = make_published_story(title="In the feed", email="robin@example.org")
    make_waiting_story(title="Not read yet")

    answer = client.get(reverse("stories:feed"))

    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(answer.content)  # noqa: S314
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert feed.find(f"{atom}updated").text[:10] == f"{story.published_at:%Y-%m-%d}"
    assert [entry.find(f"{atom}title").text for entry in feed.iter(f"{atom}entry")] == ["In the feed"]
    assert (
        feed.find(f"{atom}entry/{atom}link").get("href")
        == f"https://www.example.org{story.get_absolute_url()}"
    )
    for private in [story.email, story.reference, str(story.key), story.follow_token]:
        assert private not in answer.content.decode()


def test_an_old_story_says_the_day_on_which_it_was_published(client, db):
    story = make_published_story()
    date_publication(story, published_at=timezone.now() - timedelta(days=400))

    assertContains(client.get(story.get_absolute_url()), f"{story.published_at:%Y}")
