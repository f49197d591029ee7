"""What each resource had as columns becomes its first format: with its history, what was found of its link, and drafts.

After that only the database knows the columns. They go in the release after this one.
"""

from django.db import migrations

COLUMNS = ("file", "format", "kilobytes", "link")
KIND = "pages.resource"


def make_rows(apps, schema_editor):
    Resource, LinkCheck = apps.get_model("pages", "Resource"), apps.get_model("pages", "LinkCheck")
    made = {}
    for resource in Resource.objects.filter(formats=None):
        made[resource.pk] = way = _format_of(resource)
        _keep_history(apps, resource, way)
        LinkCheck.objects.filter(resource=resource).update(format=way)
    for draft in apps.get_model("coproduction_site", "Draft").objects.filter(kind=KIND):
        _move_boxes(draft, made.get(draft.number))


def _format_of(resource):
    size = resource.kilobytes and resource.kilobytes * 1_000
    if resource.file:
        return resource.formats.create(format=resource.format, file=resource.file.name, size=size or 0)
    return resource.formats.create(format=resource.format, link=resource.link, size=size)


def _keep_history(apps, resource, way):
    Then = apps.get_model("pages", "HistoricalResourceFormat")
    history = apps.get_model("pages", "HistoricalResource").objects.filter(id=resource.pk)
    Then.objects.bulk_create(
        Then(
            id=way.pk,
            resource_id=resource.pk,
            format=then.format,
            link=then.link,
            size=then.kilobytes and then.kilobytes * 1_000,
            history_date=then.history_date,
            history_type=then.history_type,
            history_user_id=then.history_user_id,
        )
        for then in history.order_by("history_id")
    )


def _move_boxes(draft, way):
    """As the form sends them now. The boxes of the form before stay too: whoever still has that one loses nothing."""
    boxes = {
        "TOTAL_FORMS": ["1"],
        "INITIAL_FORMS": ["1" if way else "0"],
        "MIN_NUM_FORMS": ["1"],
        "MAX_NUM_FORMS": ["8"],
        "0-id": [str(way.pk) if way else ""],
        "0-resource": [str(draft.number or "")],
        "0-lang": [""],
    }
    boxes |= {f"0-{name}": draft.data.get(name, [""]) for name in ("format", "link", "kilobytes")}
    if "file-clear" in draft.data:
        boxes["0-file-clear"] = draft.data["file-clear"]
    draft.data |= {f"formats-{name}": sent for name, sent in boxes.items()}
    if "file" in draft.files:
        draft.files["formats-0-file"] = draft.files.pop("file")
    draft.save()


class Migration(migrations.Migration):
    dependencies = [
        ("coproduction_site", "0018_what_a_search_understands"),
        ("pages", "0025_formats_of_resources"),
    ]

    operations = [
        migrations.RunPython(make_rows, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                *(migrations.RemoveField("resource", name) for name in COLUMNS),
                *(migrations.RemoveField("historicalresource", name) for name in COLUMNS),
                migrations.RemoveField("linkcheck", "resource"),
            ]
        ),
    ]
