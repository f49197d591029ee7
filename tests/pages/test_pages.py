import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pages.models import FormerAddress, GlossaryTerm, Support, Video, VideoScene
from tests.support import walk
from tests.support.factories import make_ladder, make_page, make_site


def make_video(page, **details) -> Video:
    words = {"slug": "film", "title": "The film", "transcript": "<p>All its words.</p>"}
    return Video.objects.create(page=page, **words | details)


def test_a_published_page_shows_its_words(client, db):
    page = make_page(title="What it is", summary="Side by side.", body="<h2>Why?</h2><p>Because.</p>")

    answer = client.get(page.get_absolute_url())

    assertContains(answer, "<h1>What it is</h1>", html=True)
    assertContains(answer, "<h2>Why?</h2>", html=True)


def test_a_draft_is_not_there_for_the_public(client, db):
    draft = make_page(state="draft", in_menu=True, menu_title="A secret plan")

    assert client.get(draft.get_absolute_url()).status_code == 404
    assertNotContains(client.get("/"), "A secret plan")


def test_a_retired_page_is_gone_from_the_site_and_kept_for_staff(client, db):
    page = make_page()

    page.retire()

    assert client.get(page.get_absolute_url()).status_code == 404
    assert page.history.count() == 2


def test_the_front_page_cannot_be_retired(db):
    with pytest.raises(ValidationError):
        make_page(slug="home").retire()


def make_page_that_moved(before, after):
    page = make_page(slug=before)
    page.slug = after
    page.save()
    return page


def test_an_address_of_an_older_website_leads_to_the_page_that_staff_chose(client, db):
    FormerAddress.objects.create(slug="from-long-ago", page=make_page(slug="here"))

    assertRedirects(client.get("/from-long-ago/"), "/here/", status_code=301)


def test_a_page_that_moved_is_found_at_its_old_address(client, db):
    make_page_that_moved("old-address", "new-address")

    assertRedirects(client.get("/old-address/"), "/new-address/", status_code=301)


def test_a_page_that_moved_back_and_forth_leads_in_no_circle(client, db):
    page = make_page_that_moved("there", "here")
    page.slug = "there"
    page.save()

    assert client.get("/there/").status_code == 200
    assertRedirects(client.get("/here/"), "/there/", status_code=301)


def test_a_new_page_at_a_former_address_is_shown_itself(client, db):
    make_page_that_moved("about", "elsewhere")
    make_page(slug="about", title="A new page")

    assertContains(client.get("/about/"), "A new page")


def test_a_former_address_of_a_retired_page_leads_nowhere(client, db):
    page = make_page_that_moved("old-address", "new-address")
    page.retire()

    assert client.get("/old-address/").status_code == 404


def test_the_front_page_has_one_address(client, db):
    make_page(slug="home")

    assertRedirects(client.get("/home/"), "/", status_code=301)


def test_a_page_says_when_it_was_last_checked_and_not_when_it_will_be(client, db):
    page = make_page(owner="The team", last_reviewed_on="2026-11-02", next_review_on="2027-05-06")

    answer = client.get(page.get_absolute_url())

    assertContains(answer, "2 November 2026")
    assertContains(answer, "The team")
    assertNotContains(answer, "2027")


def test_a_page_in_another_language_says_so_and_runs_its_way(client, db):
    page = make_page(lang="ur", title="مل کر")

    answer = client.get(page.get_absolute_url())

    assertContains(answer, '<html lang="ur" dir="rtl">')
    assertContains(answer, 'class="site-header" lang="en-GB" dir="ltr"')


def test_words_that_are_not_allowed_do_not_reach_the_page(client, db):
    page = make_page(body='<p onclick="x()">Fine</p><script>alert(1)</script>')

    answer = client.get(page.get_absolute_url())

    assertContains(answer, "<p>Fine</p>", html=True)
    assertNotContains(answer, "alert(1)")


def test_each_support_says_honestly_how_far_it_has_come(client, db):
    for order, state in enumerate(Support.State.values):
        Support.objects.create(
            slug=f"support-{order}", name=f"Help {order}", state=state, state_note="So far."
        )
    page = make_page(shows="supports")

    answer = client.get(page.get_absolute_url())

    for label in Support.State.labels:
        assertContains(answer, label)


