"""Charter status: asked for with evidence, read by a panel, decided, shown with its end, asked for again."""

import threading
from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from partners.charter.pledges import actions as signing
from partners.charter.status import actions
from partners.models import Evidence, Invitation, PanelSeat, PanelView, StatusApplication, panel
from tests.support.charter import (
    make_application,
    make_award,
    make_level,
    make_pledge,
    make_public_pledge,
    make_seat,
    make_sent_application,
    say,
)
from tests.support.factories import make_member, make_partner, make_published_story, make_site, make_user

pytestmark = pytest.mark.django_db
PUBLIC = [
    "/charter/",
    "/charter/signed/",
    "/charter/signed.json",
    "/charter/signed.csv",
    "/charter/status/",
]


@pytest.fixture(autouse=True)
def without_second_factor(settings, tmp_path):
    settings.REQUIRE_STAFF_MFA = False
    settings.MEDIA_ROOT = tmp_path


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def apply_page(application) -> str:
    return f"{application.pledge.get_own_url()}status/"


def panel_page(application) -> str:
    return f"/charter/panel/{application.pk}/"


def desk(application) -> str:
    return f"/admin/partners/statusapplication/{application.pk}/change/"


def typed(application, do="save", **more) -> dict:
    application.refresh_from_db()
    words = {"level": application.level_id, "words": "Families choose with us.", "do": do}
    return words | {"version": application.version, **more}


def evidence(kind="link", words="It shows", **more) -> dict:
    return {"evidence-kind": kind, "evidence-words": words} | {
        f"evidence-{name}": value for name, value in more.items()
    }


def a_pdf(name="plan.pdf") -> SimpleUploadedFile:
    out, pdf = BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    return SimpleUploadedFile(name, out.getvalue(), "application/pdf")


# Asking


def test_an_organisation_that_signed_asks_with_stories_links_and_documents(client):
    make_level()
    pledge = make_public_pledge()
    story = make_published_story(title="The calm room")
    seat = make_seat()
    page = f"{pledge.get_own_url()}status/"
    for _ in range(2):
        assertRedirects(client.post(page, {"begin": "yes"}), page)
    application = StatusApplication.objects.get()

    for more in (
        evidence("story", address=f"https://www.example.org{story.get_absolute_url()}?a=b"),
        evidence("link", address="example.org/minutes"),
        evidence("document", document=a_pdf()),
    ):
        assertRedirects(client.post(page, typed(application, "add") | more), page)
    mail.outbox.clear()
    assertRedirects(client.post(page, typed(application, "send")), page)

    application.refresh_from_db()
    assert (application.state, application.round) == ("sent", 1)
    kinds = {each.kind: each for each in application.evidence.all()}
    assert kinds["story"].address == story.get_absolute_url()
    assert kinds["link"].address == "https://example.org/minutes"
    assert kinds["document"].document.name.startswith("charter-evidence/")
    assertContains(client.get(page), "It is with the panel")
    (letter,) = mail.outbox
    assert letter.to == [seat.user.email]
    assert panel_page(application) in letter.body
    assert pledge.token not in letter.body


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (evidence("link", address="javascript:alert(1)"), "Write a whole web address"),
        (evidence("link", address="ftp://example.org/x"), "Write a whole web address"),
        (evidence("link"), "Write a whole web address"),
        (evidence("story", address="https://example.org/other/x/"), "It has /stories/ in it."),
        (evidence("story", address="/stories/../admin/"), "It has /stories/ in it."),
        (evidence("document"), "Choose a PDF."),
        (evidence("wizard", address="https://example.org"), "Choose from the answers on this page."),
        (evidence("link", words="", address="https://example.org"), "Say what it shows."),
        (evidence("link", words="x" * 301, address="https://example.org"), "Please make it shorter."),
        ({"level": "99"}, "Choose from the answers on this page."),
    ],
)
def test_what_is_not_right_comes_back_with_every_word(client, more, sentence):
    application = make_application()

    page = client.post(apply_page(application), typed(application, "add", words="Long words") | more)

    assertContains(page, sentence)
    assertContains(page, "<title>Error: ")
    assertContains(page, "Long words")
    assert application.evidence.count() == 1


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("plan.pdf", b"<html><script>alert(1)</script>", "application/pdf"),
        SimpleUploadedFile("plan.txt", b"Only words.", "text/plain"),
        SimpleUploadedFile("plan.pdf", b"", "application/pdf"),
        SimpleUploadedFile("plan.pdf", b"%PDF-1.4 broken", "application/pdf"),
    ],
    ids=["html", "txt", "empty", "broken"],
)
def test_what_is_no_pdf_is_refused_with_a_reason(client, upload):
    application = make_application()

    page = client.post(
        apply_page(application), typed(application, "add") | evidence("document", document=upload)
    )

    assertContains(page, "Error: ")
    assert application.evidence.count() == 1


