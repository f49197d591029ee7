"""Pledges that were signed before anybody wrote down which version they signed."""

from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from partners.models import Pledge
from tests.support.charter import make_pledge
from tests.support.factories import make_charter

pytestmark = pytest.mark.django_db
MIGRATION = import_module("partners.migrations.0006_what_pledges_signed")


def sent(day: datetime) -> Pledge:
    pledge = make_pledge(sent_at=day, charter=None, agreed_at=None)
    Pledge.objects.filter(pk=pledge.pk).update(agreed_at=None)
    return pledge


def test_each_signed_what_everybody_could_read_on_its_day():
    first = make_charter(
        number=1,
        state="superseded",
        adopted_on=datetime(2026, 2, 1, tzinfo=UTC),
        adopted_by="The Board",
        superseded_on=datetime(2026, 6, 1, tzinfo=UTC),
    )
    second = make_charter(
        number=2, state="adopted", adopted_on=datetime(2026, 6, 1, tzinfo=UTC), adopted_by="The Board"
    )
    make_charter(number=3, is_published=False)
    expected = {(1, 5): (first, True), (3, 5): (first, False), (7, 5): (second, False)}
    pledges = {day: sent(datetime(2026, *day, 12, tzinfo=UTC)) for day in expected}

    MIGRATION.say_what_they_signed(apps, SimpleNamespace(connection=connection))

    for day, pledge in pledges.items():
        pledge.refresh_from_db()
        assert (pledge.charter, pledge.charter_was_draft) == expected[day]
        assert pledge.agreed_at == pledge.sent_at


def test_for_a_draft_and_without_a_charter():
    pledge = sent(datetime(2026, 3, 5, 12, tzinfo=UTC))
    MIGRATION.say_what_they_signed(apps, SimpleNamespace(connection=connection))
    pledge.refresh_from_db()
    assert pledge.charter is None

    draft = make_charter(number=1)
    MIGRATION.say_what_they_signed(apps, SimpleNamespace(connection=connection))

    pledge.refresh_from_db()
    assert (pledge.charter, pledge.charter_was_draft) == (draft, True)
