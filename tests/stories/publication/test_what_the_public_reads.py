"""The public reads a table of its own: what somebody approved, and nothing beside it."""

import ast
import re

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.cache import revision
from ladder.models import Rung
from stories.following import data_rights
from stories.models import Photo, Publication, PublishedPhoto, Story, Theme
from stories.models.put_right import put_right
from tests.support import uploads
from tests.support.factories import (
    make_charter,
    make_moderator,
    make_partner,
    make_published_story,
    make_rung,
    make_waiting_story,
)
from tests.support.house import MODULES, TEMPLATES, name_of

PUBLIC_CODE = [
    path
    for path in MODULES
    if name_of(path).startswith(("stories/publication/", "stories/reports/"))
    or name_of(path)
    in {
        "pages/seo.py",
        "pages/views.py",
        "pages/parts.py",
        "stories/templatetags/answers.py",
        "stories/templatetags/values.py",
        "stories/models/publication.py",
    }
]
PUBLIC_TEMPLATES = [
    path
    for path in TEMPLATES
    if re.search(r"templates/(stories/(publication|reports|responses)|includes|pages)/", str(path))
]
PRIVATE = {"Story", "Photo", "Document", "StoryEvent", "Told", "CallRequest"}
ALLOWED = {
    "Publication": {
        *("id", "slug", "title", "happened", "good", "better", "changed", "took_part", "content_note"),
        *("pictures", "shows_photos", "teller", "shown_name", "about_age", "language"),
        *("public_language", "rung"),
        *("heard_on", "published_at", "changed_at", "featured_at", "only_here", "progress"),
    },
    "PublishedPhoto": {
        *("id", "publication", "key", "position", "file", "width", "height", "alt", "caption"),
    },
}


