"""What a page said before, what it says now, and what waits: seen side by side, and put back as a new change."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from partners.models import Partner
from tests.support.factories import make_member, make_partner, make_term
from tests.support.profiles import (
    decide,
    make_change,
    make_sent_change,
    save_section,
    section_address,
    sent_by_the_form,
)
from tests.tools import html_validator

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return make_partner(name="Club", phone="01902 1", summary="We help some.", access="Stairs.")


@pytest.fixture
def member(client, partner):
    user = make_member(partner, name="Sam")
    client.force_login(user)
    return user


def history(client, partner):
    return client.get(reverse("partners:history", args=[partner.slug]))


def text_of(page) -> str:
    return " ".join(page.content.decode().split())


def test_the_history_says_what_changed_by_whom_before_and_after(client, partner, member):
    term = make_term(vocabulary="who_helped", name="Parents")
    save_section(client, partner, "reach-us", phone="01902 2")
    save_section(client, partner, "who-we-help", who_helped=[term.pk], age_from=5)

    page = text_of(history(client, partner))

    assert "[taken out: </span>1<" in page or "[taken out: </span>01902 1<" in page
    for text in ("Telephone", "Youngest age", "Who they help", "Parents", ", by Sam"):
        assert text in page, text


def test_what_was_read_first_stands_in_the_history_by_the_council(client, partner, member):
    decide(make_sent_change(partner, member, summary="We help everybody."), approved={"summary"})

    page = history(client, partner)

    assertContains(page, "some.")
    assertContains(page, "everybody.")
    assertContains(page, "by the council: Read and approved by the council")


def test_what_stood_there_before_comes_into_the_boxes_and_nothing_is_saved(client, partner, member):
    save_section(client, partner, "reach-us", phone="01902 2", email="new@example.org")
    record = partner.history.first()
    save_section(client, partner, "reach-us", opening_hours="Mondays")
    assertContains(history(client, partner), f"reach-us/?back={record.pk}")

    page = client.get(section_address(partner, "reach-us") + f"?back={record.pk}")

    form = page.context["form"]
    assert (form["phone"].value(), form["email"].value()) == ("01902 1", "")
    assert form["opening_hours"].value() == "Mondays"
    assertContains(page, "Nothing is saved yet.")
    partner.refresh_from_db()
    assert partner.phone == "01902 2"


def test_what_is_put_back_is_a_new_change_and_is_read_first(client, partner, member):
    decide(make_sent_change(partner, member, access="A ramp."), approved={"access"})
    record = partner.history.first()
    address = section_address(partner, "getting-in") + f"?back={record.pk}"
    form = client.get(address).context["form"]

    client.post(address, sent_by_the_form(partner, "getting-in", access=form["access"].value()))

    assert Partner.objects.get(pk=partner.pk).access == "A ramp."
    assert partner.changes.open().get().asked == {"access": "Stairs."}


def test_ticks_are_put_back_too_without_those_that_are_gone(client, partner, member):
    stays, goes = (make_term(vocabulary="who_helped", name=name) for name in ("Parents", "Aunts"))
    partner.sort_under([stays, goes])
    partner.save()
    save_section(client, partner, "who-we-help", who_helped=[])
    record = partner.history.first()
    goes.delete()

    page = client.get(section_address(partner, "who-we-help") + f"?back={record.pk}")

    assert page.context["form"]["who_helped"].value() == [stays.pk]


@pytest.mark.parametrize("back", ["", "x", "0", "-1", "999999999", "٣"])
def test_a_save_that_is_not_there_puts_nothing_back(client, partner, member, back):
    page = client.get(section_address(partner, "reach-us") + f"?back={back}")

    assert page.context["form"]["phone"].value() == "01902 1"
    assertNotContains(page, "in the boxes again")


def test_nobody_puts_back_what_another_partner_had(client, partner, member):
    other = make_partner(phone="0121 1")
    Partner.objects.get(pk=other.pk).save()
    record = other.history.first()

    page = client.get(section_address(partner, "reach-us") + f"?back={record.pk}")

    assertNotContains(page, "0121 1")


def test_a_picture_that_went_is_not_offered(client, partner, member):
    partner.logo, partner.logo_alt = "logos/x.webp", "Two hands"
    partner.save()
    partner.logo, partner.logo_alt = "", ""
    partner.save()

    page = history(client, partner)

    assertContains(page, "The picture: taken away.")
    assertContains(page, "The picture: put in.")
    assertNotContains(page, "/pictures/?back")


def test_the_history_costs_the_same_however_much_was_saved(
    client, partner, member, django_assert_num_queries
):
    counts = []
    for times in (2, 4):
        for number in range(times):
            save_section(client, partner, "reach-us", phone=f"01902 {times}{number}")
        with django_assert_num_queries(12, exact=False) as asked:
            history(client, partner)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("state", "tag"),
    [
        ("draft", "Waiting: not sent yet"),
        ("sent", "Waiting: the council reads it"),
        ("returned", "Waiting: it came back"),
    ],
)
def test_a_box_that_waits_says_so_with_the_live_words_beside_it(client, partner, member, state, tag):
    change = make_change(partner, member, access="A ramp.")
    if state != "draft":
        change.send(member)
    if state == "returned":
        decide(change, access="Is there a lift?")

    page = client.get(section_address(partner, "getting-in"))

    text = text_of(page)
    assert text.count(tag) == 1
    box = text.index('id="id_access"')
    assert text.index("Stairs.") < box
    assertContains(page, "A ramp.</textarea>")
    assertNotContains(client.get(section_address(partner, "send-questions")), tag)


def test_the_live_words_beside_a_rich_text_are_heard_and_not_run(client, partner, member):
    partner.description = "<p>Old <strong>and</strong> good</p>"
    partner.save()
    make_change(partner, member, description="<p>New</p>")

    assertContains(client.get(section_address(partner, "about-us")), "Old and good")


def test_every_page_of_it_is_valid_html(client, partner, member):
    save_section(client, partner, "reach-us", phone="01902 2")
    make_change(partner, member, access="A ramp.", photo="photos/new.webp", photo_alt="Us")
    Partner.objects.filter(pk=partner.pk).update(logo="logos/x.webp", logo_alt="Two hands")
    addresses = [section_address(partner, name) for name in ("getting-in", "pictures")]
    addresses += [reverse("partners:history", args=[partner.slug])]
    addresses += [section_address(partner, "reach-us") + f"?back={partner.history.first().pk}"]

    pages = {address: client.get(address).content for address in addresses}

    assert html_validator.errors_in(pages) == []
