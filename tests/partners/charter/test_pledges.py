"""An organisation signs the charter: sent once, read by staff, shown with its day, taken back at any time."""

import csv
import io
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from coproduction_site.limits import Limit
from partners.charter.pledges import actions
from partners.models import ContactChange, Evidence, PanelView, Pledge, StatusApplication
from tests.support.charter import make_award, make_pledge, make_public_pledge, typed_pledge
from tests.support.factories import make_charter, make_member, make_partner, make_site, make_user

pytestmark = pytest.mark.django_db
SIGN, THANKS, SIGNED = "/charter/sign/", "/charter/sign/thanks/", "/charter/signed/"
PUBLIC = ["/charter/", SIGNED, "/charter/signed.json", "/charter/signed.csv", "/charter/status/"]


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def manager():
    return signed_in(make_user("Partner managers"))


def desk(pledge) -> str:
    return f"/admin/partners/pledge/{pledge.pk}/change/"


def read(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def press(client, pledge, do, **words):
    pledge.refresh_from_db()
    return client.post(desk(pledge), {"do": do, "version": pledge.version, **words})


# Signing


def test_a_pledge_is_kept_and_shows_nowhere_before_somebody_read_it(client):
    manager = make_user("Partner managers")
    before = revision.current()

    sent = client.post(SIGN, typed_pledge(name="Xyzzyberry School", email="joe@example.org"))

    assertRedirects(sent, THANKS)
    assertContains(client.get(THANKS), "Xyzzyberry School")
    pledge = Pledge.objects.get()
    assert (pledge.state, pledge.slug, revision.current()) == ("waiting", None, before)
    for address in PUBLIC:
        assert b"Xyzzyberry" not in read(Client().get(address)), address
    to_signer, to_staff = mail.outbox
    assert (to_signer.to, to_staff.to) == (["joe@example.org"], [manager.email])
    assert pledge.get_own_url() in to_signer.body
    assert pledge.token not in to_staff.body


def test_a_button_pressed_twice_is_one_pledge_and_one_letter(client):
    words = typed_pledge()

    for _ in range(3):
        assertRedirects(client.post(SIGN, words), THANKS)

    assert Pledge.objects.count() == len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"name": " "}, "Write the name of your organisation."),
        ({"kind": "wizard"}, "Choose from the answers on this page."),
        ({"will_do": ""}, "Say what you will do."),
        ({"will_do": "x" * 1501}, "Please make it shorter."),
        ({"email": "joe"}, "Write the whole address"),
        ({"may_be_shown": ""}, "A pledge is a promise in public."),
        ({"name": "\x00\x0b"}, "Write the name of your organisation."),
        ({"website": "https://spam.example"}, "A box that must stay empty was filled in."),
        ({"opened": "0"}, "Please wait a moment"),
    ],
)
def test_a_pledge_that_is_not_right_comes_back_with_every_word(client, details, sentence):
    page = client.post(SIGN, typed_pledge(person="Pat Ex", role="Head of all") | details)

    assertContains(page, sentence)
    assertContains(page, "Error: ")
    assertContains(page, "Pat Ex")
    assertContains(page, "Head of all")
    assert not Pledge.objects.exists()


def test_words_stay_when_the_page_was_open_too_long():
    client = Client(enforce_csrf_checks=True)

    page = client.post(SIGN, typed_pledge(will_do="A long promise"))

    assertContains(page, "A long promise", status_code=403)
    assertContains(page, "Your words are all here", status_code=403)
    assert not Pledge.objects.exists()


def test_a_pledge_after_many_in_an_hour_waits_with_every_word(client, monkeypatch):
    make_site(contact_phone="01902 123456")
    monkeypatch.setattr(actions, "SIGNING", Limit("few", times=2, minutes=60))
    for _ in range(2):
        client.post(SIGN, typed_pledge(key=str(uuid4())))

    page = client.post(SIGN, typed_pledge(key=str(uuid4()), name="The third"))

    assert page.status_code == 429
    assertContains(page, "The third", status_code=429)
    assertContains(page, "01902 123456", status_code=429)
    assert Pledge.objects.count() == len(mail.outbox) == 2


