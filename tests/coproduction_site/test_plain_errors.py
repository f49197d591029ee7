"""What a form, an address and a clock say is ours: Django's own English stands nowhere."""

import importlib
from copy import deepcopy
from datetime import datetime

import pytest
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import MaxValueValidator, RegexValidator
from django.test import Client
from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import Promise
from pytest_django.asserts import assertContains

from coproduction_site.forms import Form, say_plainly
from coproduction_site.plain_errors import LONG_NAME, PlainErrors, in_our_words
from tests.support.factories import make_member, make_partner
from tests.support.house import MODULES, PACKAGES, TEMPLATES, lines_with, name_of
from tests.support.profiles import save_section
from tests.tools import html_validator

# Those of the library that signs people in have its words; those of open data answer programs.
OF_OTHERS = ("coproduction_site.accounts.", "partners.open_referral.", "stories.reports.you_said_json")


def all_forms() -> list[type]:
    for path in MODULES:
        importlib.import_module(
            name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        )
    found, left = set(), [forms.BaseForm]
    while left:
        below = left.pop().__subclasses__()
        left += below
        found |= {kind for kind in below if kind.__module__.split(".")[0] in PACKAGES}
    return sorted(found, key=lambda kind: f"{kind.__module__}.{kind.__qualname__}")


def in_django_words(kind) -> list[str]:
    fields = deepcopy(getattr(kind, "base_fields", {}))
    in_our_words(fields)
    return [
        f"{name}: {message}"
        for name, field in fields.items()
        for code, message in [
            *field.error_messages.items(),
            *((getattr(check, "code", ""), check.message) for check in field.validators if hasattr(check, "message")),
        ]
        if isinstance(message, Promise) and code not in field.error_messages
    ]  # fmt: skip


def test_every_form_of_ours_speaks_in_our_words():
    kinds = all_forms()

    assert len(kinds) > 60
    silent = [kind.__qualname__ for kind in kinds if not issubclass(kind, PlainErrors) and not kind.__module__.startswith(OF_OTHERS)]  # fmt: skip
    assert silent == []
    assert {kind.__qualname__: in_django_words(kind) for kind in kinds if in_django_words(kind)} == {}


class Late(Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["age"] = forms.IntegerField(validators=[MaxValueValidator(99)])
        self.fields["name"] = forms.CharField(
            max_length=3, validators=[RegexValidator("^a", "Begin with a.")]
        )
        self.fields["day"] = forms.DateField()
        self.fields["kind"] = forms.ChoiceField(choices=[("a", "A")])


@pytest.mark.parametrize(
    ("name", "answer", "sentence"),
    [
        ("age", "100", "Write 99 or less."),
        ("age", "old", "Write a number, such as 7."),
        ("age", "", "Please fill this in."),
        ("name", "abcd", "This is 4 characters long. There is room for 3. Please make it shorter."),
        ("name", "b", "Begin with a."),
        ("day", "soon", "Write a day, such as 2030-05-03."),
        ("kind", "z", "Choose from the answers on this page."),
    ],
)
def test_a_field_that_is_put_in_later_does_too_and_keeps_what_it_says_itself(name, answer, sentence):
    assert Late({name: answer}).errors[name] == [sentence]


@pytest.mark.django_db
def test_what_a_rule_of_the_table_refuses_is_said_at_its_box(client):
    partner = make_partner()
    client.force_login(make_member(partner))

    page = save_section(client, partner, "who-we-help", age_from=9, age_to=3)

    assertContains(page, 'href="#id_age_to"')
    assert NON_FIELD_ERRORS not in page.context["form"].errors
    assertContains(page, "The youngest age cannot be above the oldest age.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "back"),
    [("/pasted/", "/"), ("/partners/mine/", "/partners/mine/")],
)
def test_an_address_that_is_asked_in_the_wrong_way_has_a_page_with_a_way_back(client, address, back):
    client.force_login(make_member(make_partner()))

    answer = client.get(address) if back == "/" else client.post(address)

    assert answer.status_code == 405
    assert answer.headers["Allow"]
    assertContains(answer, f'href="{back}">Go back', status_code=405)
    assert html_validator.errors_in({address: answer.content}) == []


@pytest.mark.django_db
def test_the_page_that_is_open_only_to_a_button_leads_to_the_page_of_the_button():
    partner = make_partner()
    answer = Client().put(partner.get_absolute_url() + "logo/")

    assert answer.status_code == 405
    assertContains(answer, f'href="{partner.get_absolute_url()}logo/"', status_code=405)


def test_times_read_as_people_here_write_them():
    moment = timezone.make_aware(datetime(2030, 5, 3, 14, 6))

    assert localize(moment) == "3 May 2030, 14:06"
    assert localize(moment.time()) == "14:06"
    assert lines_with(r'(date|time):"[^"]*g:i', TEMPLATES) == []


class AnyFileForm(Form):
    file = forms.FileField(max_length=20)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self.fields, {})


class BareFileForm(PlainErrors, forms.Form):
    file = forms.FileField(max_length=20)


@pytest.mark.parametrize("kind", [AnyFileForm, BareFileForm])
@pytest.mark.parametrize("name", ["x" * 300 + ".pdf", "\u0645" * 200, "a b" * 50])
def test_a_file_with_a_very_long_name_is_refused_in_our_words(kind, name):
    form = kind(files={"file": SimpleUploadedFile(name, b"x")})

    assert form.errors == {"file": [LONG_NAME]}