def test_half_typed_evidence_is_never_thrown_away_by_another_button(client):
    application = make_application()

    page = client.post(
        apply_page(application), typed(application, "send") | {"evidence-words": "Half typed"}
    )

    assertContains(page, "Half typed")
    application.refresh_from_db()
    assert application.state == "draft"


def test_a_thing_is_taken_out_with_its_file_and_never_somebody_elses(
    client, django_capture_on_commit_callbacks
):
    mine, theirs = make_application(), make_application()
    client.post(apply_page(mine), typed(mine, "add") | evidence("document", document=a_pdf()))
    document = mine.evidence.get(kind="document")
    file, storage = document.document.name, document.document.storage
    assert storage.exists(file)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(apply_page(mine), typed(mine, f"remove-{document.pk}", sure="yes"))
    client.post(apply_page(mine), typed(mine, f"remove-{theirs.evidence.get().pk}", sure="yes"))

    assert not storage.exists(file)
    assert (mine.evidence.count(), theirs.evidence.count()) == (1, 1)


def test_nothing_is_sent_without_words_or_without_anything_that_shows_it(client):
    application = make_application()

    page = client.post(apply_page(application), typed(application, "send", words=""))
    assertContains(page, "Say what you have done first.")
    application.evidence.all().delete()
    page = client.post(apply_page(application), typed(application, "send"))
    assertContains(page, "Add at least one thing that shows it.")

    application.refresh_from_db()
    assert application.state == "draft"


def test_two_people_who_write_at_once_lose_no_word(client):
    application = make_application()
    words = typed(application)
    client.post(apply_page(application), words | {"words": "The first"})

    page = client.post(apply_page(application), words | {"words": "The second"})

    assertContains(page, "Something changed while this page was open.")
    assertContains(page, "The first")
    assertContains(page, "The second")
    assertRedirects(
        client.post(apply_page(application), words | {"words": "The first"}), apply_page(application)
    )


def test_there_is_room_for_twelve_things(client):
    application = make_application()
    for number in range(11):
        panel.add_evidence(application, kind="link", words="x", address=f"https://example.org/{number}")

    page = client.post(
        apply_page(application), typed(application, "add") | evidence(address="https://example.org/13")
    )

    assertContains(page, "There is room for 12.")
    assert application.evidence.count() == 12


def test_only_who_has_signed_may_ask(client):
    make_level()
    waiting = make_pledge()

    assert client.post(f"{waiting.get_own_url()}status/", {"begin": "yes"}).status_code == 404
    assert not StatusApplication.objects.exists()


# The panel


def test_a_member_of_the_panel_reads_and_says_once_what_they_think():
    application = make_sent_application()
    say(application, words="What the other one says")
    seat = make_seat("professional")
    client = signed_in(seat.user)
    assertContains(client.get("/charter/panel/"), application.pledge.name)
    page = client.get(panel_page(application))
    assertContains(page, "Our minutes")
    assertNotContains(page, "What the other one says")
    assertContains(client.post(panel_page(application), {"says": "yes", "words": ""}), "Say why.")

    for _ in range(2):
        text = {"says": "not_yet", "words": "I miss the children.", "version": application.round}
        sent = client.post(panel_page(application), text)
        assertRedirects(sent, "/charter/panel/")

    view = PanelView.objects.get(by=seat.user)
    assert (view.says, view.side, view.round) == ("not_yet", "professional", 1)
    assertContains(client.get(panel_page(application)), "I miss the children.")
    with pytest.raises(ValidationError):
        panel.record(seat, StatusApplication.objects.get(), "yes", "Again")


def somebody_of_the_organisation(application):
    user = make_member(application.pledge.partner)
    PanelSeat.objects.create(user=user, side="family")
    return user


def former_member_of_the_panel(application):
    seat = make_seat()
    seat.delete()
    return seat.user


