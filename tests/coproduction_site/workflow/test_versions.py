"""Of two people who save, one comes second: nothing is lost, and looking writes nothing."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from coproduction_site.models import SiteSettings
from coproduction_site.workflow.versions import Stale
from ladder.models import Rung
from pages.forms import PageForm
from pages.models import GlossaryTerm, Page, Support, Video
from partners.models import StatusLevel, Term
from stories.models import Theme
from tests.support.admin_forms import opened_form
from tests.support.factories import make_ladder, make_method, make_page, make_site, make_user

pytestmark = pytest.mark.django_db


def form_of(page, **changes) -> PageForm:
    fields = [field.name for field in Page._meta.fields if field.editable and not field.primary_key]
    now = {name: getattr(page, name) or "" for name in [*fields, "version"]}
    return PageForm(now | changes, instance=Page.objects.get(pk=page.pk))


def test_asking_whether_it_is_right_writes_nothing():
    page = make_page(title="As it was")

    assert all(form_of(page, title="Mine").is_valid() for _ in range(3))

    assert (Page.objects.get().version, Page.objects.get().title) == (1, "As it was")


def test_of_two_saves_at_the_same_instant_one_loses_and_sees_both_wordings():
    page = make_page(title="As it was")
    first, second = form_of(page, title="First"), form_of(page, title="Second")
    assert first.is_valid()
    assert second.is_valid()

    first.save()
    with pytest.raises(Stale):
        second.save()

    assert Page.objects.get().title == "First"
    assert second.theirs == [("Title", "First", "Second")]
    assert second["version"].value() == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_presses_at_the_same_instant_the_later_shows_both_wordings(settings):
    settings.REQUIRE_STAFF_MFA = False
    page = make_page(title="As it was")
    address = reverse("admin:pages_page_change", args=[page.pk])
    editors = [Client(), Client()]
    for editor in editors:
        editor.force_login(make_user("Content editors"))
    opened = [opened_form(editor, address) for editor in editors]
    ready = threading.Barrier(2)

    def press(editor, data, title):
        ready.wait(timeout=20)
        answer = editor.post(address, data | {"title": title})
        connection.close()
        return answer

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(press, editors, opened, ["First", "Second"]))

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    late = next(answer for answer in answers if answer.status_code == 200)
    for text in ("Somebody else changed this", "First", "Second"):
        assertContains(late, text)
    page.refresh_from_db()
    assert (page.title in ("First", "Second"), page.version) == (True, 2)


def a_row(model):
    make_ladder()
    make_site()
    if model is Video:
        return Video.objects.create(
            slug="film", title="Film", page=make_page(), transcript="<p>Yes.</p>"
        )
    words = {"slug": "a-row", "name": "A row"}
    return {
        SiteSettings: SiteSettings.objects.first,
        Rung: Rung.objects.first,
        Support: lambda: Support.objects.create(**words, summary="It is.", state_note="Soon."),
        GlossaryTerm: lambda: GlossaryTerm.objects.create(slug="send", term="SEND", meaning="Needs."),
        Term: lambda: Term.objects.create(**words, vocabulary="who_helped"),
        Theme: lambda: Theme.objects.create(**words),
        StatusLevel: lambda: StatusLevel.objects.create(**words, meaning="Good", shows="It is there."),
    }.get(model, make_method)()


FIELDS = [
    (SiteSettings, "contact_role"),
    (Rung, "meaning"),
    (type("Method", (), {}), "summary"),
    (Support, "summary"),
    (GlossaryTerm, "meaning"),
    (Video, "title"),
    (Term, "name"),
    (Theme, "name"),
    (StatusLevel, "meaning"),
]


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=lambda value: getattr(value, "__name__", value))
def test_two_at_one_row_of_the_admin_lose_nothing(admin_client, settings, model, field):
    settings.REQUIRE_STAFF_MFA = False
    row = a_row(model)
    address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    opened = opened_form(admin_client, address)
    assert admin_client.post(address, opened | {field: "What the first wrote"}).status_code == 302

    page = admin_client.post(address, opened | {field: "What the second wrote"})

    for text in ("Somebody else changed this", "What the first wrote", "What the second wrote"):
        assertContains(page, text)
    row.refresh_from_db()
    assert (getattr(row, field), row.version) == ("What the first wrote", 2)
    again = opened_form(admin_client, address, page)
    assert admin_client.post(address, again).status_code == 302
