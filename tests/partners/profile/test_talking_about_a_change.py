"""A partner and the council talk about a change: notes, reasons and answers, kept with it, each with a letter."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.rights.sources import sources
from partners.models import ProfileChange, ProfileChangeEvent
from partners.models.remarks import remarks_on
from partners.profile import actions, letters
from tests.support.factories import make_member, make_partner, make_user
from tests.support.profiles import decide, make_change, make_reader, make_sent_change
from tests.tools import html_validator

pytestmark = pytest.mark.django_db
BOTH = {"access": "A ramp.", "summary": "We help many families."}


@pytest.fixture
def partner():
    return make_partner(name="Club")


@pytest.fixture
def member(client, partner):
    user = make_member(partner, name="Sam")
    client.force_login(user)
    return user


@pytest.fixture
def returned(partner, member):
    change = make_sent_change(partner, member, **BOTH)
    decide(change, make_reader(name="Pat"), access="Is there a lift?", summary="Say for whom.")
    return change


def address(partner, name="edit"):
    return reverse(f"partners:{name}", args=[partner.slug])


def send(client, change, **data):
    return client.post(address(change.partner, "send"), {"version": change.version} | data, follow=True)


def test_a_note_goes_with_what_is_sent_and_with_its_letter(client, partner, member, mailoutbox):
    reader, change = make_reader(), make_change(partner, member, **BOTH)

    page = send(client, change, note="We have moved.\nAll of it is new.")

    assertContains(page, "The council reads it now.")
    [letter] = mailoutbox
    assert letter.to == [reader.email]
    assert "They write:\n\nWe have moved.\nAll of it is new." in letter.body
    assertContains(client.get(address(partner)), "We have moved.<br>All of it is new.")


def test_the_letter_of_a_change_without_a_note_says_nothing_of_one(client, partner, member, mailoutbox):
    make_reader()
    send(client, make_change(partner, member, **BOTH))

    assert "They write" not in mailoutbox[0].body


def test_a_reason_is_answered_and_both_stand_with_the_change_on_both_sides(
    client, partner, member, returned, mailoutbox, settings
):
    page = client.get(address(partner))
    assertContains(page, "Your answer: Getting in and taking part")

    send(client, returned, reply_access="Yes, a big one.", note="Thank you for reading.")

    body = mailoutbox[-1].body
    assert "Getting in and taking part\nYes, a big one.\n\nThank you for reading." in body
    settings.REQUIRE_STAFF_MFA = False
    desk = Client()
    desk.force_login(make_reader())
    screen = desk.get(reverse("admin:partners_profilechange_change", args=[returned.pk]))
    for side in (client.get(address(partner)), client.get(address(partner, "history")), screen):
        thread = side.content.decode().split('class="events"')[1].split("</ol>")[0]
        places = [
            thread.index(text) for text in ("Is there a lift?", "Yes, a big one.", "Thank you for")
        ]
        assert places == sorted(places)
    assertContains(screen, "by Sam")
    assertNotContains(client.get(address(partner)), "Pat")


def test_only_what_came_back_can_be_answered(client, partner, member, returned):
    send(client, returned, reply_cost="Why not?", reply_access="Yes.")

    assert [event.said for event in returned.events.filter(kind="replied")] == [{"access": "Yes."}]


def test_the_council_writes_a_note_with_its_decision_and_it_stands_in_the_letter(
    client, partner, settings, mailoutbox
):
    settings.REQUIRE_STAFF_MFA = False
    change = make_sent_change(partner, **BOTH)
    client.force_login(make_reader())
    screen = reverse("admin:partners_profilechange_change", args=[change.pk])
    data = {
        "show_access": "on",
        "reason_summary": "Say for whom.",
        "note": "Nearly there.",
        "version": change.version,
        "profile": client.get(screen).context["reading"].mark,
    }

    look = client.post(screen, data | {"do": "look"})
    assertContains(look, "A note from us:")
    client.post(screen, data | {"do": "decide", "seal": look.context["reading"].seal})

    assert "A note from us:\n\nNearly there." in mailoutbox[-1].body
    assert change.events.last().note == "Nearly there."


def test_a_reason_says_which_field_it_is_about_wherever_it_stands(client, partner, member, returned):
    for name in ("mine", "edit", "history"):
        page = client.get(reverse("partners:mine") if name == "mine" else address(partner, name))
        text = page.content.decode()
        assert text.index("Summary") < text.index("Say for whom."), name
        assert text.index("Getting in and taking part") < text.index("Is there a lift?"), name
        assert text.index("Say for whom.") < text.index("Is there a lift?"), name
    assertContains(client.get(address(partner)), "/edit/about-us/#id_summary")


def test_the_order_of_reasons_and_letters_is_that_of_the_sections(partner, member, mailoutbox):
    texts = {"send_say": "Four", "photo": "Five", "access": "Three", "summary": "Two", "name": "One"}

    assert [remark.text for remark in remarks_on(texts)] == ["One", "Two", "Three", "Four", "Five"]
    change = make_change(partner, member, send_say="S", access="A", summary="U")
    assert ProfileChange.objects.get(pk=change.pk).parts == ["summary", "access", "send_say"]


def test_a_reason_about_a_field_that_is_not_asked_any_more_keeps_its_name():
    [remark] = remarks_on({"old_box": "Why"})

    assert (remark.label, remark.section) == ("Old box", None)


def test_a_note_that_is_too_long_is_told_and_no_word_is_lost(client, partner, member, returned):
    page = send(client, returned, note="x" * 1_001, reply_access="Yes, a lift.")

    assertContains(page, "There is room for 1000.")
    assertContains(page, "Yes, a lift.")
    returned.refresh_from_db()
    assert returned.state == "returned"


def test_a_page_left_open_too_long_gives_the_note_back(partner, member, returned):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)

    page = strict.post(address(partner, "send"), {"note": "Kept.", "version": returned.version})

    assertContains(page, "Kept.", status_code=403)
    assertContains(page, "Nothing is sent yet", status_code=403)
    returned.refresh_from_db()
    assert returned.state == "returned"


def test_the_address_of_sending_leads_to_the_page_with_the_button(client, partner, member, returned):
    assertRedirects(client.get(address(partner, "send")), address(partner))


def test_what_was_said_goes_90_days_after_the_end_and_what_happened_stays(partner, member, returned):
    returned.send(member, note="Look again.", replies={"access": "Yes."})
    decide(returned, approved={"access", "summary"})
    kinds = set(returned.events.values_list("kind", flat=True))
    assert {"noted", "replied", "returned"} <= kinds

    assert actions.forget_what_was_said() == 0
    long_ago = timezone.now() - timedelta(days=91)
    ProfileChangeEvent.objects.update(at=long_ago)
    open_change = make_sent_change(partner, member, access="Stairs.")
    open_change.events.update(at=long_ago)
    decide(open_change, access="No lift?")
    call_command("work", "--once")

    assert set(returned.events.values_list("kind", flat=True)) == kinds - {"noted", "replied"}
    assert [event.said for event in returned.events.filter(kind="returned")] == [{}]
    assert open_change.events.filter(kind="returned").exclude(said={}).exists()


def test_what_somebody_wrote_is_found_handed_out_and_erased(partner, member, returned):
    returned.send(member, note="Look again.", replies={"access": "Yes."})
    [source] = [source for source in sources() if source.name == "note"]

    rows = source.rows(member.email, make_user())

    told = [source.everything(row) for row in rows]
    assert {"Look again.", "Yes."} <= {text for row in told for text in row.values()}
    assert source.rows("Sam", make_user()) == rows
    assert [source.erase(row) for row in rows] == [True, True]
    assert not source.rows(member.email, make_user())


def test_hostile_notes_stay_text(client, partner, member, returned):
    send(client, returned, reply_access="<script>alert(1)</script>", note="<b>x</b>")

    page = client.get(address(partner))
    assertContains(page, "&lt;script&gt;")
    assertNotContains(page, "<b>x</b>")


def test_every_page_of_talking_is_valid_html(client, partner, member, returned):
    names = ("edit", "history")
    pages = {name: client.get(address(partner, name)).content for name in names}

    assert html_validator.errors_in(pages) == []


# Late presses


def test_sent_twice_it_is_sent_once_and_both_presses_say_so(
    client, partner, member, returned, mailoutbox
):
    mailoutbox.clear()
    data = {"note": "We have moved.", "reply_access": "Yes, a lift."}
    version = returned.version

    for _ in range(2):
        page = send(client, returned, **data, version=version)
        assertContains(page, "The council reads it now.")
        assertNotContains(page, "There is a problem")

    assert len(mailoutbox) == ProfileChangeEvent.objects.filter(kind="noted").count() == 1


@pytest.mark.parametrize("other", [{"note": "Other words."}, {"reply_access": "No lift."}])
def test_other_words_after_it_was_sent_are_shown_again_and_not_said_to_be_sent(
    client, partner, member, returned, other
):
    data = {"note": "We have moved.", "reply_access": "Yes, a lift.", "version": returned.version}
    send(client, returned, **data)

    page = send(client, returned, **data | other)

    assertNotContains(page, "Thank you. The council reads it now.")
    assertContains(page, "There is a problem")
    assertContains(page, "What you wrote was not sent")
    for text in (data | other)["note"], (data | other)["reply_access"]:
        assertContains(page, text)


def test_a_refused_press_keeps_the_note_and_the_answers(client, partner, member, returned):
    """A colleague has changed the words meanwhile: what is new stands on the page, and is sent by the next press."""
    data = {"note": "We have moved.", "reply_access": "Yes, a lift.", "version": returned.version}
    ProfileChange.keep(partner, member, {"access": "A long ramp."})

    page = send(client, returned, **data)

    assertContains(page, "Look at it again first.")
    assertContains(page, "We have moved.")
    assertContains(page, "Yes, a lift.")
    returned.refresh_from_db()
    assert returned.state == "returned"
    assertContains(send(client, returned, **data | {"version": returned.version}), "reads it now.")


def test_words_for_changes_that_somebody_took_back_are_shown_again(client, partner, member, returned):
    version = returned.version
    returned.withdraw(member)

    page = send(client, returned, note="<b>We have moved.</b>", reply_access="A lift.", version=version)

    assertContains(page, "There is nothing that waits.")
    assertContains(page, "&lt;b&gt;We have moved.&lt;/b&gt;")
    assertContains(page, "A lift.")
    assertNotContains(client.get(address(partner)), "What you wrote was not sent")


def test_a_press_without_anything_leads_to_the_page_with_the_button(client, partner, member):
    for data in ({}, {"version": "x\x00"}):
        assert client.post(address(partner, "send"), data, follow=True).status_code == 200


def test_a_note_goes_with_the_letters_that_hold_it(partner, member, returned, settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    [source] = [source for source in sources() if source.name == "note"]
    make_reader()
    text = "Look again.\n\nIt is new."
    returned.send(member, note=text, replies={"access": "Yes, a lift."})
    letters.tell_staff_what_waits(returned, text, {"access": "Yes, a lift."})
    letters.tell_staff(partner, member, [("Telephone", "1", "2")])
    staff = make_reader()
    subject, letter = letters.about_decision(returned, {"access", "summary"}, {}, "Nearly there.")
    decide(returned, staff, approved={"access", "summary"})
    noted = returned.events.create(kind="noted", by=staff, said={"note": "Nearly there."})
    letters.tell_partner(partner, subject, letter)
    holding = Email.objects.filter(Q(message__contains="It is new.") | Q(message__contains="Nearly"))
    assert holding.count() == 3

    for row in [*source.rows(member.email, make_user()), noted]:
        assert source.erase(row)

    assert not holding.exists()
    assert Email.objects.filter(message__contains="Telephone").count() == 2
