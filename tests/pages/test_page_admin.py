import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pages.models import FormerAddress, GlossaryTerm, Page, Support, Video
from tests.support.factories import make_ladder, make_method, make_page, make_user
from tests.support.signing_in import sign_in

pytestmark = pytest.mark.same_on_any_database

EDITOR = "Content editors"


@pytest.fixture
def desk(client, db):
    """A browser in which a content editor is signed in."""
    sign_in(client, make_user(EDITOR))
    return client


def fields_of(page, **changes) -> dict:
    names = [
        "title",
        "slug",
        "summary",
        "body",
        "drawing",
        "shows",
        "state",
        "menu_title",
        "order",
        "lang",
    ]
    kept = {name: getattr(page, name) for name in [*names, "owner", "version"]}
    return {**kept, "last_reviewed_on": "", "next_review_on": "", **changes}


def save(desk, page, **changes):
    return desk.post(reverse("admin:pages_page_change", args=[page.pk]), fields_of(page, **changes))


def test_an_editor_writes_a_page_and_the_public_sees_it(desk, client):
    new = fields_of(
        Page(slug="new-page", title="A new page", summary="New.", body="<p>Hello.</p>"),
        state="published",
    )

    answer = desk.post(reverse("admin:pages_page_add"), {**new, "version": ""})

    assertRedirects(answer, reverse("admin:pages_page_changelist"))
    assertContains(client.get("/new-page/"), "<p>Hello.</p>", html=True)


def test_a_changed_address_leaves_a_way_from_the_old_one(desk, client):
    page = make_page(slug="old")

    save(desk, page, slug="new")

    assertRedirects(client.get("/old/"), "/new/", status_code=301)


def test_a_page_that_moves_back_is_at_its_address_and_the_other_leads_there(desk, client):
    page = make_page(slug="here")
    save(desk, page, slug="there")
    page.refresh_from_db()

    save(desk, page, slug="here")

    assert client.get("/here/").status_code == 200
    assertRedirects(client.get("/there/"), "/here/", status_code=301)


@pytest.mark.parametrize("taken", ["ladder", "partners", "stories", "charter", "admin"])
def test_a_page_cannot_take_the_address_of_another_part_of_the_site(desk, taken):
    page = make_page(slug="free")

    assertContains(save(desk, page, slug=taken), "belongs to another part of the site")


def test_the_front_page_keeps_its_address_and_is_always_published(desk):
    home = make_page(slug="home")

    assertContains(save(desk, home, slug="welcome"), "It keeps its address")
    save(desk, home, state="draft")
    assert Page.objects.published().get() == home
    assert (
        desk.post(reverse("admin:pages_page_delete", args=[home.pk]), {"post": "yes"}).status_code == 403
    )


def test_two_editors_on_one_page_lose_nothing(desk):
    page = make_page(title="As it was")
    save(desk, page, title="What the first wrote")

    answer = save(desk, page, title="What the second wrote")

    assertContains(answer, "Somebody else changed this")
    assertContains(answer, "What the first wrote")
    assertContains(answer, "What the second wrote")
    assert Page.objects.get(pk=page.pk).title == "What the first wrote"


def test_an_editor_sees_a_draft_as_the_public_will(desk):
    draft = make_page(state="draft", title="Not out yet")
    preview = reverse("admin:pages_page_preview", args=[draft.pk])

    assertContains(desk.get(reverse("admin:pages_page_change", args=[draft.pk])), preview)
    answer = desk.get(preview)

    assertContains(answer, "<h1>Not out yet</h1>", html=True)
    assertContains(answer, "Only people who sign in can see it here")
    assert "no-store" in answer["Cache-Control"]


def test_nobody_else_sees_a_draft(client, db):
    draft = make_page(state="draft")
    preview = reverse("admin:pages_page_preview", args=[draft.pk])

    assert client.get(preview).status_code == 302
    sign_in(client, make_user("Moderators"))
    assert client.get(preview).status_code == 403


def test_several_pages_are_retired_at_once_but_never_the_front_page(desk):
    home, page = make_page(slug="home"), make_page()

    answer = desk.post(
        reverse("admin:pages_page_changelist"),
        {"action": "retire", "_selected_action": [home.pk, page.pk]},
        follow=True,
    )

    assertContains(answer, "The front page is always published")
    assert list(Page.objects.published()) == [home]


def test_retired_pages_are_published_again(desk):
    page = make_page(state="draft")

    desk.post(
        reverse("admin:pages_page_changelist"), {"action": "publish", "_selected_action": [page.pk]}
    )

    assert Page.objects.published().get() == page


def test_an_old_version_can_be_put_back(desk):
    page = make_page(title="The first words")
    first = page.history.get()
    save(desk, page, title="Worse words")
    address = reverse("admin:pages_page_simple_history", args=[page.pk, first.pk])

    form = desk.get(address).context["adminform"].form
    desk.post(address, fields_of(page, title="The first words", version=form.initial["version"]))

    assert Page.objects.get(pk=page.pk).title == "The first words"
    assert page.history.count() == 3


def test_pages_due_for_review_are_on_the_first_screen(desk):
    make_page(title="Old words", next_review_on=timezone.localdate())
    make_page(title="Fresh words", next_review_on=timezone.localdate() + timezone.timedelta(days=1))

    answer = desk.get(reverse("admin:index"))

    assertContains(answer, "Old words")
    assertNotContains(answer, "Fresh words")


def test_a_drawing_is_chosen_from_those_that_there_are(desk):
    page = make_page()

    assertContains(save(desk, page, drawing="no-such-drawing"), "Choose from the answers on this page.")


def test_every_desk_opens(desk):
    page, method = make_page(), make_method()
    things = [
        page,
        method,
        make_ladder()[0],
        FormerAddress.objects.create(slug="old", page=page),
        Support.objects.create(slug="help", name="Help", state_note="Soon"),
        GlossaryTerm.objects.create(slug="pcf", term="PCF", meaning="A forum."),
        Video.objects.create(slug="film", page=page, title="Film", transcript="<p>Words.</p>"),
    ]
    for thing in things:
        name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}"
        assert desk.get(reverse(f"{name}_changelist")).status_code == 200, name
        assert desk.get(reverse(f"{name}_change", args=[thing.pk])).status_code == 200, name


def test_a_rung_is_neither_added_nor_deleted(desk):
    rung = make_ladder()[0]

    assert desk.get(reverse("admin:ladder_rung_add")).status_code == 403
    assert desk.get(reverse("admin:ladder_rung_delete", args=[rung.pk])).status_code == 403


@pytest.mark.parametrize("address", ["glossary", "get-involved"])
def test_a_page_that_the_site_itself_leads_to_keeps_its_address(desk, address):
    page = make_page(slug=address)

    assertContains(save(desk, page, slug="another"), "address.</")
    save(desk, page, title="Another title")

    page.refresh_from_db()
    assert (page.slug, page.title) == (address, "Another title")
