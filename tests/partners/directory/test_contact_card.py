"""What a family takes away from a partner's page: a card for the phone, half a sheet of paper."""

import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.support import factories, open_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners(db):
    return open_data.make_partners_of_every_sort()


def card_of(client, partner) -> list[str]:
    """Its lines, with those that were folded put together again."""
    answer = client.get(f"/partners/{partner.slug}/contact.vcf")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{partner.slug}.vcf"'
    words = answer.content.decode()
    assert words.endswith("END:VCARD\r\n")
    assert all(len(line.encode()) <= 75 for line in words.split("\r\n"))
    assert not re.search(r"[^\r]\n|\r[^\n]", words)
    return words.replace("\r\n ", "").split("\r\n")[:-1]


def test_a_card_holds_how_to_reach_a_partner(client, partners):
    assert card_of(client, partners["full"]) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Open Door",
        "N:Open Door;;;;",
        "ORG:Open Door",
        "X-ABShowAs:COMPANY",
        "TEL;TYPE=WORK,VOICE:01902000000",
        "EMAIL;TYPE=INTERNET,WORK:hello@example.org",
        "URL:https://ex%C3%A4mple.org/wir-%C3%BCber-uns",
        "ADR;TYPE=WORK:;;Open Door House\\, 1 High Street;Wolverhampton;West Midlands;WV1 1SH;United Kingdom",
        "NOTE:Help for families.\\nOpening hours: Monday to Friday\\, 9 to 5\\nhttp://127.0.0.1:8000/partners/full/",
        f"UID:urn:uuid:{partners['full'].uuid}",
        "END:VCARD",
    ]


def test_hostile_words_stay_in_the_field_they_were_written_in(client, partners):
    partner = partners["hostile"]
    lines = card_of(client, partner)

    names = [line.partition(":")[0].partition(";")[0] for line in lines]
    assert names == [
        "BEGIN",
        "VERSION",
        "FN",
        "N",
        "ORG",
        "X-ABShowAs",
        "URL",
        "ADR",
        "NOTE",
        "UID",
        "END",
    ]
    assert r"\nBEGIN:VCARD\nX: \;\,\\ &" in lines[2]
    assert len(re.findall(r"(?<!\\)(?:\\\\)*;", lines[3])) == 4


def test_a_long_name_in_any_script_is_folded_between_letters(client):
    partner = factories.make_partner(name="مدرسة 学校 🪜 " * 9)

    assert card_of(client, partner)[2] == f"FN:{partner.name.strip()}"


def test_a_card_holds_nothing_that_is_not_confirmed(client, partners):
    words = "\n".join(card_of(client, partners["unsure"]))

    for name in ("phone", "email", "website", "address", "opening_hours"):
        assert getattr(partners["unsure"], name).splitlines()[0] not in words


def test_half_a_sheet_says_what_a_partner_does_and_how_to_reach_it(client, partners):
    partner = partners["full"]
    partner.how_to_join = "word " * 300
    partner.save()

    page = client.get("/partners/full/print/")

    for words in (
        partner.name,
        partner.summary,
        partner.phone,
        partner.email,
        "http://127.0.0.1:8000/partners/full/",
    ):
        assertContains(page, words)
    assertContains(page, "Open Door House<br>1 High Street")
    assertContains(page, "qr-code__ink")
    assert page.content.count(b"word ") < 50
    assert "public" in page.headers["Cache-Control"]


def test_the_partners_page_leads_to_both(client, partners):
    page = client.get("/partners/full/")

    for address in ("/partners/full/contact.vcf", "/partners/full/print/"):
        assertContains(page, f'href="{address}"')


def test_nothing_of_a_hidden_partner_or_one_of_the_past_can_be_taken_away(client):
    hidden = factories.make_partner(is_listed=False)
    former = factories.make_partner(standing="former")

    for partner in (hidden, former):
        for name in ("contact.vcf", "print/"):
            assert client.get(f"/partners/{partner.slug}/{name}").status_code == 404
    assertNotContains(client.get(former.get_absolute_url()), "contact.vcf")