def partner_manager(application):
    return make_user("Partner managers")


def administrator(application):
    return make_user(is_staff=True, is_superuser=True)


@pytest.mark.parametrize(
    "wrong",
    [somebody_of_the_organisation, former_member_of_the_panel, partner_manager, administrator],
)
def test_without_a_seat_and_from_the_organisation_itself_nobody_says_anything(wrong):
    partner = make_partner()
    application = make_sent_application(make_public_pledge(partner=partner))
    client = signed_in(wrong(application))

    assert client.get(panel_page(application)).status_code == 404
    assert client.post(panel_page(application), {"says": "yes", "words": "Yes"}).status_code == 404
    assert not PanelView.objects.exists()


def test_a_document_is_for_the_panel_and_staff_alone_and_comes_as_a_file():
    application = make_application()
    document = panel.add_evidence(
        application, kind="document", words="Plan", document=ContentFile(a_pdf().read(), name="x.pdf")
    )
    address = f"/charter/panel/documents/{document.pk}/"
    seat, staff = make_seat(), make_user("Partner managers")
    for user in (seat.user, staff):
        assert signed_in(user).get(address).status_code == 404  # Nobody reads what is not sent.
    application.send()

    for user in (seat.user, staff):
        answer = signed_in(user).get(address)
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
    for user in (make_user("Moderators"), make_user(), make_member(make_partner())):
        assert signed_in(user).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_somebody_is_invited_to_a_seat_and_is_no_staff():
    client = signed_in(make_user("Partner managers"))
    words = {"email": "Mum@example.org", "name": "Mo", "side": "family"}

    for _ in range(2):
        client.post("/admin/partners/panelseat/add/", words)

    asked = Invitation.objects.get()
    assert (asked.user.email, asked.user.is_staff, asked.side) == ("mum@example.org", False, "family")
    assert not PanelSeat.objects.exists()
    assert [letter.to for letter in mail.outbox] == [["mum@example.org"]]
    assert client.get("/charter/panel/").status_code == 404


# Deciding


@pytest.mark.parametrize(
    ("views", "may_award", "may_say_not_yet"),
    [
        ([], False, False),
        ([("family", "yes")], False, False),
        ([("professional", "yes"), ("professional", "yes")], False, False),
        ([("family", "yes"), ("professional", "yes")], True, True),
        ([("family", "yes"), ("professional", "not_yet")], False, True),
        ([("family", "not_yet"), ("family", "yes"), ("professional", "yes")], True, True),
    ],
)
def test_the_panel_decides_and_staff_carry_it_out(views, may_award, may_say_not_yet):
    application, other = make_sent_application(), make_sent_application()
    for side, says in views:
        say(application, side, says)
        say(other, side, says)
    manager = signed_in(make_user("Partner managers"))

    for asked, do, words, may in (
        (application, "award", {"shown_words": "They listen."}, may_award),
        (other, "not_yet", {"reason": "Pay the costs."}, may_say_not_yet),
    ):
        asked.refresh_from_db()
        answer = manager.post(desk(asked), {"do": do, "version": asked.version, **words})
        asked.refresh_from_db()
        assert (answer.status_code, asked.state) == (
            (302, {"award": "awarded"}.get(do, do)) if may else (200, "sent")
        )


def test_nothing_shows_as_awarded_before_the_panel_decided_and_then_everywhere(client):
    application = make_sent_application(make_public_pledge(name="Hill School"))
    say(application)
    say(application, "professional", words="Xyzzyberry of the panel")
    own = ["/charter/status/hill-school/", "/charter/status/hill-school/badge.svg"]
    assert [client.get(address).status_code for address in own] == [404, 404]
    for address in PUBLIC:
        assert b"Growing" not in client.get(address).content.replace(b"<h3>Growing</h3>", b"")
    assertContains(client.get("/charter/status/"), "Nobody yet.")
    before = revision.current()

    actions.award(application, make_user("Partner managers"), "Families choose the staff.")

    assert revision.current() > before
    assertContains(client.get(own[0]), "Families choose the staff.")
    for address in [*PUBLIC[1:], own[0]]:
        assertContains(client.get(address), "Growing")
    for address in [*PUBLIC, *own]:
        page = client.get(address).content
        for private in (b"Xyzzyberry", b"Our minutes", b"pat@example.org", b"example.org/a"):
            assert private not in page, address
    assert own[0] in mail.outbox[-1].body
    assert "Xyzzyberry" not in mail.outbox[-1].body


