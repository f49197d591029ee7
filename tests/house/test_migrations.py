"""The code before a migration goes on being served for a moment, and is the way back: it must live with it.

Add a column with `db_default` or `null`, fill it, and tighten it in a later release. Take a column away in the release
after the one that stopped using it.
"""

import re

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests.support.house import PACKAGES, ROOT
from tests.support.migration_rules import faults

# Each was looked at by a person: why the code before lives with it all the same. Nothing new comes in without a reason.
LIVED_WITH: dict[str, str] = {
    "stories.0004_reason_of_its_kind": "lets no reason stand too, which is what the code before writes",
    "stories.0006_publication": "about two columns that it makes itself, and that the code before leaves empty",
    "stories.0009_words_sent_straight_to_the_leads": "the new rule lets more rows in than the one that it replaces",
    "stories.0025_ready_sentences": "the new rule lets more rows in than the one that it replaces",
    "partners.0008_what_came_of_it": "about columns that it makes itself, and that the code before leaves empty",
    "pages.0014_case_studies_of_stories": "the code before has no case studies: their table is of the same release",
    "pages.0023_words_and_their_forms": "about a column that it makes itself, false in all that the code before writes",
    "pages.0024_films_in_sign_language": "about columns that it makes itself, empty in all that the code before writes",
    "pages.0029_people_on_photos_agreed": "about columns that it makes itself, empty in all that the code before writes",
    "partners.0005_pledges_know_their_charter": "about four columns that it makes itself, and that the code before leaves empty",
    "stories.0011_check_before_it_goes": "holds wherever shows_teller is false, which is all that the code before writes",
}


def found() -> dict[str, list[str]]:
    loader = MigrationLoader(None)
    return {
        f"{app}.{name}": lines
        for app, name in sorted(loader.disk_migrations)
        if app in PACKAGES and not loader.disk_migrations[app, name].initial
        if (lines := list(faults(loader.disk_migrations[app, name], before(loader, app, name))))
    }


def before(loader, app, name) -> ProjectState:
    return loader.project_state((app, name), at_end=False)


def test_the_code_before_can_live_with_every_migration():
    unknown = {
        f"{name}: {line}" for name, lines in found().items() for line in lines if name not in LIVED_WITH
    }

    assert unknown == set()


def test_every_exception_is_needed_and_has_its_reason():
    assert set(LIVED_WITH) <= set(found()), "These need no exception any more."
    assert all(len(reason) > 20 for reason in LIVED_WITH.values())


def story(**fields) -> ProjectState:
    state = ProjectState()
    columns = [("id", models.BigAutoField(primary_key=True)), *fields.items()]
    state.add_model(ModelState("stories", "Story", columns))
    return state


TEXT = {"max_length": 20}


@pytest.mark.parametrize(
    ("operation", "line"),
    [
        (migrations.RemoveField("story", "title"), "takes away the column story.title"),
        (migrations.RenameField("story", "title", "name"), "renames the column story"),
        (migrations.DeleteModel("Story"), "takes away the table story.Story"),
        (migrations.RenameModel("Story", "Tale"), "renames the table"),
        (migrations.AlterModelTable("story", "tale"), "renames the table story.story"),
        (migrations.RunSQL("SELECT 1"), "runs SQL, which no machine can judge"),
        (
            migrations.AddField("story", "place", models.CharField(default="", **TEXT)),
            "adds the column story.place, which needs a value and has no db_default",
        ),
        (
            migrations.AddConstraint(
                "story", models.CheckConstraint(name="c", condition=models.Q(pk=1))
            ),
            "may refuse rows that were good before story",
        ),
        (
            migrations.AlterField("story", "title", models.CharField(max_length=5, db_default="")),
            "makes shorter story.title",
        ),
        (
            migrations.AlterField(
                "story", "title", models.CharField(unique=True, db_default="", **TEXT)
            ),
            "wants each value once in story.title",
        ),
        (migrations.AlterField("story", "title", models.CharField(**TEXT)), "takes away the db_default"),
        (
            migrations.AlterField("story", "note", models.CharField(**TEXT)),
            "wants a value in story.note",
        ),
        (
            migrations.AlterField("story", "note", models.IntegerField(null=True)),
            "changes the type of story.note",
        ),
        (
            migrations.SeparateDatabaseAndState([migrations.RemoveField("story", "title")]),
            "takes away the column story.title",
        ),
    ],
)
def test_what_the_code_before_cannot_live_with_is_found(operation, line):
    migration = type("Migration", (migrations.Migration,), {"operations": [operation]})("x", "stories")
    state = story(
        title=models.CharField(db_default="", **TEXT), note=models.CharField(null=True, **TEXT)
    )

    (fault,) = faults(migration, state)

    assert fault.startswith(line)


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("story", "place", models.CharField(db_default="", **TEXT)),
        migrations.AddField("story", "place", models.CharField(null=True, **TEXT)),
        migrations.AddField("story", "tags", models.ManyToManyField("stories.story")),
        migrations.AddIndex("story", models.Index(fields=["title"], name="by_title")),
        migrations.AlterField("story", "title", models.CharField(max_length=90, db_default="")),
        migrations.RunPython(migrations.RunPython.noop),
    ],
)
def test_what_only_adds_is_no_fault(operation):
    migration = type("Migration", (migrations.Migration,), {"operations": [operation]})("x", "stories")

    assert list(faults(migration, story(title=models.CharField(db_default="", **TEXT)))) == []


def test_a_table_that_is_made_in_the_same_migration_has_no_code_before_it():
    made = migrations.CreateModel("New", [("id", models.BigAutoField(primary_key=True))])
    column = migrations.AddField("new", "place", models.CharField(default="", **TEXT))
    migration = type("Migration", (migrations.Migration,), {"operations": [made, column]})(
        "x", "stories"
    )

    assert list(faults(migration, story())) == []


def test_a_table_that_django_only_now_has_a_model_for_is_looked_at_as_any_other():
    link = migrations.CreateModel("Link", [("id", models.BigAutoField(primary_key=True))])
    known = migrations.SeparateDatabaseAndState(state_operations=[link])
    column = migrations.AddField("link", "place", models.CharField(default="", **TEXT))
    migration = type("Migration", (migrations.Migration,), {"operations": [known, column]})(
        "x", "stories"
    )

    (fault,) = faults(migration, story())

    assert fault.startswith("adds the column link.place")


def test_a_migration_that_our_papers_name_is_there():
    papers = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    text = "\n".join(paper.read_text() for paper in papers)
    known = {f"{app}/{name}" for app, name in MigrationLoader(None).disk_migrations}

    assert not re.findall(r"migrations? 0\d{3}", text), "Name the file: a number is soon another one's."
    assert {f"{app}/{name}" for app, name in re.findall(r"`(\w+)/(0\d{3}\w*)", text)} <= known