def test_fields_that_the_form_does_not_have_are_ignored(client):
    extra = {"state": "published", "token": "mine", "slug": "mine", "signed_on": "2020-01-01"}

    client.post(SIGN, typed_pledge() | extra)

    pledge = Pledge.objects.get()
    assert (pledge.state, pledge.slug, pledge.signed_on) == ("waiting", None, None)
    assert len(pledge.token) == 43


def test_nobody_is_thanked_for_nothing(client):
    assertRedirects(client.get(THANKS), SIGN)


# Reading it


def test_what_staff_publish_is_shown_with_its_day_and_nothing_private(manager):
    pledge = make_pledge(
        name="Hill School", person="Secretname", role="Secretrole", email="s@secret.org"
    )
    assertContains(manager.get("/admin/"), "<strong>1</strong> Pledges to read")
    assertContains(manager.get(desk(pledge)), "Secretname")
    before = revision.current()

    assertRedirects(press(manager, pledge, "publish"), "/admin/partners/pledge/")

    assert revision.current() > before
    pledge.refresh_from_db()
    assert (pledge.slug, pledge.signed_on) == ("hill-school", timezone.localdate())
    for address in (SIGNED, "/charter/signed.json", "/charter/signed.csv"):
        shown = read(Client().get(address)).decode()
        assert "Hill School" in shown
        assert "We will ask families" in shown
        for word in ("Secret", "secret", pledge.token, str(pledge.key)):
            assert word not in shown, address
    assert mail.outbox[-1].to == ["s@secret.org"]


def test_staff_ask_for_a_change_and_the_organisation_makes_it(manager, client):
    pledge = make_pledge()
    assertContains(press(manager, pledge, "give_back", reason=" "), "Say why.")

    press(manager, pledge, "give_back", reason="Please name no child.")

    assert "Please name no child." in mail.outbox[-1].body
    page = client.get(pledge.get_own_url())
    assertContains(page, "Please name no child.")
    version = page.context["pledge"].version
    words = typed_pledge(will_do="Better words", email="other@example.org", version=version)
    assertContains(client.post(pledge.get_own_url(), words | {"name": ""}), "Better words")
    for _ in range(2):
        assertRedirects(client.post(pledge.get_own_url(), words), pledge.get_own_url())
    pledge.refresh_from_db()
    assert (pledge.state, pledge.will_do, pledge.email) == ("waiting", "Better words", "pat@example.org")


def test_of_two_who_change_it_the_second_is_told_and_loses_no_word(client):
    pledge = make_pledge()
    pledge.give_back(make_user("Partner managers"), "Shorter, please.")
    words = typed_pledge(version=pledge.version)
    client.post(pledge.get_own_url(), words | {"will_do": "The first"})

    page = client.post(pledge.get_own_url(), words | {"will_do": "The second"})

    assertContains(page, "This cannot be done now.")
    assertContains(page, "The second")
    pledge.refresh_from_db()
    assert pledge.will_do == "The first"


def test_a_pledge_is_declined_with_a_reason_also_when_it_was_public(manager):
    waiting, public = make_pledge(name="Waits"), make_public_pledge(name="Was public")

    for pledge in (waiting, public):
        press(manager, pledge, "decline", reason="It is an advert.")
        pledge.refresh_from_db()
        assert pledge.state == "declined"
        assert "It is an advert." in mail.outbox[-1].body
        assertContains(Client().get(pledge.get_own_url()), "It is an advert.")

    assertNotContains(Client().get(SIGNED), "Was public")


def test_a_stale_screen_decides_nothing(manager):
    pledge = make_pledge()
    old = pledge.version
    pledge.give_back(make_user("Partner managers"), "Why")

    page = manager.post(desk(pledge), {"do": "publish", "version": old})

    assertContains(page, "This has changed since you opened it.")
    assert Pledge.objects.get().state == "returned"


def test_two_with_one_name_have_addresses_of_their_own(manager):
    first, second, nameless = (make_public_pledge(name=name) for name in ("Same", "Same", "学校"))

    assert first.slug == "same"
    assert second.slug.startswith("same-")
    assert nameless.slug.startswith("organisation-")
    assertContains(manager.get(desk(first)), "Others with this name")


