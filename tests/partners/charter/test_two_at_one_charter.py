"""What was read is what is decided: a round of the panel, a draft of the charter, words of the ladder."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from partners.charter.status import actions
from partners.models import CharterValue, CharterVersion, PanelView
from tests.support.admin_forms import opened_form
from tests.support.charter import make_seat, make_sent_application
from tests.support.factories import make_charter, make_user

pytestmark = pytest.mark.django_db
MANAGER = "Partner managers"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_view_of_the_panel_never_lands_on_a_round_that_was_not_read():
    application, member = make_sent_application(), signed_in(make_seat().user)
    address = f"/charter/panel/{application.pk}/"
    text = {"says": "yes", "words": "They listen to us.", "version": application.round}
    assertContains(member.get(address), f'name="version" value="{application.round}"')
    actions.give_back(application, make_user(MANAGER), "Say more.")
    application.write(words="Quite other words")
    application.send()

    page = member.post(address, text)

    assertContains(page, "This page has changed since you opened it")
    assertContains(page, "They listen to us.")
    assertContains(page, "Quite other words")
    assert not PanelView.objects.exists()

    assertRedirects(member.post(address, text | {"version": application.round}), "/charter/panel/")
    assert PanelView.objects.get().round == 2


def draft_with_a_value() -> CharterVersion:
    draft = make_charter(state="draft", preamble="<p>As it was</p>")
    CharterValue.objects.get_or_create(
        version=draft, slug="first", defaults={"name": "First", "promise": "We will listen."}
    )
    return draft


def test_of_two_staff_on_one_draft_the_second_undoes_nothing():
    draft, first, second = draft_with_a_value(), *(signed_in(make_user(MANAGER)) for _ in range(2))
    address = f"/admin/partners/charterversion/{draft.pk}/change/"
    mine, theirs = opened_form(first, address), opened_form(second, address)
    row = next(name for name in mine if name.endswith("-promise") and mine[name])
    saved = first.post(address, mine | {"preamble": "<p>What the first wrote</p>", row: "We will ask."})
    assert saved.status_code == 302

    page = second.post(address, theirs | {"made_by": "Everybody", row: "We will wait."})

    assertContains(page, "Somebody else changed this")
    for text in ("What the first wrote", "We will ask.", "We will wait.", "Everybody"):
        assertContains(page, text)
    draft.refresh_from_db()
    assert "What the first wrote" in draft.preamble
    assert draft.values.filter(promise="We will ask.").exists()

    again = opened_form(second, address, page)
    assert second.post(address, again | {"preamble": draft.preamble}).status_code == 302
    assert draft.values.filter(promise="We will wait.").exists()


def test_a_value_that_somebody_else_added_or_took_out_is_told():
    draft, first, second = draft_with_a_value(), *(signed_in(make_user(MANAGER)) for _ in range(2))
    address = f"/admin/partners/charterversion/{draft.pk}/change/"
    theirs = opened_form(second, address)
    draft.values.all().delete()
    CharterValue.objects.create(version=draft, slug="new", name="Brand new", promise="We will come.")
    first.post(address, opened_form(first, address))

    page = second.post(address, theirs)

    assertContains(page, "Brand new")
    assert draft.values.count() == 1


def test_a_value_alone_and_on_the_page_of_its_charter_is_one_matter():
    draft, manager = draft_with_a_value(), signed_in(make_user(MANAGER))
    value = draft.values.last()
    alone = f"/admin/partners/chartervalue/{value.pk}/change/"
    whole = f"/admin/partners/charterversion/{draft.pk}/change/"
    opened = opened_form(manager, alone)
    manager.post(whole, opened_form(manager, whole) | {"made_by": "Everybody"})

    page = manager.post(alone, opened | {"promise": "We will wait."})

    assertContains(page, "Somebody else changed this")
    assert manager.post(alone, opened_form(manager, alone) | {"promise": "We will."}).status_code == 302
    value.refresh_from_db()
    assert (value.promise, value.version_id) == ("We will.", draft.pk)


def test_old_words_of_a_draft_come_back_over_what_was_read():
    draft, manager = draft_with_a_value(), signed_in(make_user(MANAGER))
    old = draft.history.first()
    draft.preamble = "<p>Newer</p>"
    draft.save()
    address = f"/admin/partners/charterversion/{draft.pk}/history/{old.history_id}/"
    opened = opened_form(manager, address)
    CharterVersion.objects.update(version=7, made_by="Somebody else")

    assertContains(manager.post(address, opened), "Somebody else")

    assert manager.post(address, opened | {"version": "7"}).status_code == 302
    draft.refresh_from_db()
    assert ("As it was" in draft.preamble, draft.version) == (True, 8)


def test_a_draft_is_adopted_as_it_was_read():
    draft, manager = draft_with_a_value(), signed_in(make_user(MANAGER))
    address = f"/admin/partners/charterversion/{draft.pk}/adopt/"
    data = {"on": timezone.localdate().isoformat(), "by": "The Board", "version": draft.version}
    CharterVersion.objects.update(version=7)

    assertContains(manager.post(address, data), "This page has changed")

    assert CharterVersion.objects.get().state == "draft"
    assert manager.post(address, data | {"version": "7"}).status_code == 302
