"""An address is told in parts only where each part is sure."""

import pytest

from partners.models.addresses import parts_of


@pytest.mark.parametrize(
    ("address", "first", "city", "county", "nation"),
    [
        ("Civic Centre, St Peter’s Square, Wolverhampton WV1 1SH", "Civic Centre, St Peter’s Square", "Wolverhampton", "", "England"),
        ("1 High St\nDudley\nWest Midlands\ndy1 1aa\nUK", "1 High St", "Dudley", "West Midlands", "England"),
        ("New Cross Hospital; Wolverhampton Road; Wolverhampton; WV100QP", "New Cross Hospital, Wolverhampton Road", "Wolverhampton", "", "England"),
        ("2 Queen Street, Cardiff, Wales, CF10 2BU", "2 Queen Street", "Cardiff", "", "Wales"),
        ("3 The Cross, Oswestry, Shropshire, England, SY11 1AA", "3 The Cross", "Oswestry", "Shropshire", "England"),
        ("4 Main Street, Newry BT34 1AA, Northern Ireland", "4 Main Street", "Newry", "", "Northern Ireland"),
    ],
)  # fmt: skip
def test_an_address_is_told_in_the_parts_of_the_standard(address, first, city, county, nation):
    parts = parts_of(address)

    assert (parts["address_1"], parts["city"], parts["region"]) == (first, city, county)
    assert (parts["state_province"], parts["country"]) == (nation, "GB")
    assert parts["postal_code"][-4] == " "


@pytest.mark.parametrize(
    "address",
    [
        "",
        "Wolverhampton WV1 1SH",
        "Cherry Street SEND and Sensory Hub, Graiseley, Wolverhampton",
        "1 High Street, WV1 1SH",
        "Unit 5, Science Park, WV10 9RU",
        "3 The Cross, Oswestry, SY11 1AA",
        "1 High Street, Wolverhampton, Scotland, WV1 1SH",
        "1 High Street, Nowhere, QQ1 1AA",
        "1 Rue de la Paix, 75002 Paris",
        "1 High Street, St Helier, JE2 3AB",
        "Write to us by e-mail, hello@example.org, WV1 1SH",
        ", ; \n WV1 1SH",
        "A" * 5_000 + ", " * 5_000 + "WV1 1SH",
    ],
)  # fmt: skip
def test_what_would_be_a_guess_is_left_out(address):
    assert parts_of(address) is None
