"""What a partner asks to change: one open set for a profile, verbs that win once, states that cannot be wrong."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from coproduction_site.cache import revision
from partners.models import Partner, ProfileChange
from tests.support.factories import make_member, make_partner
from tests.support.profiles import (
    decide,
    make_change,
    make_reader,
    make_sent_change,
    save_section,
    section_address,
    sent_by_the_form,
)
from tests.tools import html_validator

pytestmark = pytest.mark.django_db
BOTH = {"summary": "We help many families.", "access": "A ramp."}
STATES = ProfileChange.State.values


def change_in(state) -> ProfileChange:
    change = make_change(**BOTH)
    member = change.partner.memberships.first().user
    if state != "draft":
        change.send(member)
    if state == "returned":
        decide(change, summary="Say for whom.", access="Is there a lift?")
    if state == "approved":
        decide(change, approved={"summary", "access"})
    if state == "withdrawn":
        change.withdraw(member)
    return ProfileChange.objects.select_related("partner").get(pk=change.pk)


def kinds_of(change) -> list[str]:
    return list(change.events.values_list("kind", flat=True))


VERBS = {
    "send": (["draft", "returned"], lambda change, user: change.send(user)),
    "withdraw": (["draft", "sent", "returned"], lambda change, user: change.withdraw(user)),
    "decide": (["sent"], lambda change, user: decide(change, user, approved={"summary", "access"})),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_works_from_its_states_alone_and_is_noted(verb, state):
    allowed, do = VERBS[verb]
    change, user = change_in(state), make_reader()
    Partner.objects.filter(pk=change.partner_id).update(summary="Moved on.")
    change.partner.refresh_from_db()
    before = kinds_of(change)

    if state in allowed:
        do(change, user)
        assert len(kinds_of(change)) == len(before) + 1
        assert change.events.last().by == user
    else:
        with pytest.raises(ValidationError):
            do(change, user)
        assert kinds_of(change) == before
        change.refresh_from_db()
        assert change.state == state


@pytest.mark.parametrize(
    ("state", "columns"),
    [
        ("draft", {"state": "sent"}),
        ("draft", {"state": "unknown"}),
        ("draft", {"reasons": {"summary": "Why"}}),
        ("draft", {"sent_at": timezone.now()}),
        ("draft", {"decided_at": timezone.now()}),
        ("sent", {"sent_by": None}),
        ("sent", {"asked": {}}),
        ("sent", {"state": "approved"}),
        ("returned", {"reasons": {}}),
        ("returned", {"decided_by": None}),
        ("returned", {"state": "approved"}),
        ("approved", {"decided_at": None}),
        ("withdrawn", {"sent_at": timezone.now()}),
    ],
)
def test_the_database_refuses_a_state_that_does_not_fit(state, columns):
    change = change_in(state)

    with pytest.raises(IntegrityError), transaction.atomic():
        ProfileChange.objects.filter(pk=change.pk).update(**columns)


def test_a_profile_has_one_open_set_of_changes():
    for state in ("draft", "sent", "returned"):
        change = change_in(state)
        with pytest.raises(IntegrityError), transaction.atomic():
            ProfileChange.objects.create(partner=change.partner)
    for state in ("approved", "withdrawn"):
        ProfileChange.objects.create(partner=change_in(state).partner)


def test_some_is_approved_the_rest_comes_back_and_goes_live_when_it_was_put_right():
    change, reader = make_sent_change(**BOTH), make_reader()
    partner, member = change.partner, change.sent_by
    before, number = partner.history.count(), revision.current()

    decide(change, reader, approved={"access"}, summary="Say for whom.")

    partner.refresh_from_db()
    assert (partner.access, partner.summary) == ("A ramp.", "Helps families.")
    assert (change.state, change.asked) == ("returned", {"summary": "We help many families."})
    assert change.reasons == {"summary": "Say for whom."}
    record = partner.history.first()
    assert (partner.history.count(), record.history_user) == (before + 1, reader)
    assert record.history_change_reason == "Read and approved by the council"
    assert revision.current() > number
    ProfileChange.keep(partner, member, {"summary": "We help parents."})
    change = partner.changes.get()
    assert change.state == "returned"
    change.send(member)
    decide(change, reader, approved={"summary"})
    partner.refresh_from_db()
    assert partner.summary == "We help parents."
    assert kinds_of(change) == ["started", "sent", "approved", "returned", "sent", "approved"]
    assert change.events.all()[2].said == {"access": "A ramp."}
    assert change.events.all()[3].said == {"summary": "Say for whom."}


def test_what_is_approved_is_confirmed():
    partner = make_partner(to_be_confirmed=["access", "cost"])

    decide(make_sent_change(partner, access="A ramp."), approved={"access"})

    partner.refresh_from_db()
    assert partner.to_be_confirmed == ["cost"]


@pytest.mark.parametrize(
    ("approved", "reasons"),
    [
        (set(), {}),
        ({"summary"}, {}),
        ({"summary", "access"}, {"access": "Why"}),
        ({"summary", "access", "slug"}, {}),
        ({"summary"}, {"access": ""}),
        ({"summary"}, {"slug": "Why"}),
    ],
)
def test_nothing_is_forgotten_and_nothing_is_added_when_it_is_decided(approved, reasons):
    change = make_sent_change(**BOTH)

    with pytest.raises(ValidationError):
        decide(change, approved=approved, **reasons)

    change.refresh_from_db()
    assert change.state == "sent"


def test_nobody_approves_their_own_words():
    reader = make_reader()
    change = make_sent_change(make_partner(), reader)

    with pytest.raises(ValidationError, match="Somebody else has to read them"):
        decide(change, reader, approved={"summary"})


def test_sending_with_nothing_changed_is_refused_kindly(client):
    change = make_change()
    client.force_login(change.partner.memberships.get().user)
    Partner.objects.filter(pk=change.partner_id).update(summary="We help many families.")
    address = reverse("partners:send", args=[change.partner.slug])

    response = client.post(address, {"version": change.version}, follow=True)

    assertContains(response, "There is nothing to send: your page says all of this already.")
    change.withdraw(change.partner.memberships.get().user)
    assertContains(client.post(address, {"version": 1}, follow=True), "There is nothing that waits.")


def test_nobody_sends_or_takes_back_what_they_have_not_seen(client):
    change = make_change()
    member = change.partner.memberships.get().user
    client.force_login(member)
    ProfileChange.keep(change.partner, member, {"access": "A ramp."})

    for name in ("send", "withdraw"):
        address = reverse(f"partners:{name}", args=[change.partner.slug])
        for version in (1, "", "x", "9" * 30):
            response = client.post(address, {"version": version}, follow=True)
            assertContains(response, "Look at it again first.")
    assert partner_state(change) == "draft"


def partner_state(change) -> str:
    return ProfileChange.objects.get(pk=change.pk).state


def test_words_changed_while_they_are_read_come_back_and_are_not_lost(client):
    change = make_sent_change(**BOTH)
    client.force_login(change.sent_by)

    page = client.get(section_address(change.partner, "about-us"))
    save_section(client, change.partner, "about-us")
    assert partner_state(change) == "sent"
    save_section(client, change.partner, "about-us", summary="We help more.")

    assertContains(page, "If you change them here, they come back to you.")
    change.refresh_from_db()
    assert (change.state, change.asked) == ("draft", BOTH | {"summary": "We help more."})
    assert kinds_of(change) == ["started", "sent", "taken_back"]


def test_words_set_back_to_what_is_live_end_the_set(client):
    change = change_in("returned")
    client.force_login(change.sent_by)

    save_section(client, change.partner, "about-us", summary=change.partner.summary)
    assert partner_state(change) == "returned"
    save_section(client, change.partner, "getting-in", access="")

    assert partner_state(change) == "withdrawn"


def test_when_the_page_has_moved_partner_and_council_see_then_now_and_asked(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    change = make_sent_change(summary="What I ask.")
    partner = Partner.objects.get(pk=change.partner_id)
    partner.summary = "What staff wrote."
    partner.save()
    reader = Client()
    reader.force_login(make_reader())
    client.force_login(change.sent_by)
    pages = [
        client.get(reverse("partners:edit", args=[partner.slug])),
        client.get(section_address(partner, "about-us")),
        reader.get(reverse("admin:partners_profilechange_change", args=[change.pk])),
    ]

    for page in pages:
        assertContains(page, "The page has changed since this was written.")
        for words in ("Helps families.", "What staff wrote.", "What I ask."):
            assertContains(page, f'<dd dir="auto">{words}</dd>')
    save_section(client, partner, "about-us")
    change.refresh_from_db()
    assert change.base == {"summary": "What staff wrote."}
    assert change.state == "sent"


def test_a_reason_stands_beside_its_box(client):
    change = change_in("returned")
    client.force_login(change.sent_by)

    page = client.get(section_address(change.partner, "about-us"))
    dashboard = client.get(reverse("partners:mine"))

    assert page.context["form"]["summary"].help_text.startswith("It came back: Say for whom.")
    assertContains(page, "We help many families.")
    for reason in ("Say for whom.", "Is there a lift?"):
        assertContains(dashboard, reason)


@pytest.mark.same_on_any_database
def test_every_page_of_editing_is_valid_html(client):
    pages = {}
    for state in ("draft", "sent", "returned"):
        change = change_in(state)
        Partner.objects.filter(pk=change.partner_id).update(summary="Moved on.")
        client.force_login(change.partner.memberships.get().user)
        for name in ("edit", "preview", "withdraw", "history"):
            address = reverse(f"partners:{name}", args=[change.partner.slug])
            pages[f"{state} {name}"] = client.get(address).content
        for section in ("about-us", "reach-us", "getting-in", "pictures"):
            pages[f"{state} {section}"] = client.get(section_address(change.partner, section)).content
        pages[f"{state} mine"] = client.get(reverse("partners:mine")).content

    assert html_validator.errors_in(pages) == []


# At the same moment


def at_once(*deeds) -> list:
    """Each in its own thread and on its own connection; what it refused, or nothing."""
    ready, refusals = threading.Barrier(len(deeds)), []

    def do(deed):
        ready.wait(timeout=20)
        try:
            refusals.append(deed())
        except ValidationError as error:
            refusals.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(refusals) == len(deeds)
    return [refusal for refusal in refusals if refusal is not None]


def deciding(change, **decision):
    mine, reader = ProfileChange.objects.select_related("partner").get(pk=change.pk), make_reader()
    version = mine.partner.version
    approved, reasons = decision.get("approved", set()), decision.get("reasons", {})
    return lambda: mine.decide(reader, approved, reasons, version)


def saving(change, section, **words):
    """A member's browser with a form that was open before; says so if it was refused."""
    member, partner = Client(), change.partner
    member.force_login(partner.memberships.first().user)
    sent = sent_by_the_form(partner, section, **words)

    def save():
        response = member.post(section_address(partner, section), sent)
        if response.status_code == 302:
            return None
        for typed in words.values():
            assert typed in response.content.decode()
        return response.context["form"].errors

    return save


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "second",
    [
        {"approved": {"summary", "access"}},
        {"reasons": {"summary": "Why", "access": "Why"}},
        {"approved": {"access"}, "reasons": {"summary": "Why"}},
    ],
)
def test_of_two_who_decide_in_the_same_moment_one_does(second):
    change = make_sent_change(**BOTH)

    refused = at_once(deciding(change, approved={"summary", "access"}), deciding(change, **second))

    assert len(refused) == 1
    decisions = [kind for kind in kinds_of(change) if kind in ("approved", "returned")]
    assert decisions in (["approved"], ["returned"], ["approved", "returned"])
    assert change.partner.history.count() <= 2