def names_in(path) -> set[str]:
    """Every name that stands in a module, also as an attribute, an import or the text of a look-up."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Name | ast.alias | ast.Attribute):
            found.add(getattr(node, "id", None) or getattr(node, "name", None) or node.attr)
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= {word for word in [node.value] if "__" in word or word.startswith("story.")}
    return found


def test_the_public_code_names_no_private_table():
    wrong = {
        name_of(path): bad
        for path in PUBLIC_CODE
        if (
            bad := {
                name
                for name in names_in(path)
                if name in PRIVATE or name == "stories.models.story" or name.startswith("story__")
            }
        )
    }

    assert len(PUBLIC_CODE) > 12
    assert wrong == {}


def test_the_public_code_imports_each_table_from_its_own_module():
    """Through `stories.models` a private one would come along unseen."""
    whole = re.compile(
        r"^(from stories import models|import stories\.models|from stories\.models import [A-Z])", re.M
    )

    assert [name_of(path) for path in PUBLIC_CODE if whole.search(path.read_text())] == []


def test_no_public_template_walks_from_an_answer_to_the_story():
    """What a template is given as `story` is the publication."""
    walks = re.compile(r"\.story\.|public_(title|happened|parts|alt)|story\.(email|reference|key)\b")

    assert PUBLIC_TEMPLATES
    assert [name_of(path) for path in PUBLIC_TEMPLATES if walks.search(path.read_text())] == []


@pytest.mark.parametrize("table", [Publication, PublishedPhoto, Theme, Rung])
def test_no_relation_leads_from_the_public_tables_to_a_private_one(table):
    reached, ahead = set(), [table]
    while ahead:
        model = ahead.pop()
        if model not in reached:
            reached.add(model)
            ahead += [field.related_model for field in model._meta.get_fields() if field.related_model]

    private = {apps.get_model("stories", name) for name in (*PRIVATE, "Response", "LocalOfferComment")}
    assert reached & private == set()


@pytest.mark.parametrize("table", [Publication, PublishedPhoto])
def test_a_public_table_has_no_column_that_nobody_thought_about(table):
    assert {field.name for field in table._meta.concrete_fields} == ALLOWED[table.__name__]


# A publication follows its story


@pytest.fixture
def full_story(db):
    moderator = make_moderator()
    theme = Theme.objects.create(slug="bus", name="Buses")
    story = make_waiting_story(
        title="The bus",
        good="It came.",
        shown_name="Robin",
        name_choice="shown",
        about_age="adult",
        rung=make_rung(6),
        partners=[make_partner()],
        themes=[theme],
        values=make_charter().values.all(),
        pictures=["happy"],
    )
    uploads.show(uploads.add_photo(story), moderator)
    story.refresh_from_db()
    story.publish(moderator)
    return story


def test_publishing_takes_a_snapshot_of_what_may_be_read(full_story):
    publication = Publication.objects.get()

    assert (publication.pk, publication.slug) == (full_story.pk, full_story.slug)
    assert (publication.title, publication.good) == ("The bus", "It came.")
    assert publication.teller_shown == "Robin, a parent or carer"
    assert publication.rung == full_story.rung
    for name in ("partners", "themes", "values"):
        assert set(getattr(publication, name).all()) == set(getattr(full_story, name).all()) != set()
    [photo] = publication.photos.all()
    assert (photo.key, photo.alt) == (full_story.photos.get().key, "A table")


WAYS_OUT = {
    "withdraw": lambda story: story.withdraw(),
    "take_down": lambda story: story.take_down(make_moderator(), "other"),
    "hold": lambda story: story.hold(make_moderator(), "Harm."),
    "consent": lambda story: story.change_consent("w", publish=False, training=False, press=False),
    "erase": data_rights.erase,
}


@pytest.mark.parametrize("leave", WAYS_OUT)
def test_a_publication_and_its_photos_go_with_each_way_out(client, full_story, leave):
    address, before = full_story.get_absolute_url(), revision.current()

    WAYS_OUT[leave](full_story)

    assert not Publication.objects.exists()
    assert not PublishedPhoto.objects.exists()
    assert revision.current() > before
    assert client.get(address).status_code == (404 if leave == "hold" else 410)


def test_every_move_out_of_published_takes_the_publication_along(full_story):
    """Whatever verb may come: the move itself does it."""
    for state in set(Story.State.values) - {"published", "draft"}:
        with transaction.atomic():
            dates = {"withdrawn": "withdrawn_at", "safeguarding": "held_at"}
            now = {dates[state]: full_story.published_at} if state in dates else {}
            full_story._move(state, ["published"], "marked", any_version=True, **now)
            assert not Publication.objects.exists(), state
            transaction.set_rollback(True)
        full_story.refresh_from_db()


def test_a_story_that_comes_back_is_published_as_it_is_then(client, full_story):
    full_story.hold(make_moderator(), "Harm.")
    full_story.release(make_moderator(), "Safe.")
    Story.objects.update(public_good="It came, in the end.")
    full_story.refresh_from_db()

    full_story.publish(make_moderator())

    assertContains(client.get(full_story.get_absolute_url()), "It came, in the end.")


def test_the_database_refuses_a_publication_without_words(full_story):
    for column in ("title", "happened", "slug"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Publication.objects.update(**{column: ""})


def test_private_words_and_later_words_are_on_no_public_page(client, full_story):
    Story.objects.update(public_happened="Later words", title="Their own title", email="a@example.org")

    page = client.get(full_story.get_absolute_url())

    for text in ("Later words", "Their own title", "a@example.org"):
        assertNotContains(page, text)


# What the release before may have done while both ran


def test_what_another_release_did_meanwhile_is_put_right(client, full_story):
    kept, missing = make_published_story(), make_published_story()
    Publication.objects.filter(pk=missing.pk).delete()
    gone = make_published_story()
    Story.objects.filter(pk=gone.pk).update(state="withdrawn", withdrawn_at=gone.published_at)
    erased = make_published_story()
    Story.objects.filter(pk=erased.pk).delete()
    Photo.objects.filter(story=full_story).update(is_shown=False)

    assert put_right() == 4
    assert put_right() == 0

    there = {full_story.pk, kept.pk, missing.pk}
    assert set(Publication.objects.values_list("pk", flat=True)) == there
    assert client.get(gone.get_absolute_url()).status_code == 410
    assert not PublishedPhoto.objects.exists()
    assert not Publication.objects.get(pk=full_story.pk).shows_photos


# The list is found by an index


@pytest.mark.parametrize("on_a_rung", [False, True])
def test_the_newest_stories_are_found_by_an_index_and_never_sorted(db, on_a_rung):
    stories = Publication.objects.as_cards().newest_first()
    if on_a_rung:
        stories = stories.filter(rung=make_rung(6))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        plan = stories[:12].explain()

    assert "publication_newest_on_rung" in plan if on_a_rung else "publication_newest_first" in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan
