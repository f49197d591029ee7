"""What in a migration the code before it cannot live with, while both are being served or after going back.

Works on Django's operations, not on SQL: so it says the same for SQLite and PostgreSQL.
"""

from collections.abc import Iterator

from django.db import models
from django.db.migrations import operations
from django.db.migrations.state import ProjectState

GONE = {
    operations.RemoveField: "takes away the column",
    operations.RenameField: "renames the column",
    operations.DeleteModel: "takes away the table",
    operations.RenameModel: "renames the table",
    operations.AlterModelTable: "renames the table",
}
TO_BE_LOOKED_AT = {
    operations.RunSQL: "runs SQL, which no machine can judge",
    operations.AddConstraint: "may refuse rows that were good before",
    operations.AlterUniqueTogether: "may refuse rows that were good before",
}


def faults(migration, before: ProjectState) -> Iterator[str]:
    """A line for each, such as "takes away the column story.title"."""
    state, made_here = before.clone(), set()
    for operation in migration.operations:
        yield from faults_in_tables(on_tables(operation), state.clone(), migration.app_label, made_here)
        operation.state_forwards(migration.app_label, state)


def on_tables(operation) -> list[operations.base.Operation]:
    """What only Django's picture of the tables learns changes nothing for the code before."""
    if isinstance(operation, operations.SeparateDatabaseAndState):
        return [part for several in operation.database_operations for part in on_tables(several)]
    return [operation]


def faults_in_tables(several, state, app_label, made_here: set[str]) -> Iterator[str]:
    for operation in several:
        if isinstance(operation, operations.CreateModel):
            made_here.add(operation.name_lower)
        elif model_of(operation) not in made_here:
            yield from faults_of(operation, state, app_label)
        operation.state_forwards(app_label, state)


def model_of(operation) -> str:
    name = getattr(operation, "model_name", "") or getattr(operation, "name", "") or ""
    return name.lower()


def faults_of(operation, state, app_label) -> Iterator[str]:
    name = ".".join(filter(None, [model_of(operation), getattr(operation, "name", "")]))
    for kind, sentence in (GONE | TO_BE_LOOKED_AT).items():
        if isinstance(operation, kind):
            yield f"{sentence} {name}".strip()
    if isinstance(operation, operations.AddField) and needs_a_value(operation.field):
        yield f"adds the column {name}, which needs a value and has no db_default"
    if isinstance(operation, operations.AlterField):
        old = state.models[app_label, operation.model_name_lower].fields[operation.name]
        yield from (f"{sentence} {name}" for sentence in stricter_field(old, operation.field))


def needs_a_value(field: models.Field) -> bool:
    is_column = not field.many_to_many
    return is_column and not (field.null or field.has_db_default() or field.primary_key)


def stricter_field(old: models.Field, new: models.Field) -> Iterator[str]:
    if type(old) is not type(new):
        yield "changes the type of"
    if old.null and not new.null and not new.has_db_default():
        yield "wants a value in"
    if old.has_db_default() and needs_a_value(new):
        yield "takes away the db_default of"
    if new.unique and not old.unique:
        yield "wants each value once in"
    if (old.max_length or 0) > (new.max_length or old.max_length or 0):
        yield "makes shorter"
