"""The statements: versioned sets of which the one that people answered never changes, written by staff on the desk."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.drawings import names as drawing_names
from coproduction_site.reading_age import reading_age, sentences_of
from ladder.models import Rung, Side, Statement, StatementSet
from tests.support.admin_forms import opened_form
from tests.support.factories import make_user
from tests.support.reflection import address

pytestmark = pytest.mark.django_db
OLDEST = {Side.FAMILY: 9, Side.YOUNG: 7, Side.STAFF: 11}
A_LINE_ALONE = {Side.FAMILY: 10, Side.YOUNG: 9, Side.STAFF: 11}  # One long word makes a short line old.
EDITORS = "Content editors"


@pytest.fixture(autouse=True)
def loaded(starter_content, settings):
    """A new site."""
    settings.REQUIRE_STAFF_MFA = False


def editor() -> Client:
    client = Client()
    client.force_login(make_user(EDITORS))
    return client


def desk(name: str, statements: StatementSet, *more) -> str:
    return reverse(f"admin:ladder_statementset_{name}", args=[statements.pk, *more])


def live() -> StatementSet:
    return StatementSet.objects.live()


def age_of(lines) -> float:
    return reading_age([sentence for line in lines for sentence in sentences_of(line)])


@pytest.mark.parametrize("side", Side)
def test_each_wording_can_be_read_by_those_who_answer_it(side):
    lines = [statement.wording(side) for statement in live().asked_of(side)]

    assert age_of(lines) <= OLDEST[side]
    assert {line: age_of([line]) for line in lines if age_of([line]) > A_LINE_ALONE[side]} == {}


@pytest.mark.parametrize("side", Side)
def test_each_next_step_can_be_read_too(side):
    lines = [statement.step(side) for statement in live().asked_of(side)]

    assert all(lines)
    assert age_of(lines) <= OLDEST[side]


def test_every_wording_stands_on_its_own_and_none_is_about_a_named_worker():
    wordings = [
        one.wording(side) for one in live().statements.all() for side in Side if one.wording(side)
    ]

    assert len(wordings) == len(set(wordings)) == 13 + 13 + 10
    assert all(
        drawing in drawing_names() for drawing in (one.drawing for one in live().asked_of("young"))
    )
    assert "Adults" in " ".join(one.young for one in live().asked_of("young"))


def test_every_link_beside_a_next_step_opens(client):
    for one in live().statements.all():
        for link in filter(None, (one.resource_link, one.helper_link, live().young_helper_link)):
            assert client.get(link).status_code == 200, link


BROKEN = {
    "the same code twice": {"code": "G2"},
    "a second warning": {"code": "W2", "kind": "warning"},
    "one that counts, without a rung": {"code": "X1", "kind": "counts"},
    "one that is asked of nobody": {"code": "X1", "kind": "shown", "family": ""},
}


@pytest.mark.parametrize("what", BROKEN)
def test_the_database_refuses(what):
    details = {"kind": "shown", "family": "We talk."} | BROKEN[what]

    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.create(set=live(), **details)


def test_the_database_refuses_a_warning_that_stands_on_a_rung():
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(kind="warning").update(rung=Rung.objects.first())


@pytest.mark.parametrize(
    "details", [{"state": "live"}, {"state": "gone"}, {"number": 1_000}, {"number": 0}]
)
def test_the_database_refuses_a_set(details):
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementSet.objects.create(**{"number": 9} | details)


def test_a_new_set_is_made_from_the_old_one_and_nobody_answers_it_yet(client):
    draft = live().next_draft()

    assert draft.number == 2
    assert draft.is_draft
    assert [one.family for one in draft.statements.all()] == [
        one.family for one in live().statements.all()
    ]
    draft.statements.filter(code="I1").update(family="A line to come.")
    assertNotContains(client.get(address("family")), "A line to come.")


def test_a_set_goes_live_once_and_the_one_before_is_older_in_the_same_moment(client):
    former, draft = live(), live().next_draft()
    draft.statements.filter(code="I1").update(family="A line of today.")
    same = StatementSet.objects.get(pk=draft.pk)
    before = revision.current()

    draft.go_live()

    assert revision.current() > before
    former.refresh_from_db()
    assert (former.state, draft.state, live()) == ("older", "live", draft)
    assertContains(client.get(address("family")), "A line of today.")
    with pytest.raises(ValidationError, match="Somebody was here before you"):
        same.go_live()


def test_a_set_that_was_changed_since_it_was_read_does_not_go_live():
    draft = live().next_draft()
    StatementSet.objects.filter(pk=draft.pk).update(version=7)

    with pytest.raises(ValidationError, match="Read this set again first"):
        draft.go_live()

    assert live().number == 1


def test_an_older_draft_does_not_take_the_place_of_a_newer_set():
    older, newer = live().next_draft(), live().next_draft()
    newer.go_live()

    with pytest.raises(ValidationError, match="Another set is live already"):
        older.go_live()

    assert live() == newer


@pytest.mark.parametrize("side", Side)
def test_a_set_that_could_give_nobody_a_rung_does_not_go_live(side):
    draft = live().next_draft()
    draft.statements.filter(kind="warning").update(**{side: ""})

    with pytest.raises(ValidationError, match=f"{side.label}: the warning has no wording"):
        draft.go_live()


def test_there_is_no_thousandth_set():
    StatementSet.objects.create(number=999)

    with pytest.raises(ValidationError, match="no room for one more set"):
        live().next_draft()


def test_loading_the_starter_content_again_brings_back_no_line_that_staff_changed():
    live().next_draft().go_live()
    StatementSet.objects.filter(number=1).delete()

    call_command("load_content", verbosity=0)

    assert [one.number for one in StatementSet.objects.all()] == [2]


def test_staff_write_a_draft_look_at_it_and_make_it_live(client):
    staff = editor()
    begun = staff.post(desk("next", live()))
    draft = StatementSet.objects.get(number=2)
    assertRedirects(begun, desk("change", draft))
    form = opened_form(staff, desk("change", draft))
    row = next(name for name in form if form[name] == "I get news early, in a form that I can use.")
    assert staff.post(desk("change", draft), form | {row: "News comes early."}).status_code == 302

    assertContains(staff.get(desk("preview", draft, "family")), "News comes early.")
    preview = staff.get(desk("preview", draft, "staff")).content.decode()
    assert "<button" not in preview.partition("<main")[2]
    draft.refresh_from_db()
    done = staff.post(desk("go_live", draft), {"version": draft.version})

    assertRedirects(done, reverse("admin:ladder_statementset_changelist"))
    assertContains(client.get(address("family")), "News comes early.")
    assertContains(staff.get(desk("history", draft)), "Set 2 (live)")
    assert draft.statements.get(code="I1").history.count() == 2


def test_what_was_written_since_the_page_was_opened_is_read_before_it_goes_live():
    staff, draft = editor(), live().next_draft()
    seen = draft.version
    form = opened_form(staff, desk("change", draft))
    staff.post(desk("change", draft), form | {"note": "Another note"})

    page = staff.post(desk("go_live", draft), {"version": seen})

    assertContains(page, "This page has changed since you opened it")
    assert live().number == 1


def test_a_page_of_a_draft_that_was_open_while_it_went_live_changes_nothing():
    staff, draft = editor(), live().next_draft()
    alone = reverse("admin:ladder_statement_change", args=[draft.statements.get(code="I1").pk])
    whole, one = opened_form(staff, desk("change", draft)), opened_form(staff, alone)
    row = next(name for name in whole if whole[name] == "I get news early, in a form that I can use.")
    draft.go_live()

    staff.post(desk("change", draft), whole | {row: "Changed behind your back."})
    staff.post(alone, one | {"family": "Changed behind your back."})

    assert not Statement.objects.filter(family="Changed behind your back.").exists()


@pytest.mark.parametrize("state", ["live", "older"])
def test_a_set_that_was_answered_cannot_be_changed_put_back_or_taken_out_on_the_desk(state):
    staff, fixed = editor(), live()
    if state == "older":
        fixed.next_draft().go_live()
    one = fixed.statements.get(code="I1")
    change, of_one = desk("change", fixed), reverse("admin:ladder_statement_change", args=[one.pk])
    earlier = f"{change.removesuffix('change/')}history/{fixed.history.first().pk}/"

    assertContains(staff.get(change), "its words are fixed")
    assertNotContains(staff.get(of_one), 'name="family"')
    staff.post(change, {"note": "Hacked", "version": fixed.version})
    assert staff.post(of_one, {"family": "Hacked"}).status_code == 403
    assert staff.post(earlier, {"note": "Hacked"}).status_code == 403
    assert staff.post(desk("delete", fixed), {"post": "yes"}).status_code == 403
    staff.post(
        reverse("admin:ladder_statementset_changelist"),
        {"action": "delete_selected", "_selected_action": [fixed.pk], "post": "yes"},
    )

    fixed.refresh_from_db()
    assert fixed.note.startswith("These words are a draft")
    assert fixed.statements.get(code="I1").family == "I get news early, in a form that I can use."


def test_a_draft_can_be_thrown_away():
    staff, draft = editor(), live().next_draft()

    assert staff.post(desk("delete", draft), {"post": "yes"}).status_code == 302

    assert list(StatementSet.objects.all()) == [live()]


@pytest.mark.parametrize("roles", [[], ["Moderators"], ["Partner managers"]])
def test_nobody_else_writes_looks_or_makes_live(roles):
    client, draft = Client(), live().next_draft()
    client.force_login(make_user(*roles))

    for name in ("change", "go_live", "next"):
        assert client.post(desk(name, draft), {"version": 1}).status_code in (302, 403)
    assert client.get(desk("preview", draft, "family")).status_code in (302, 403)
    assert StatementSet.objects.count() == 2
    assert live().number == 1


@pytest.mark.parametrize("text", ["https://example.org/", "//example.org", "javascript:alert(1)", "a b"])
def test_a_link_beside_a_step_leads_to_a_page_of_this_site(text):
    one = live().next_draft().statements.get(code="I1")
    one.helper_link = text

    with pytest.raises(ValidationError, match="address of this site"):
        one.full_clean()