def test_the_rungs_can_be_compared_side_by_side(client, db):
    ladder = make_ladder()
    page = make_page(shows="rungs_compared")

    answer = client.get(page.get_absolute_url())

    for rung in ladder:
        assertContains(answer, f'href="{rung.get_absolute_url()}"')


def test_a_hard_word_can_be_linked_to(client, db):
    term = GlossaryTerm.objects.create(slug="pcf", term="PCF", meaning="Parent carer forum.")
    make_page(slug="glossary", shows="glossary")

    assertContains(client.get("/glossary/"), f'id="{term.slug}"')
    assertContains(client.get(term.get_absolute_url()), term.meaning)


def test_a_contact_that_is_not_confirmed_says_so(client, db):
    make_site(contact_phone="01902 123456", contact_is_confirmed=False)
    page = make_page(shows="contact")

    answer = client.get(page.get_absolute_url())

    assertContains(answer, "01902 123456")
    assertContains(answer, "To be confirmed")


def test_a_film_that_is_not_made_says_so_and_has_its_words_and_pictures(client, db):
    page = make_page()
    video = make_video(page, audio_description_note="Nobody needs to see it.")
    VideoScene.objects.create(video=video, words="A long table.", drawing="long-table")

    answer = client.get(page.get_absolute_url())

    for words in [
        "has not been made yet",
        "A long table.",
        "All its words.",
        "Nobody needs to see it.",
        "To be made",
    ]:
        assertContains(answer, words)
    assertNotContains(answer, "<video")


def test_a_film_that_is_not_made_takes_one_line_and_a_fold(client, db):
    page = make_page()
    video = make_video(page, title="The ladder")
    VideoScene.objects.create(video=video, words="A long table.")

    film = walk.soup_of(client.get(page.get_absolute_url())).find(attrs={"aria-labelledby": video.slug})

    assert [part.name for part in film.find_all(recursive=False)] == ["h2", "details"]
    assert not film.details.has_attr("open")
    assert film.summary.get_text().startswith("This film has not been made yet.")
    film.details.decompose()
    assert film.get_text(strip=True) == "Film: The ladder"


def test_a_film_of_ours_has_captions_and_loads_nothing_before_somebody_plays_it(client, db):
    page = make_page()
    make_video(page, file="videos/film.mp4", captions="videos/film.vtt")

    answer = client.get(page.get_absolute_url())

    assertContains(answer, 'preload="none"')
    assertContains(answer, '<track kind="captions"')
    assertNotContains(answer, "has not been made yet")


def test_a_film_on_another_site_is_only_a_link(client, db):
    page = make_page()
    make_video(page, link="https://www.example.org/film", bsl_link="https://www.example.org/bsl")

    answer = client.get(page.get_absolute_url())

    assertContains(answer, 'href="https://www.example.org/film"')
    assertContains(answer, 'href="https://www.example.org/bsl"')
    assertNotContains(answer, "<iframe")


def test_the_database_refuses_a_film_without_captions(db):
    with pytest.raises(IntegrityError):
        make_video(make_page(), file="videos/film.mp4")


@pytest.mark.parametrize("shows", ["", "supports", "rungs_compared", "glossary", "contact"])
def test_a_page_costs_the_same_however_much_it_shows(client, db, django_assert_max_num_queries, shows):
    make_ladder()
    page = make_page(shows=shows)
    for number in range(3):
        video = make_video(page, slug=f"film-{number}")
        VideoScene.objects.create(video=video, words="A scene.")
        Support.objects.create(slug=f"support-{number}", name="Help", state_note="Now")

    with django_assert_max_num_queries(7):
        client.get(page.get_absolute_url())


def test_what_stays_in_english_on_a_page_in_another_language_says_so(client, db):
    page = make_page(lang="ur", shows="rungs_compared")

    answer = client.get(page.get_absolute_url())

    assertContains(answer, '<html lang="ur" dir="rtl">')
    assertContains(answer, '<div class="flow" lang="en-GB" dir="ltr">')