@pytest.mark.parametrize("role", ["Moderators", "Content editors", None])
def test_only_partner_managers_read_pledges(role):
    pledge = make_pledge()
    client = signed_in(make_user(role) if role else make_member(make_partner()))

    for address in (desk(pledge), "/admin/partners/pledge/"):
        assert client.get(address).status_code in (302, 403)
    assert client.post(desk(pledge), {"do": "publish", "version": 1}).status_code in (302, 403)
    assert Pledge.objects.get().state == "waiting"
    assert Client().get(f"/charter/pledge/{pledge.pk}/").status_code == 404


# Taking it back


def test_a_pledge_taken_back_is_gone_at_once_with_its_status(client):
    pledge = make_award(make_public_pledge(name="Hill School")).pledge
    before = revision.current()

    for _ in range(2):
        assertRedirects(
            client.post(pledge.get_own_url(), {"take_back": "yes", "sure": "yes"}), pledge.get_own_url()
        )

    assert revision.current() > before
    assertContains(client.get(pledge.get_own_url()), "You took it back")
    for address in PUBLIC:
        assert b"Hill School" not in read(client.get(address)), address
    for end in ("", "badge.svg"):
        gone = client.get(f"/charter/status/hill-school/{end}")
        assert gone.status_code == 410
        assert b"Hill School" not in read(gone)
    assert client.get(f"{pledge.get_own_url()}status/").status_code == 404


def test_looking_takes_nothing_back(client):
    pledge = make_public_pledge()

    client.get(f"{pledge.get_own_url()}?take_back=yes")

    assert Pledge.objects.public().count() == 1


def test_a_new_link_ends_the_old_one_and_its_letters(manager, client):
    pledge = make_public_pledge()
    old = pledge.get_own_url()

    press(manager, pledge, "renew_link")

    pledge.refresh_from_db()
    assert pledge.get_own_url() in mail.outbox[-1].body
    assert client.get(old).status_code == 404
    assert client.get(pledge.get_own_url()).status_code == 200


def test_the_private_page_is_kept_by_nobody_and_named_to_nobody(client):
    page = client.get(make_pledge().get_own_url())

    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "strict-origin"


def test_what_ended_is_erased_after_ninety_days(time_machine):
    ended, kept = make_pledge(), make_public_pledge()
    ended.take_back()
    time_machine.move_to(timezone.now() + timedelta(days=89), tick=False)
    assert actions.erase_what_ended() == 0

    time_machine.move_to(timezone.now() + timedelta(days=2), tick=False)

    assert actions.erase_what_ended() == 1
    assert list(Pledge.objects.all()) == [kept]


def test_the_people_of_a_partner_find_its_pledge_on_their_own_page(manager):
    partner = make_partner()
    pledge = make_pledge(name="Our pledge")
    press(manager, pledge, "publish", partner=partner.pk)
    member, stranger = make_member(partner), make_member(make_partner())

    assertContains(signed_in(member).get("/partners/mine/"), pledge.get_own_url())
    assertNotContains(signed_in(stranger).get("/partners/mine/"), pledge.token)


# What everybody reads


def test_hostile_words_are_words_on_every_page_and_harmless_in_the_table(client, manager):
    hostile = "<script>alert(1)</script>"
    pledge = make_pledge(name=f"=1+1{hostile}", will_do=f"@SUM(A1){hostile}\n=2", person=hostile)
    assertNotContains(manager.get(desk(pledge)), hostile)
    press(manager, pledge, "publish")
    pledge.refresh_from_db()

    assertNotContains(client.get(SIGNED), hostile)
    assertNotContains(client.get(pledge.get_own_url()), hostile)
    row = list(csv.reader(io.StringIO(client.get("/charter/signed.csv").content.decode("utf-8-sig"))))[1]
    assert row[0].startswith("'=1+1")
    assert row[2].startswith("'@SUM")
    assert client.get("/charter/signed.json").json()["signed"][0]["organisation"] == pledge.name
    assert not any("\n" in letter.subject for letter in mail.outbox)


