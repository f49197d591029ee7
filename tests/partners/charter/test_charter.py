"""The charter: what families are promised, and how far the promise is agreed."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.reading_age import reading_age, sentences_of, words_of
from partners import content
from partners.charter import differences
from partners.models import CharterValue, CharterVersion
from tests.house.test_words import blocks_of
from tests.support.factories import make_charter, make_published_story, make_user, make_waiting_story

pytestmark = pytest.mark.django_db
BANNER = "Draft values. The Board’s approved wording is awaited."


def test_a_draft_says_that_it_is_one(client):
    make_charter(dated_on=datetime.date(2026, 11, 22), number=1)

    response = client.get("/charter/")

    assertContains(response, BANNER)
    assertContains(response, "Version 1, 22 November 2026.")
    assertContains(response, "Not adopted yet.")


def test_an_adopted_charter_says_when_and_by_whom(client):
    make_charter(
        state="adopted", adopted_on=datetime.date(2027, 1, 30), adopted_by="The Children's Board"
    )

    response = client.get("/charter/")

    assertNotContains(response, BANNER)
    assertContains(response, "Adopted by The Children&#x27;s Board on 30 January 2027.")


def test_the_newest_wording_that_is_published_is_shown(client):
    make_charter(number=1, preamble="<p>Oldest</p>")
    make_charter(number=2, preamble="<p>Newest</p>")
    make_charter(number=3, preamble="<p>Not yet</p>", is_published=False)

    response = client.get("/charter/")

    assertContains(response, "Newest")
    assertNotContains(response, "Oldest")
    assertNotContains(response, "Not yet")


def test_seven_values_stand_in_their_order(client):
    content.load(lambda created, thing: None)

    response = client.get("/charter/")

    names = [value.name for value in response.context["values"]]
    assert names == ["Equal", "Welcome", "Everyone", "Honest", "Clear", "Valued", "Accountable"]
    assertContains(response, "Our 7 promises")
    assertContains(response, "B-Safe Team")
    assertContains(response, "Charter Status")


def test_without_a_charter_the_page_is_kind(client):
    assertContains(client.get("/charter/"), "The charter is being written.")


def test_the_charter_costs_the_same_however_many_values_and_stories_there_are(
    client, django_assert_num_queries
):
    charter = make_charter()
    for number in range(3):
        value = CharterValue.objects.create(
            version=charter, slug=f"v{number}", name="V", promise="We will."
        )
        make_published_story(title=f"Story {number}", values=[value])
        client.get("/charter/")  # What stands beside its sheet is worked out once for each set of words.
        with django_assert_num_queries(5):
            client.get("/charter/")


def test_hostile_words_of_a_charter_are_shown_as_words(client):
    hostile = "<script>alert(1)</script>"
    charter = make_charter(preamble=hostile, made_by=hostile)
    CharterValue.objects.create(version=charter, name=hostile, promise=hostile, drawn_from=hostile)

    assertNotContains(client.get("/charter/"), "<script>")


@pytest.mark.parametrize("words", [{"state": "adopted"}, {"adopted_by": "A Board"}])
def test_the_database_refuses_a_charter_that_is_half_adopted(words):
    with pytest.raises(IntegrityError):
        make_charter(**words)


def value(version, slug="equal", **words) -> CharterValue:
    return CharterValue.objects.update_or_create(version=version, slug=slug, defaults=words)[0]


def shown(stories_or_page, *titles):
    for title in titles:
        assertContains(stories_or_page, title)


# Adopting


def test_adopting_a_version_takes_the_place_of_the_one_before(client):
    first = make_charter(number=1, preamble="<p>First words</p>")
    second = first.next_draft()
    second.values.update(promise="We will share every decision.")
    assertContains(client.get("/charter/"), "We will share decisions.")
    assert client.get("/charter/versions/2/").status_code == 404
    before = revision.current()

    second.adopt(datetime.date(2027, 1, 30), "The Board")

    assert revision.current() > before
    first.refresh_from_db()
    assert (first.state, first.superseded_on) == ("superseded", datetime.date(2027, 1, 30))
    page = client.get("/charter/")
    assertContains(page, "We will share every decision.")
    assertNotContains(page, BANNER)
    assertContains(client.get("/charter/versions/1/"), "First words")
    assertContains(client.get("/charter/versions/1/"), "This is an old version.")
    assertContains(client.get("/charter/versions/"), "Adopted by The Board on 30 January 2027.")
    assert first.history.first().state == "superseded"
    assert second.history.first().state == "adopted"


def test_a_version_is_adopted_once_and_never_over_a_newer_one():
    today = timezone.localdate()
    first = make_charter(number=1)
    second, third = first.next_draft(), first.next_draft()
    third.adopt(today, "The Board")

    for version in (third, second):
        with pytest.raises(ValidationError):
            version.adopt(today, "The Board")

    second.refresh_from_db()
    assert (second.state, CharterVersion.objects.in_force()) == ("draft", third)
    with pytest.raises(IntegrityError), transaction.atomic():
        CharterVersion.objects.filter(pk=second.pk).update(
            state="adopted", adopted_on=today, adopted_by="B", is_published=True
        )


def test_a_draft_of_the_next_version_does_not_push_out_what_is_in_force(client):
    adopted = make_charter(number=1, preamble="<p>In force</p>")
    adopted.adopt(timezone.localdate(), "The Board")
    make_charter(number=2, preamble="<p>Next idea</p>")

    assertContains(client.get("/charter/"), "In force")
    assertContains(client.get("/charter/versions/2/"), "Next idea")
    assertContains(client.get("/charter/versions/2/"), BANNER)


def test_staff_begin_a_version_adopt_it_and_cannot_touch_it_again(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Partner managers"))
    first = make_charter(number=1)
    old = first.history.first()
    desk = "/admin/partners/charterversion/"
    client.post(f"{desk}{first.pk}/next/")
    second = CharterVersion.objects.get(number=2)
    assert (second.state, second.is_published, second.values.get().slug) == ("draft", False, "equal")
    words = {"on": "2999-01-01", "by": "The Board", "version": second.version}
    assertContains(client.post(f"{desk}{second.pk}/adopt/", words), "This day is still to come.")

    assertRedirects(
        client.post(f"{desk}{second.pk}/adopt/", words | {"on": timezone.localdate().isoformat()}), desk
    )

    again = client.post(f"{desk}{second.pk}/adopt/", words, follow=True)
    assertContains(again, "Version 2 (adopted) is not a draft, so there is nothing to adopt.")
    page = client.get(f"{desk}{second.pk}/change/")
    assertContains(page, "This wording is fixed.")
    assertNotContains(page, 'name="preamble"')
    client.post(f"{desk}{second.pk}/change/", {"preamble": "<p>Mine</p>", "state": "draft"})
    first.refresh_from_db()
    answer = client.post(f"{desk}{first.pk}/history/{old.history_id}/", {"preamble": "Mine"})
    assert answer.status_code == 403
    assert CharterVersion.objects.filter(preamble__contains="Mine").count() == 0
    assert CharterVersion.objects.get(number=1).state == "superseded"


@pytest.mark.parametrize("role", ["Moderators", "Safeguarding leads"])
def test_only_who_may_change_the_charter_adopts_it(client, settings, role):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user(role))
    version = make_charter()

    for end in ("adopt", "next"):
        answer = client.post(
            f"/admin/partners/charterversion/{version.pk}/{end}/", {"on": "2026-01-01", "by": "Me"}
        )
        assert answer.status_code == 403
    assert CharterVersion.objects.get().state == "draft"


# What changed


def test_what_changed_is_said_in_words(client):
    first = make_charter(number=1, preamble="<p>Stays.</p><p>Leaves.</p>")
    value(first, name="Equal", promise="We will share some decisions.")
    value(first, "gone", name="Old", promise="We will stop.")
    second = make_charter(number=2, preamble="<p>Stays.</p><p>Comes.</p>")
    value(second, name="As equals", promise="We will share all decisions.")
    value(second, "new", name="New", promise="We will begin.")

    changes = differences.between(first, second)

    assert [(change.kind, change.name) for change in changes.values] == [
        ("changed", "As equals"),
        ("added", "New"),
        ("gone", "Old"),
    ]
    assert [(part.kind, part.text) for part in changes.values[0].parts] == [
        ("same", "We will share"),
        ("out", "some"),
        ("in", "all"),
        ("same", "decisions."),
    ]
    assert [(part.kind, part.text) for part in changes.around] == [
        ("out", "Leaves."),
        ("in", "Comes."),
    ]
    page = client.get("/charter/versions/2/")
    assertContains(page, '<del><span class="changes__sign">gone: </span>some</del>', html=True)
    assertContains(page, '<ins><span class="changes__sign">new: </span>all</ins>', html=True)
    assertContains(page, "It was called “Equal”.")


def test_versions_with_the_same_words_say_so(client):
    make_charter(number=1)
    make_charter(number=2)

    assertContains(client.get("/charter/versions/2/"), "No words changed.")
    assertNotContains(client.get("/charter/versions/1/"), "What changed since")


def test_differences_of_very_long_texts_are_found_at_once():
    many = "word " * 200_000

    assert [part.kind for part in differences.words_between(many, f"{many}more")] == [
        "out",
        "in",
    ]


@pytest.mark.parametrize("number", [0, 7, 99_999_999_999])
def test_a_version_that_is_not_there_or_not_shown_is_not_found(client, number):
    make_charter(number=7, is_published=False)

    assert client.get(f"/charter/versions/{number}/").status_code == 404


# For children


def test_children_have_a_wording_of_their_own_with_the_same_number(client):
    content.load(lambda created, thing: None)

    page = client.get("/charter/children/")

    assertContains(page, BANNER)
    assertContains(page, "This is version 1.")
    assertContains(page, '<svg class="drawing"', count=8)
    sentences = [
        sentence for block in blocks_of(page.content.decode()) for sentence in sentences_of(block)
    ]
    assert reading_age(sentences) <= 7
    assert max(len(words_of(sentence)) for sentence in sentences) <= 15


def test_without_a_charter_there_is_none_for_children(client):
    assert client.get("/charter/children/").status_code == 404
    make_charter()
    assertContains(client.get("/charter/children/"), "We are writing it.")


# Stories that show a value


def test_each_value_shows_its_newest_three_published_stories_and_its_page_shows_more(client):
    charter = make_charter()
    equal = value(charter)
    for number in range(4):
        make_published_story(title=f"Told {number}", values=[equal])
    hidden = make_waiting_story(title="Xyzzyberry")
    hidden.values.add(equal)
    taken_back = make_published_story(title="Taken back", values=[equal])
    taken_back.withdraw()

    page, own = client.get("/charter/"), client.get("/charter/values/equal/")

    shown(page, "Told 3", "Told 2", "Told 1")
    assertNotContains(page, "Told 0")
    shown(own, "Told 3", "Told 0")
    for answer in (page, own):
        assertNotContains(answer, "Xyzzyberry")
        assertNotContains(answer, "Taken back")


def test_a_story_stays_with_its_value_when_a_newer_version_is_adopted_and_is_shown_once(client):
    first = make_charter(number=1)
    second = first.next_draft()
    values = [first.values.get(), second.values.get()]
    story = make_published_story(title="The calm room", values=values)
    second.values.update(name="As equals")

    second.adopt(timezone.localdate(), "The Board")

    assertContains(client.get("/charter/"), "The calm room", count=1)
    page = client.get("/charter/values/equal/")
    assertContains(page, "As equals")
    assertContains(page, f'href="{story.get_absolute_url()}"', count=1)


def test_staff_see_which_promises_no_published_story_shows(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Partner managers"))
    charter = make_charter()
    value(charter, "shown", name="Shown promise", promise="We will.")
    value(charter, "empty", name="Empty promise", promise="We will.")
    make_published_story(values=[charter.values.get(slug="shown"), charter.values.get(slug="equal")])
    make_waiting_story().values.add(charter.values.get(slug="empty"))

    page = client.get("/admin/partners/charterversion/")

    assertContains(page, "Empty promise")
    assertNotContains(page, "Shown promise")


@pytest.mark.parametrize("slug", ["no-such", "hidden"])
def test_a_value_that_is_not_in_force_has_no_page(client, slug):
    make_charter(number=1)
    value(make_charter(number=2, is_published=False), "hidden", name="Hidden", promise="We will.")

    assert client.get(f"/charter/values/{slug}/").status_code == 404


# Words


@pytest.mark.parametrize(
    "address",
    [
        "/charter/",
        "/charter/versions/",
        "/charter/sign/",
        "/charter/signed/",
        "/charter/status/",
        "/charter/values/equal/",
    ],
)
def test_the_pages_of_the_charter_can_be_read_by_somebody_of_nine(client, address):
    content.load(lambda created, thing: None)

    blocks = blocks_of(client.get(address).content.decode())

    names = ("City of Wolverhampton", "Wolverhampton Clinical", "From:", "Wolverhampton Information")
    sentences = [each for block in blocks if not block.startswith(names) for each in sentences_of(block)]
    assert reading_age(sentences) <= 9
    assert [each for each in sentences if len(words_of(each)) > 20] == []
