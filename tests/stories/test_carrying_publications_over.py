"""The migration that gives stories of before their publication."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from stories.models import GoneAddress, Publication, PublishedPhoto, Theme, publishing
from tests.support import uploads
from tests.support.factories import (
    make_charter,
    make_moderator,
    make_partner,
    make_published_story,
    make_rung,
    make_waiting_story,
)

migration = import_module("stories.migrations.0007_carry_over_what_is_public")


@pytest.fixture
def before(db, monkeypatch):
    """Stories as they were before the tables: published, taken back, waiting, and no publication."""
    monkeypatch.setattr(migration, "BATCH", 2)
    moderator = make_moderator()
    stories = [
        make_published_story(
            moderator,
            name_choice=choice,
            shown_name="Robin",
            teller=teller,
            about_age=age,
            rung=make_rung(6),
            partners=[make_partner(), make_partner()],
            themes=[Theme.objects.get_or_create(slug="bus", name="Buses")[0]],
            values=make_charter().values.all(),
            pictures=["happy"],
        )
        for choice, teller, age in [
            ("shown", "young_person", "16_17"),
            ("shown", "parent_carer", "adult"),
            ("anonymous", "parent_carer", "adult"),
        ]
    ]
    for story in stories:
        uploads.show(uploads.add_photo(story), moderator)
        story.refresh_from_db()
    gone = make_published_story(moderator)
    gone.withdraw()
    make_waiting_story()
    Publication.objects.all().delete()
    GoneAddress.objects.all().delete()
    return stories, gone


def carry_over():
    """With the tables as they were then, not with the models of today."""
    then = MigrationLoader(connection).project_state(("stories", migration.__name__.rpartition(".")[2]))
    migration.carry_over(then.apps, SimpleNamespace(connection=connection))


def test_what_is_public_is_carried_over_as_publishing_would_write_it(client, before):
    stories, gone = before

    carry_over()
    carry_over()  # A deployment that was cut off is run again.

    assert Publication.objects.count() == len(stories)
    for story in stories:
        publication = Publication.objects.get(pk=story.pk)
        assert not publishing.differs(story)
        drawn = publishing.drawn(story)
        for field in Publication._meta.concrete_fields:
            assert getattr(publication, field.attname) == getattr(drawn, field.attname), field.name
        for name in ("partners", "themes", "values"):
            assert set(getattr(publication, name).all()) == set(getattr(story, name).all()) != set()
        assert client.get(story.get_absolute_url()).status_code == 200
    assert PublishedPhoto.objects.count() == len(stories)
    assert GoneAddress.objects.count() == 1
    assert client.get(gone.get_absolute_url()).status_code == 410