def test_the_list_for_programs_says_what_is_public(client, settings):
    settings.SITE_URL = "https://www.example.org"
    pledge = make_public_pledge(name="Hill School")
    award = make_award(make_public_pledge(name="Leaf School"))

    answer = client.get("/charter/signed.json")

    assert answer["Access-Control-Allow-Origin"] == "*"
    leaf, hill = answer.json()["signed"]
    assert hill == {
        "organisation": "Hill School",
        "kind": "School, nursery or college",
        "pledge": pledge.will_do,
        "signed_on": pledge.signed_on.isoformat(),
        "address": "https://www.example.org/charter/signed/#hill-school",
    }
    assert leaf["charter_status"] == {
        "level": "Growing",
        "awarded_on": award.awarded_on.isoformat(),
        "expires_on": award.expires_on.isoformat(),
        "address": "https://www.example.org/charter/status/leaf-school/",
    }


def test_the_list_has_pages_and_costs_the_same_however_long_it_is(client, django_assert_max_num_queries):
    make_charter()
    by = make_user("Partner managers")
    for number in range(52):
        make_pledge(name=f"School {number}").publish(by)

    with django_assert_max_num_queries(7):
        page = client.get(SIGNED)

    assertContains(page, "Page 1 of 2")
    assertContains(client.get(f"{SIGNED}?page=2"), "School 0")
    for wrong in ("0", "3", "x", "9" * 50, "²"):
        assert client.get(SIGNED, {"page": wrong}).status_code == 404


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_carry_nothing_of_one_person(client, address):
    make_charter()
    make_public_pledge()

    answer = client.get(address)

    assert answer["Cache-Control"].startswith("public")
    assert not answer.cookies
    assert b"csrf" not in read(answer)


def test_every_field_that_holds_words_is_known_to_be_public_or_private():
    """A new field of words must be hidden in `tests/support/charter.py`, or be named here as shown on purpose."""
    shown = {"name", "will_do", "kind", "slug", "shown_words", "state"}
    hidden = {
        "person",
        "role",
        "email",
        "reason",
        "words",
        "address",
        "token",
        "side",
        "says",
        "document",
        "asked_name",
        "asked_kind",
        "asked_will_do",
        "former_email",
        "former_person",
        "former_role",
    }
    fields = {
        field.name
        for model in (Pledge, ContactChange, StatusApplication, Evidence, PanelView)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.FileField)
    }

    assert fields == shown | hidden


# What cannot be


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "published"},
        {"state": "returned"},
        {"state": "declined", "reason": "Why"},
        {"state": "withdrawn"},
        {"state": "lost"},
        {"will_do": ""},
        {"ended_at": timezone.now()},
    ],
)
def test_the_database_refuses_a_pledge_that_is_half_something(changes):
    pledge = make_pledge()

    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=pledge.pk).update(**changes)


def test_what_has_ended_cannot_be_published_any_more():
    pledge = make_pledge()
    pledge.take_back()

    for verb in (pledge.publish, lambda by: pledge.decline(by, "Why"), lambda by: pledge.take_back()):
        with pytest.raises(ValidationError):
            verb(make_user("Partner managers"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.only_on("postgresql")
def test_of_taking_back_and_publishing_at_once_the_taking_back_holds():
    pledge, by = make_pledge(), make_user("Partner managers")
    start = threading.Barrier(2)

    def at_once(verb):
        try:
            start.wait(5)
            verb()
        except ValidationError:
            pass
        finally:
            connection.close()

    mine, theirs = Pledge.objects.get(), Pledge.objects.get()
    threads = [
        threading.Thread(target=at_once, args=[verb])
        for verb in (mine.take_back, lambda: theirs.publish(by))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    pledge.refresh_from_db()
    assert pledge.state == "withdrawn"


def test_what_may_tell_who_a_family_is_stands_in_its_sentence_before_the_button(manager):
    pledge = make_pledge(will_do="We listen to my daughter Xanthe each Monday.")

    page = manager.get(desk(pledge))

    assert [detail.words for detail in page.context["details"]] == ["Xanthe"]
    assertContains(page, "ask for a change and say so")