def test_what_was_sent_back_is_read_anew(client):
    application = make_sent_application()
    say(application)
    say(application, "professional")
    actions.give_back(application, make_user("Partner managers"), "Ask the children too.")
    assertContains(client.get(apply_page(application)), "Ask the children too.")

    client.post(apply_page(application), typed(application, "send", words="We asked them."))

    application.refresh_from_db()
    assert (application.state, application.round, application.views_now().count()) == ("sent", 2, 0)
    with pytest.raises(ValidationError):
        application.award(make_user("Partner managers"), "Too soon")


def test_a_view_that_comes_while_staff_decide_is_not_passed_over():
    application = make_sent_application()
    say(application)
    say(application, "professional")
    old = application.version
    say(StatusApplication.objects.get(), "family", "not_yet", "I was not asked.")
    manager = signed_in(make_user("Partner managers"))

    page = manager.post(desk(application), {"do": "award", "version": old, "shown_words": "Good."})

    assertContains(page, "This has changed since you opened it.")
    assertContains(page, "I was not asked.")
    assertContains(page, "Good.")
    assert StatusApplication.objects.get().state == "sent"


@pytest.mark.parametrize("role", ["Moderators", "Content editors", "Safeguarding leads"])
def test_only_partner_managers_decide(role):
    application = make_sent_application()
    client = signed_in(make_user(role))

    assert client.get(desk(application)).status_code == 403
    assert client.post(desk(application), {"do": "award", "version": 2}).status_code == 403
    assert client.get("/admin/partners/statusapplication/").status_code == 403


def test_what_is_not_sent_is_nobodys_to_read():
    application = make_application()

    client = signed_in(make_user("Partner managers"))
    assert client.get(desk(application)).status_code == 404
    assertNotContains(client.get("/admin/partners/statusapplication/"), application.pledge.name)
    assert signed_in(make_seat().user).get(panel_page(application)).status_code == 404


# Its end


def test_a_status_ends_on_its_day_with_a_letter_before_and_after(client, time_machine):
    award = make_award(make_public_pledge(name="Hill School"))
    last = award.expires_on
    assert last == timezone.localdate().replace(year=timezone.localdate().year + 2)
    page, badge = "/charter/status/hill-school/", "/charter/status/hill-school/badge.svg"
    mail.outbox.clear()

    time_machine.move_to(
        timezone.now().replace(hour=12) + (last - timezone.localdate()) - timedelta(days=59)
    )
    for _ in range(2):
        actions.daily()
    (letter,) = mail.outbox
    assert f"{last:%-d %B %Y}" in letter.body

    time_machine.move_to(timezone.now() + timedelta(days=59))
    actions.daily()
    assert timezone.localdate() == last
    assertContains(client.get(badge), "until")

    before = revision.current()
    time_machine.move_to(timezone.now() + timedelta(days=1))
    for _ in range(2):
        call_command("work", once=True)
    assert revision.current() > before
    assert len(mail.outbox) == 2
    assertContains(client.get(page), "Its charter status has ended.")
    assertNotContains(client.get(page), "A badge for your own website")
    assertContains(client.get(badge), ">Ended<")
    assertNotContains(client.get("/charter/status/"), "Hill School")
    assert "charter_status" not in client.get("/charter/signed.json").json()["signed"][0]


def test_a_status_is_renewed_before_it_ends_and_one_stands(client, time_machine):
    first = make_award(make_public_pledge(name="Hill School"))
    time_machine.move_to(timezone.now() + timedelta(days=700))
    second = make_award(first.pledge, shown_words="Still so.")

    assertContains(client.get("/charter/status/hill-school/"), "Still so.")
    assert list(StatusApplication.objects.valid()) == [second]
    time_machine.move_to(timezone.now() + timedelta(days=60))
    mail.outbox.clear()
    actions.daily()
    assert mail.outbox == []
    assertContains(client.get("/charter/status/hill-school/"), "Still so.")


def test_a_leap_day_ends_on_the_twenty_eighth(time_machine):
    time_machine.move_to("2028-02-29T12:00:00+00:00")

    assert f"{make_award().expires_on}" == "2030-02-28"


