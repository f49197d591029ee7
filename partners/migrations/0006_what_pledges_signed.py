"""Pledges of before signed what everybody could read on the day when they were sent."""

from datetime import datetime, time

from django.db import migrations
from django.db.models import F
from django.utils import timezone


def say_what_they_signed(apps, schema_editor):
    """A few UPDATEs, however many pledges there are: for each wording in turn, those sent while it was read."""
    pledges = apps.get_model("partners", "Pledge").objects.using(schema_editor.connection.alias)
    pledges.update(agreed_at=F("sent_at"))
    versions = apps.get_model("partners", "CharterVersion").objects.using(schema_editor.connection.alias)
    for version in versions.filter(state="superseded").order_by("superseded_on", "number"):
        sign(pledges.filter(charter=None, sent_at__lt=begin_of(version.superseded_on)), version)
    living = versions.filter(is_published=True).exclude(state="superseded")
    last = living.filter(state="adopted").first() or living.order_by("-number").first()
    if last:
        sign(pledges.filter(charter=None), last)


def sign(pledges, version):
    numbers = list(pledges.values_list("pk", flat=True))
    before = {"sent_at__lt": begin_of(version.adopted_on)} if version.adopted_on else {}
    for start in range(0, len(numbers), 500):
        some = pledges.model._base_manager.using(pledges.db).filter(pk__in=numbers[start : start + 500])
        some.update(charter=version)
        some.filter(**before).update(charter_was_draft=True)


def begin_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))


class Migration(migrations.Migration):
    dependencies = [("partners", "0005_pledges_know_their_charter")]

    operations = [migrations.RunPython(say_what_they_signed, migrations.RunPython.noop, elidable=True)]
