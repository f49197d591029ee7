"""A resource is there in several formats: each a link or a file with its size, and each file public only while its resource is."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.drafts.models import Draft
from coproduction_site.search import put_right
from pages.models import Resource, ResourceFormat
from pages.resources.forms import NOWHERE
from tests.support.admin_forms import opened_form
from tests.support.factories import make_user
from tests.support.resources import add, make_resource
from tests.support.searching import titles
from tests.support.uploads import pdf, real_word

pytestmark = pytest.mark.django_db
LIST = "/resources/"
PAGE = {"link": "/ladder/"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Content editors", is_staff=True))
    return client


def word(name="a.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, real_word())


def paper(name="My secret name.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(lambda made: made.add_blank_page()))


def stored(content=b"content", **columns) -> dict:
    return {"file": ContentFile(content, name="abc.docx"), "format": "docx", "size": 7, **columns}


def change(desk, resource, **sent):
    address = reverse("admin:pages_resource_change", args=[resource.pk])
    return desk.post(address, opened_form(desk, address) | sent)


def shown(resource) -> list[str]:
    return [way.in_short for way in resource.formats.all()]


def test_a_card_and_a_page_say_each_format_with_its_size_in_plain_words(client):
    word_file = {"format": "docx", "link": "/a.docx", "size": 120_400}
    big = {"format": "pdf", "link": "/b.pdf", "size": 2_345_678, "lang": "pa"}
    resource = make_resource(formats=[word_file, big, {"link": "/c/"}])

    in_short = "Word, 120\xa0kB · PDF, 2.3\xa0MB, Panjabi · Web page"
    assertContains(client.get(LIST), in_short)
    page = client.get(resource.get_absolute_url())
    assertContains(page, 'href="/b.pdf" hreflang="pa">Open it (PDF, 2.3\xa0MB, Panjabi)</a>')
    assertContains(page, "Open it (Word, 120\xa0kB)")


def test_files_of_several_formats_are_made_anew_measured_and_saved_by_whoever_asks(desk):
    add(desk, [{"file": word()}, {"file": paper(), "kilobytes": "9000", "lang": "pa"}])

    first, second = Resource.objects.get().formats.all()
    assert (first.format, second.format) == ("docx", "pdf")
    assert [first.size, second.size] == [first.file.size, second.file.size]
    assert "secret" not in second.file.name
    sent = Client().get(second.address)
    assert sent.headers["Content-Disposition"] == 'attachment; filename="our-sheet-pa.pdf"'
    assert "sandbox" in sent.headers["Content-Security-Policy"]
    assert "our-sheet.docx" in Client().get(first.address).headers["Content-Disposition"]


def test_the_size_of_a_link_is_typed_or_not_known(desk):
    add(desk, [{"link": "/a.pdf", "format": "pdf", "kilobytes": "340"}, PAGE])

    assert shown(Resource.objects.get()) == ["PDF, 340\xa0kB", "Web page"]


def test_a_program_is_not_taken(desk):
    page = add(desk, [{"file": SimpleUploadedFile("b.pdf", b"MZ" + b"\0" * 300)}])

    assert page.status_code == 200
    assert not Resource.objects.exists()


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "//evil.example/", "/\\evil.example", "ladder/", "ftp://a.example/"]
)
def test_a_link_leads_to_the_web_or_to_this_site(desk, link):
    assertContains(add(desk, [{"link": link}]), "Write a whole address")


def test_a_format_is_a_link_or_a_file_and_there_is_one_at_least(desk):
    either = "Give a link or a file, one of the two."
    assertContains(add(desk, [{}]), either)
    assertContains(add(desk, [{"link": "/ladder/", "file": word()}]), either)
    assertContains(add(desk, []), NOWHERE)
    assertContains(add(desk, [{**PAGE, "DELETE": "on"}]), NOWHERE)
    assertContains(add(desk, [PAGE] * 9), "at most 8")
    assertContains(add(desk, [{"link": "/ladder/", "format": ""}]), "Say what the link leads to")
    resource = make_resource()
    for columns in ({"link": ""}, stored(link="/a/"), stored(size=None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            resource.formats.create(**columns)


def test_a_file_that_is_replaced_or_taken_out_is_erased(desk, django_capture_on_commit_callbacks):
    add(desk, [{"file": word()}, {"file": paper()}])
    resource = Resource.objects.get()
    first, second = (way.file.name for way in resource.formats.all())

    with django_capture_on_commit_callbacks(execute=True):
        change(desk, resource, **{"formats-0-file": word("b.docx"), "formats-1-DELETE": "on"})

    [left] = resource.formats.all()
    assert not default_storage.exists(first)
    assert not default_storage.exists(second)
    assert default_storage.exists(left.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("admin:pages_resource_delete", args=[resource.pk]), {"post": "yes"})
    assert not default_storage.exists(left.file.name)


def test_every_file_goes_with_resources_that_are_deleted_together(
    desk, django_capture_on_commit_callbacks
):
    several = [make_resource(formats=[stored(), stored()]) for _ in range(2)]
    names = ResourceFormat.objects.all().files()
    assert len(names) == 4

    with django_capture_on_commit_callbacks(execute=True):
        chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in several]}
        desk.post(reverse("admin:pages_resource_changelist"), chosen | {"post": "yes"})

    assert not any(map(default_storage.exists, names))


def test_files_are_open_only_while_their_resource_is_listed(desk):
    resource = make_resource(formats=[stored(), stored()], is_listed=False)
    addresses = [way.address for way in resource.formats.all()]

    for address in addresses:
        assert desk.get(address).headers["Cache-Control"] == "private, no-store"
        assert Client().get(address).status_code == 404
    Resource.objects.update(is_listed=True)
    assert [Client().get(address).status_code for address in addresses] == [200, 200]


def test_a_file_in_a_draft_is_seen_in_the_preview_and_goes_out_with_it(desk):
    """In a row that holds nothing else."""
    resource = make_resource(formats=[PAGE])
    change(desk, resource, **{"formats-1-file": word(), "_draft": "1"})

    draft = Draft.objects.get()
    [name] = draft.files.values()
    waiting = ResourceFormat(resource=resource, file=name).address
    preview = desk.get(reverse("admin:pages_resource_preview", args=[resource.pk]))
    assertContains(preview, waiting)
    assert (desk.get(waiting).status_code, Client().get(waiting).status_code) == (200, 404)
    assert shown(resource) == ["Web page"]

    change(desk, resource, _save="1")
    [_, new] = resource.formats.all()
    assert (new.file.name, new.format, new.size) == (name, "docx", new.file.size)
    assert Client().get(waiting).status_code == 200


def test_a_file_of_a_draft_that_is_not_taken_is_erased(desk, django_capture_on_commit_callbacks):
    resource = make_resource(formats=[PAGE, stored()])
    change(desk, resource, **{"formats-1-file": word(), "_draft": "1"})
    [name] = Draft.objects.get().files.values()
    assert default_storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        change(desk, resource, **{"formats-1-DELETE": "on", "_save": "1"})

    assert shown(resource) == ["Web page"]
    assert not default_storage.exists(name)


def test_its_history_says_in_which_formats_it_was_there(desk):
    add(desk, [{"link": "/first/"}])
    resource = Resource.objects.get()
    change(desk, resource, **{"formats-0-link": "/second/"})

    newer, older = desk.get(reverse("admin:pages_resource_history", args=[resource.pk])).context[
        "page_obj"
    ]

    assert (older.formats, newer.formats) == ("Web page /first/", "Web page /second/")


def test_what_a_partner_suggested_comes_into_the_empty_entry_with_its_link(desk):
    link = "https://www.example.org/film"

    address = reverse("admin:pages_resource_add")
    sent = opened_form(desk, f"{address}?title=Film&link={link}")
    text = {"slug": "film", "kind": "film", "source": "Us", "summary": "It is short."}
    desk.post(address, sent | text | {"formats-0-format": "film"})

    assert Resource.objects.get(title="Film").formats.get().link == link


def test_whoever_wants_a_word_file_or_another_language_finds_what_has_it(client):
    make_resource(title="Not this")
    make_resource(title="This", formats=[PAGE, {"format": "docx", "link": "/a.docx", "lang": "pa"}])

    for query in ("?format=docx", "?language=pa", "?format=docx&language=pa&kind=guide"):
        titles_shown = [row.title for row in client.get(f"{LIST}{query}").context["resources"]]
        assert titles_shown == ["This"]
    assertContains(client.get(f"{LIST}?format=docx&kind=film"), "Word (1 to read)")


def test_the_list_costs_the_same_however_many_formats_there_are(client, django_assert_num_queries):
    ways = [{"link": f"/{number}/"} for number in range(5)]
    make_resource(title="None", formats=[])
    for _ in range(3):
        make_resource(formats=ways)
    client.get(LIST)

    with django_assert_num_queries(5):
        page = client.get(f"{LIST}?kind=guide")

    assert [len(row.ways) for row in page.context["resources"]] == [0, 5, 5, 5]


def test_it_is_found_by_a_format_until_that_is_gone(client):
    put_right.write_fixed()
    resource = make_resource(title="Kites", formats=[PAGE, {"format": "odt", "link": "/a.odt"}])
    assert titles(client, "opendocument") == ["Kites"]

    resource.formats.filter(format="odt").first().delete()

    assert titles(client, "opendocument") == []
    assert put_right.put_right() == 0


def test_a_page_without_any_format_says_so(client):
    resource = make_resource(formats=[])

    assertContains(client.get(resource.get_absolute_url()), "It is not here at the moment")
    assertNotContains(client.get(resource.get_absolute_url()), 'class="button" href=""')