def test_erasing_a_pledge_takes_its_files_along(time_machine, django_capture_on_commit_callbacks):
    application = make_application()
    document = panel.add_evidence(
        application, kind="document", words="Plan", document=ContentFile(a_pdf().read(), name="x.pdf")
    )
    storage, name = document.document.storage, document.document.name
    application.pledge.take_back()
    time_machine.move_to(timezone.now() + timedelta(days=91))

    with django_capture_on_commit_callbacks(execute=True):
        signing.erase_what_ended()

    assert not Evidence.objects.exists()
    assert not storage.exists(name)


# The page and the badge


def test_the_badge_is_a_picture_that_other_sites_may_show(client):
    make_site(city="Wolverhampton")
    make_award(make_public_pledge(name="Hill <script>& “School” مدرسة"))
    slug = StatusApplication.objects.get().pledge.slug

    answer = client.get(f"/charter/status/{slug}/badge.svg")

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Cache-Control"].startswith("public")
    svg = ET.fromstring(answer.content)  # noqa: S314
    words = {part.tag.split("}")[1]: part.text for part in svg if part.text and part.text.strip()}
    assert "Hill <script>& “School” مدرسة" in words["title"]
    assert "Growing" in words["title"]
    assert "Wolverhampton" in words["desc"]
    assert svg.attrib["aria-labelledby"] == "title desc"
    assert not [part for part in svg.iter() if part.tag.endswith(("script", "style", "image", "a"))]


def test_the_code_to_copy_is_a_plain_link_around_a_picture(client, settings):
    settings.SITE_URL = "https://www.example.org"
    make_award(make_public_pledge(name='"><script>alert(1)</script>'))
    page = "/charter/status/scriptalert1script/"

    answer = client.get(page)

    assertNotContains(answer, "<script>alert")
    code = answer.context["code"]
    assert code.startswith(f'<a href="https://www.example.org{page}"><img src="')
    assert "<script" not in code
    assertContains(answer, "&lt;img src=&quot;https://www.example.org")


def test_stories_stand_on_the_page_only_while_the_public_can_read_them(client):
    story = make_published_story(title="The calm room")
    application = make_application(make_public_pledge(name="Hill School"))
    panel.add_evidence(application, kind="story", words="x", address=story.get_absolute_url())
    application.send()
    say(application)
    say(application, "professional")
    application.award(make_user("Partner managers"), "Good.")
    page = "/charter/status/hill-school/"
    assertContains(client.get(page), "The calm room")

    story.withdraw()

    assertNotContains(client.get(page), "The calm room")
    assertNotContains(client.get(page), story.slug)


@pytest.mark.parametrize("address", ["no-such", "hill-school"])
def test_what_nobody_awarded_has_no_page(client, address):
    make_public_pledge(name="Hill School")

    assert client.get(f"/charter/status/{address}/").status_code == 404


# What cannot be


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "awarded"},
        {"state": "sent"},
        {"state": "not_yet"},
        {"state": "lost"},
        {"awarded_on": "2026-01-01"},
    ],
)
def test_the_database_refuses_a_status_that_is_half_awarded(changes):
    application = make_application()

    with pytest.raises(IntegrityError), transaction.atomic():
        StatusApplication.objects.filter(pk=application.pk).update(**changes)


def test_the_database_refuses_evidence_that_leads_elsewhere():
    application = make_application()

    for wrong in (
        {"kind": "link", "address": "javascript:alert(1)"},
        {"kind": "story", "address": "https://example.org"},
        {"kind": "document"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.create(application=application, words="x", **wrong)


@pytest.mark.django_db(transaction=True)
@pytest.mark.only_on("postgresql")
def test_of_two_who_decide_at_once_one_wins():
    application = make_sent_application()
    say(application)
    say(application, "professional")
    by, start, refused = make_user("Partner managers"), threading.Barrier(2), []

    def at_once(verb):
        try:
            start.wait(5)
            verb()
        except ValidationError as error:
            refused.append(error)
        finally:
            connection.close()

    mine, theirs = StatusApplication.objects.get(), StatusApplication.objects.get()
    threads = [
        threading.Thread(target=at_once, args=[verb])
        for verb in (lambda: mine.award(by, "Good"), lambda: theirs.not_yet(by, "Not yet"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert StatusApplication.objects.get().state in ("awarded", "not_yet")