@pytest.mark.django_db(transaction=True)
def test_a_practical_fact_saved_while_the_council_approves_is_not_lost():
    change = make_sent_change(**BOTH)

    refused = at_once(
        deciding(change, approved={"summary", "access"}), saving(change, "reach-us", phone="01902 7")
    )

    partner = Partner.objects.get(pk=change.partner_id)
    assert len(refused) == 1
    outcome = (partner.phone, partner.summary, partner_state(change))
    assert outcome in [("01902 7", "Helps families.", "sent"), ("", BOTH["summary"], "approved")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "decision", [{"approved": {"summary", "access"}}, {"reasons": {"summary": "Why", "access": "Why"}}]
)
def test_words_changed_in_the_moment_of_a_decision_are_decided_on_or_kept_and_never_both(decision):
    change = make_sent_change(**BOTH)

    refused = at_once(deciding(change, **decision), saving(change, "about-us", summary="Newer words."))

    partner, change = Partner.objects.get(pk=change.partner_id), ProfileChange.objects.get(pk=change.pk)
    assert partner.summary in ("Helps families.", BOTH["summary"])
    if change.state == "approved":
        assert (len(refused), partner.summary) == (1, BOTH["summary"])
    elif change.state == "draft":
        assert (len(refused), change.asked["summary"]) == (1, "Newer words.")
    else:
        assert change.reasons == decision["reasons"]
        assert change.asked["summary"] == (BOTH["summary"] if refused else "Newer words.")


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_who_begin_at_once_one_is_told_and_there_is_one_set():
    partner = make_partner()
    make_member(partner)
    change = ProfileChange(partner=partner)

    refused = at_once(
        saving(change, "about-us", summary="One wording."),
        saving(change, "about-us", summary="Another."),
    )

    assert len(refused) == 1
    assert partner.changes.get().asked["summary"] in ("One wording.", "Another.")


@pytest.mark.django_db(transaction=True)
def test_what_is_sent_twice_or_taken_back_in_the_same_moment_happens_once():
    change = make_change()
    user = change.partner.memberships.get().user
    mine, theirs, third = (ProfileChange.objects.get(pk=change.pk) for _ in range(3))

    refused = at_once(lambda: mine.send(user), lambda: theirs.send(user), lambda: third.withdraw(user))

    assert len(refused) == 2
    assert len(kinds_of(change)) == 2
