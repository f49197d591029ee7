"""Words are prepared over the live ones: saved, looked at, compared, published, thrown away."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.drafts.models import Draft
from pages.models import Page, Video
from tests.support.admin_forms import opened_form
from tests.support.factories import make_charter, make_page, make_rung, make_user

pytestmark = pytest.mark.django_db
EDITOR = "Content editors"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def signed_in(*roles, **details) -> Client:
    client = Client()
    client.user = make_user(*roles, is_staff=True, **details)
    client.force_login(client.user)
    return client


@pytest.fixture
def desk():
    return signed_in(EDITOR)


def address_of(row, part="change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{part}", args=[row.pk])


def press(desk, row, button, **changes):
    address = address_of(row)
    return desk.post(address, opened_form(desk, address) | {button: "1"} | changes)


def screen_of(draft) -> str:
    return reverse("admin:coproduction_site_draft_change", args=[draft.pk])


def decide(desk, draft, button, **answers):
    draft.refresh_from_db()
    return desk.post(screen_of(draft), {"do": button, "version": draft.version, **answers})


def test_a_draft_over_a_live_page_changes_nothing_that_anybody_reads(desk, client):
    page = make_page(title="As it is", body="<p>Old.</p>")
    before = revision.current()

    first = press(desk, page, "_draft", title="As it will be")
    second = press(desk, page, "_draft", body="<p>New.</p>")

    assertRedirects(first, address_of(page))
    assertRedirects(second, address_of(page))
    page.refresh_from_db()
    assert (page.title, page.body, page.version) == ("As it is", "<p>Old.</p>", 1)
    assert revision.current() == before
    assert page.history.count() == 1
    assertContains(client.get(page.get_absolute_url()), "As it is")
    opened = opened_form(desk, address_of(page))
    assert (opened["title"], opened["body"]) == ("As it will be", "<p>New.</p>")


def test_what_is_unfinished_or_wrong_is_kept_too_and_is_not_published(desk):
    page = make_page(title="As it is", slug="here")

    press(desk, page, "_draft", title="", slug="admin")
    answer = press(desk, page, "_save")

    assertContains(answer, "Please fill this in.")
    assertContains(answer, "belongs to another part of the site")
    page.refresh_from_db()
    assert (page.title, page.slug) == ("As it is", "here")
    assert Draft.objects.get().data["slug"] == ["admin"]


def test_what_is_published_is_live_and_the_draft_is_gone(desk, client):
    page = make_page(title="As it is")
    press(desk, page, "_draft", title="As it will be")

    assert press(desk, page, "_save").status_code == 302

    assertContains(client.get(page.get_absolute_url()), "As it will be")
    assert not Draft.objects.exists()


def test_a_new_page_is_a_draft_until_somebody_publishes_it(desk, client):
    add = reverse("admin:pages_page_add")
    new = {"title": "New", "slug": "new", "summary": "S.", "order": "1", "lang": "en-GB"}

    answer = desk.post(add, opened_form(desk, add) | new | {"_draft": "1"})

    draft = Draft.objects.get()
    assertRedirects(answer, f"{add}?draft={draft.pk}")
    assert (draft.number, draft.title, Page.objects.count()) == (None, "New", 0)
    again = opened_form(desk, answer.url)
    assert again["title"] == "New"
    desk.post(answer.url, again | {"_save": "1"})
    assert client.get("/new/").status_code == 200
    assert not Draft.objects.exists()
    assert desk.get(answer.url).status_code == 404


def test_unsaved_words_are_previewed_on_the_public_page_and_nothing_is_stored(desk, client):
    page = make_page(title="As it is", state="draft")
    before = revision.current()

    answer = press(desk, page, "_preview", title="Not even saved")

    assertContains(answer, "<h1>Not even saved</h1>", html=True)
    assertContains(answer, "Only people who sign in can see it here")
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    page.refresh_from_db()
    assert (page.title, page.state, page.history.count()) == ("As it is", "draft", 1)
    assert (Draft.objects.count(), revision.current()) == (0, before)
    assert client.get(page.get_absolute_url()).status_code == 404


def test_a_preview_of_what_is_not_right_says_what_to_put_right(desk):
    answer = press(desk, make_page(), "_preview", title="")

    assertContains(answer, "Put this right first: Title.")


def test_rows_below_a_form_are_part_of_its_draft(desk, client):
    page = make_page()
    film = Video.objects.create(slug="film", page=page, title="Film", transcript="<p>Yes.</p>")
    scene = film.scenes.create(words="The first picture")
    name = "scenes-0-words"

    press(desk, film, "_draft", **{name: "Another picture"})

    scene.refresh_from_db()
    assert scene.words == "The first picture"
    assert opened_form(desk, address_of(film))[name] == "Another picture"
    preview = desk.get(address_of(film, "preview"))
    assertContains(preview, "Another picture")
    assertContains(desk.get(screen_of(Draft.objects.get())), "<ins>Another")
    press(desk, film, "_save")
    assertContains(client.get(page.get_absolute_url()), "Another picture")


def test_a_draft_is_compared_with_what_is_live(desk):
    page = make_page(title="As it is")
    press(desk, page, "_draft", title="As it will be")

    answer = desk.get(screen_of(Draft.objects.get()))

    assertContains(answer, "<del>is")
    assertContains(answer, "<ins>will be")
    assertNotContains(answer, "Summary")


def test_a_draft_is_thrown_away_after_one_question(desk):
    page = make_page(title="As it is")
    press(desk, page, "_draft", title="As it will be")
    draft = Draft.objects.get()

    assertContains(decide(desk, draft, "throw_away"), "Throw this draft away?")
    assert Draft.objects.exists()
    decide(desk, draft, "throw_away", sure="yes")

    assert not Draft.objects.exists()
    assert opened_form(desk, address_of(page))["title"] == "As it is"


def test_of_two_who_save_one_draft_the_second_sees_both_wordings(desk):
    page, other = make_page(title="As it is"), signed_in(EDITOR)
    mine, theirs = (opened_form(each, address_of(page)) for each in (desk, other))
    other.post(address_of(page), theirs | {"_draft": "1", "title": "What the first wrote"})

    answer = desk.post(address_of(page), mine | {"_draft": "1", "title": "What the second wrote"})

    for text in ("Somebody else changed this", "What the first wrote", "What the second wrote"):
        assertContains(answer, text)
    assert Draft.objects.get().data["title"] == ["What the first wrote"]
    again = opened_form(desk, address_of(page), answer)
    assert desk.post(address_of(page), again | {"_draft": "1"}).status_code == 302
    assert Draft.objects.get().data["title"] == ["What the second wrote"]


def test_nobody_publishes_over_a_draft_that_they_have_not_seen(desk):
    page, other = make_page(title="As it is"), signed_in(EDITOR)
    mine = opened_form(desk, address_of(page))
    press(other, page, "_draft", title="What the first wrote")

    answer = desk.post(address_of(page), mine | {"_save": "1", "title": "What the second wrote"})

    assertContains(answer, "What the first wrote")
    page.refresh_from_db()
    assert page.title == "As it is"
    assert Draft.objects.get().data["title"] == ["What the first wrote"]


def test_words_typed_into_a_draft_that_somebody_published_are_not_lost(desk):
    page, other = make_page(title="As it is"), signed_in(EDITOR)
    press(desk, page, "_draft", title="Prepared")
    mine = opened_form(desk, address_of(page))
    press(other, page, "_save", title="Published")

    answer = desk.post(address_of(page), mine | {"_draft": "1", "title": "Still typing"})

    assertContains(answer, "Somebody has published or thrown away this draft")
    assertContains(answer, "Still typing")
    again = opened_form(desk, address_of(page), answer)
    assert desk.post(address_of(page), again | {"_draft": "1"}).status_code == 302


def test_a_draft_over_words_that_have_moved_shows_both_and_is_not_published_unread(desk):
    page = make_page(title="As it is")
    press(desk, page, "_draft", title="Prepared")
    before = opened_form(desk, address_of(page))
    Page.objects.filter(pk=page.pk).update(title="Published elsewhere", version=2)

    answer = desk.post(address_of(page), before | {"_save": "1"})

    for text in ("Somebody else changed this", "Published elsewhere", "Prepared"):
        assertContains(answer, text)
    assertContains(desk.get(screen_of(Draft.objects.get())), "Somebody published other words")


def test_an_earlier_state_comes_back_as_a_draft(desk):
    page = make_page(title="The first words")
    film = Video.objects.create(slug="film", page=page, title="First", transcript="<p>Yes.</p>")
    film.scenes.create(words="A picture")
    for row, title in ((page, "The first words"), (film, "First")):
        first = row.history.get()
        press(desk, row, "_save", title="Worse")
        address = address_of(row).replace("change/", f"history/{first.pk}/")

        desk.post(address, opened_form(desk, address) | {"_draft": "1"})

        row.refresh_from_db()
        assert row.title == "Worse"
        assert opened_form(desk, address_of(row))["title"] == title
        assert press(desk, row, "_save").status_code == 302
        row.refresh_from_db()
        assert row.title == title
    assert film.scenes.get().words == "A picture"


def test_who_may_write_and_not_publish_saves_drafts_alone(desk):
    writer = signed_in()
    writer.user.user_permissions.set(
        Permission.objects.filter(codename__in=["view_page", "change_page", "preview_page"])
    )
    page = make_page(title="As it is")

    assertNotContains(writer.get(address_of(page)), "Publish now")
    assert press(writer, page, "_draft", title="Prepared").status_code == 302
    for button in ("_save", "_continue", "_schedule"):
        assert press(writer, page, button).status_code == 403
    first = address_of(page).replace("change/", f"history/{page.history.get().pk}/")
    assert writer.post(first, opened_form(writer, first)).status_code == 403
    page.refresh_from_db()
    assert page.title == "As it is"


def test_who_may_not_write_finds_no_draft(desk):
    page = make_page()
    press(desk, page, "_draft", title="Secret")
    draft, stranger = Draft.objects.get(), signed_in("Moderators")

    for address in (address_of(page), address_of(page, "preview")):
        assert stranger.get(address).status_code == 403
    assert stranger.get(screen_of(draft)).status_code == 404
    assertNotContains(stranger.get(reverse("admin:coproduction_site_draft_changelist")), "Secret")
    assert Client().get(screen_of(draft)).status_code == 302


def test_whoever_could_write_before_may_publish_still():
    from django.contrib.auth.models import Group

    may = Group.objects.filter(permissions__codename="publish_draft").values_list("name", flat=True)

    assert set(may) == {
        "Administrators",
        "Content editors",
        "Event organisers",
        "Partner managers",
        "Safeguarding leads",
    }


def test_what_an_author_should_put_right_stops_publishing_and_nothing_else(desk):
    page = make_page(title="As it is")

    assertContains(
        press(desk, page, "_preview", title="THIS SHOUTS AT YOU"),
        "<h1>THIS SHOUTS AT YOU</h1>",
        html=True,
    )
    assert press(desk, page, "_draft", title="THIS SHOUTS AT YOU").status_code == 302
    assertContains(press(desk, page, "_save"), "is in CAPITALS")

    page.refresh_from_db()
    assert page.title == "As it is"


CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"


def test_a_film_that_is_chosen_in_a_draft_is_kept_and_goes_out_with_it(desk, settings, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.MEDIA_ROOT = tmp_path
    film = Video.objects.create(slug="film", page=make_page(), title="Film", transcript="<p>Yes.</p>")

    press(desk, film, "_draft", captions=SimpleUploadedFile("film.vtt", CAPTIONS))

    film.refresh_from_db()
    stored = Draft.objects.get().files["captions"]
    assert (bool(film.captions), (tmp_path / stored).exists()) == (False, True)
    assert press(desk, film, "_save").status_code == 302
    film.refresh_from_db()
    assert film.captions.name == stored


def test_files_go_with_the_draft_that_held_them(
    desk, settings, tmp_path, django_capture_on_commit_callbacks
):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.MEDIA_ROOT = tmp_path
    film = Video.objects.create(slug="film", page=make_page(), title="Film", transcript="<p>Yes.</p>")
    press(desk, film, "_draft", captions=SimpleUploadedFile("film.vtt", CAPTIONS))
    draft = Draft.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        decide(desk, draft, "throw_away", sure="yes")

    assert not (tmp_path / draft.files["captions"]).exists()


def test_a_charter_that_was_adopted_takes_no_draft():
    desk = signed_in("Partner managers")
    charter = make_charter(state="adopted", adopted_on="2026-01-01", adopted_by="The Board")

    assertNotContains(desk.get(address_of(charter)), "Save draft")
    desk.post(address_of(charter), {"_draft": "1"})

    assert not Draft.objects.exists()


def test_a_draft_goes_with_the_row_that_somebody_deletes(desk):
    page = make_page()
    press(desk, page, "_draft", title="Prepared")

    desk.post(address_of(page, "delete"), {"post": "yes"})

    assert not Draft.objects.exists()


def test_a_rung_is_prepared_like_a_page(desk, client):
    rung = make_rung()

    press(desk, rung, "_draft", meaning="Prepared words.")

    assertNotContains(client.get(rung.get_absolute_url()), "Prepared words.")
    assertContains(desk.get(address_of(rung, "preview")), "Prepared words.")
