"""Whatever staff write for the public in the admin is prepared in drafts; what is not says why."""

import pytest
from django.contrib import admin
from django.db.models.signals import post_save
from django.urls import reverse
from pytest_django.asserts import assertContains

from coproduction_site.cache import revision
from coproduction_site.drafts.admin import Drafted
from coproduction_site.drafts.models import Draft
from coproduction_site.models import SiteSettings, Synonyms, UrgentNumber
from ladder.models import Rung
from pages.models import GlossaryTerm, Page, Support, Video
from partners.models import CharterValue, CharterVersion, StatusLevel, Term
from stories.models import ReadySentence, Theme
from tests.support.admin_forms import opened_form
from tests.support.factories import make_charter, make_user
from tests.support.house import PACKAGES

WITHOUT = {
    "partners.partner": "a partner's page has changes of its own, which the council reads",
    "pages.formeraddress": "an address and where it leads, in one line",
    "pages.pagefile": "a picture or a file, which is made anew when it comes, and is shown with a page that is public",
    "ladder.statement": "a line of such a set",
    "ladder.statementset": "numbered sets of lines, of which a new one waits until it is made live",
}


def written_for_the_public(request) -> dict:
    """The desks on which somebody types what moves the pages that everybody reads."""
    return {
        model._meta.label_lower: desk
        for model, desk in admin.site._registry.items()
        if model._meta.app_label in PACKAGES
        and revision._move_after_change in post_save._live_receivers(model)[0]
        and desk.has_change_permission(request)
    }


def test_every_desk_for_what_the_public_reads_takes_drafts_unless_there_is_a_reason(rf, db):
    request = rf.get("/")
    request.user = make_user(is_superuser=True, is_staff=True)

    written = written_for_the_public(request)

    without = {label for label, desk in written.items() if not isinstance(desk, Drafted)}
    assert {model._meta.label_lower for model in KINDS} <= set(written)
    assert without == set(WITHOUT)


KINDS = {
    Page: "title",
    Support: "summary",
    GlossaryTerm: "meaning",
    Video: "title",
    Rung: "meaning",
    SiteSettings: "contact_role",
    UrgentNumber: "who_for",
    StatusLevel: "meaning",
    Term: "name",
    Theme: "name",
    ReadySentence: "words",
    Synonyms: "phrases",
    CharterVersion: "made_by",
    CharterValue: "promise",
}

TEXTS = {Synonyms: "Prepared\nIn another word"}


def a_row(model):
    if model in (CharterVersion, CharterValue):
        charter = make_charter(state="draft")
        return charter if model is CharterVersion else charter.values.get()
    return model.objects.last()


@pytest.mark.django_db
@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_every_kind_is_prepared_looked_at_and_published(starter_content, admin_client, settings, model):
    settings.REQUIRE_STAFF_MFA = False
    if model is Theme:
        Theme.objects.create(slug="a-theme", name="A theme")
    row, field = a_row(model), KINDS[model]
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}"
    address = reverse(f"{name}_change", args=[row.pk])
    before, text = getattr(row, field), TEXTS.get(model, "Prepared")
    opened = opened_form(admin_client, address)

    assert admin_client.post(address, opened | {field: text, "_draft": "1"}).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == before

    preview = admin_client.get(reverse(f"{name}_preview", args=[row.pk]))
    assertContains(preview, "Only people who sign in can see it here")
    draft = Draft.objects.get()
    compared = admin_client.get(reverse("admin:coproduction_site_draft_change", args=[draft.pk]))
    assertContains(compared, "Prepared")
    admin_client.post(address, opened_form(admin_client, address) | {"_save": "1"})
    row.refresh_from_db()
    assert getattr(row, field) == text
    assert not Draft.objects.exists()
