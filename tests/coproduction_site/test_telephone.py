"""What a telephone dials, out of what people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.telephone import as_written_for_programs, dialled, extension, link
from partners.directory.contact_card import contact_card
from partners.directory.structured_data import organization
from partners.open_referral import identifiers
from stories.models.calls import CallRequest
from tests.support.factories import make_moderator, make_partner, make_site


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+44 (0)1902 555555", "+441902555555"),
        ("+4401902 555555", "+441902555555"),
        ("0044 1902 555555", "+441902555555"),
        ("+353 1 234 5678", "+35312345678"),
        ("01902 555555 - 07700 900123", "01902555555"),
        ("01902 555555 / 07700 900123", "01902555555"),
        ("01902 555555 or 07700 900123", "01902555555"),
        ("01902 555555 (07700 900123)", "01902555555"),
        ("01902 555555 (24 hours)", "01902555555"),
        ("01902 555555 (9-5)", "01902555555"),
        ("0800 111 222 24 hours", "0800111222"),
        ("Tel: 01902 555555", "01902555555"),
        ("Fax: 01902 111111, Tel: 01902 555555", "01902555555"),
        ("(Freephone) 0800 111 222", "0800111222"),
        ("24/7: 01902 555555", "01902555555"),
        ("01902 555555 #12", "01902555555"),
        ("01902 555555 ext. 7", "01902555555"),
        ("(0121) 496 0123", "01214960123"),
        ("01902.555.555", "01902555555"),
        ("01902\u00a0555\u2013555", "01902555555"),
        ("٠٧٧٠٠ ٩٠٠١٢٣", "07700900123"),
        ("0800 1111", "08001111"),
        ("116 123", "116123"),
        ("999", "999"),
    ],
)
def test_the_first_number_is_dialled_however_it_is_written(written, number):
    assert (dialled(written), link(written)) == (number, f"tel:{number}")


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ring us",
        "555555",
        "01902 55",
        "01902555555999",
        "85258",
        "1-800-555-0199",
        "01902 (555) 555",
        "123",
    ],
)
def test_nothing_is_dialled_where_it_is_not_sure(written):
    assert (dialled(written), link(written)) == ("", "")


def test_a_number_for_texts_may_be_short():
    assert link("85258", is_for_texts=True) == "sms:85258"


@given(st.text("0123456789+() .-/#exTl:\u00a0٣", max_size=30))
def test_whatever_is_written_only_digits_are_dialled(written):
    number = dialled(written)

    assert number.removeprefix("+").isascii()
    assert number == "" or (number.removeprefix("+").isdigit() and 3 <= len(number) <= 16)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+44 (0)1902 555555", "+441902555555"),
        ("01902 555555 - 07700 900123", "01902555555"),
        ("01902 555555 (07700 900123)", "01902555555"),
        ("01902 555555 (24 hours)", "01902555555"),
        ("01902 555555 (9-5)", "01902555555"),
        ("Tel: 01902 555555", "01902555555"),
        ("(Freephone) 0800 111 222", "0800111222"),
        ("24/7: 01902 555555", "01902555555"),
        ("01902 555555 #12", "01902555555"),
        ("ring us", ""),
    ],
)
def test_page_card_calls_structured_data_and_open_data_dial_the_same(client, settings, written, number):
    settings.REQUIRE_STAFF_MFA = False
    partner = make_partner(phone=written, to_be_confirmed=[])
    CallRequest.objects.create(number=written)
    link = f'href="tel:{number}"' if number else 'href="tel:'

    page = client.get(partner.get_absolute_url()).content.decode()
    service = identifiers.of(partner.uuid, "service")
    open_data = client.get(f"/open-referral/services/{service}").json()
    client.force_login(make_moderator())
    calls = client.get("/admin/stories/callrequest/").content.decode()

    assert (link in page, link in calls) == (bool(number), bool(number))
    assert (f"TEL;TYPE=WORK,VOICE:{number}\r\n" in contact_card(partner)) == bool(number)
    assert organization(partner).get("telephone", "") == number
    assert [phone["number"] for phone in open_data["contacts"][0]["phones"]] == [number or written]


@pytest.mark.django_db
def test_a_number_that_is_not_sure_stands_there_without_a_link(client):
    make_site(contact_phone="555555", contact_name="Ann")

    page = client.get("/stories/share/")

    assertContains(page, "555555")
    assertNotContains(page, 'href="tel:555555"')


@pytest.mark.parametrize(
    ("written", "pressed_then"),
    [
        ("01902 555555 ext. 7", "7"),
        ("01902 555555 (extension 0123)", "0123"),
        ("01902 555555", ""),
        ("01902 555555 ext. 7 or 8", ""),
        ("01902 555555 or 01902 666666 ext. 7", ""),
        ("ext. 7", ""),
    ],
)
def test_an_extension_is_told_where_it_is_sure_to_which_number_it_belongs(written, pressed_then):
    assert extension(written) == pressed_then


def test_an_extension_is_never_written_so_that_its_digits_could_be_dialled_as_one_number():
    assert as_written_for_programs("01902 555555 extn 12") == "01902555555 ext. 12"
    assert as_written_for_programs("01902 555555") == "01902555555"
    assert as_written_for_programs("ring us") == ""
