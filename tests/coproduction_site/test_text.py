"""Everything that people type goes through one door."""

import unicodedata
from pathlib import Path

import pytest
from django import forms
from django.contrib import admin
from django.urls import get_resolver, reverse
from hypothesis import given
from hypothesis import strategies as st

from coproduction_site.content_files import read_page
from coproduction_site.forms import Form, TypedBoundField
from coproduction_site.text import cleaned, cleaned_throughout, one_line
from partners.open_referral.parameters import Question
from stories.models import Story
from stories.models.publication import Publication
from tests.support import telling
from tests.support.factories import make_published_story

OURS = ("coproduction_site", "ladder", "partners", "stories", "pages", "allauth")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            "one\r\ntwo\rthree\x0bfour\x0cfive\u2028six\u2029seven\x85eight",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight",
        ),
        ("a\x00b\x02c\x1fd\x7fe\ufefff\ufffeg\ud800h", "abcdefgh"),
        ("\u202eabc\u202c \u2066def\u2069", "abc def"),
        ("Zoe\u0308", "Zoë"),
        ("a tab\tstays", "a tab\tstays"),
        ("hid\u200dden\u200c", "hidden"),
        ("می\u200cخواهم ਗੁਰਪ੍\u200dਰੀਤ क्\u200dष", "می\u200cخواهم ਗੁਰਪ੍\u200dਰੀਤ क्\u200dष"),
        (
            "👩\u200d👧 🏴\U000e0067\U000e0062\U000e007f ❤\ufe0f\u200d🔥",
            "👩\u200d👧 🏴\U000e0067\U000e0062\U000e007f ❤\ufe0f\u200d🔥",
        ),
        ("\u200fשלום", "\u200fשלום"),
    ],
)
def test_signs_that_nobody_means_are_left_outside_and_all_others_come_in(typed, kept):
    assert cleaned(typed) == kept


def test_a_box_of_one_line_holds_one_line():
    assert one_line("one \r\n two\tthree\x0bfour") == "one two three four"


@given(st.text(st.characters()))
def test_what_has_passed_the_door_passes_again_as_it_is(typed):
    once = cleaned(typed)

    assert cleaned(once) == once == unicodedata.normalize("NFC", once)
    assert one_line(one_line(typed)) == one_line(typed)
    assert not {sign for sign in once if unicodedata.category(sign) in {"Cc", "Cs"}} - set("\n\t")


def test_texts_inside_of_lists_and_tables_pass_too():
    assert cleaned_throughout({"a": ["x\x02", 1], "b": ("y\r\n", None)}) == {
        "a": ["x", 1],
        "b": ("y\n", None),
    }


class Typed(Form):
    line = forms.CharField()
    lines = forms.CharField(widget=forms.Textarea, max_length=9)
    secret = forms.CharField(widget=forms.PasswordInput)


def test_a_form_counts_compares_and_shows_what_came_through_the_door():
    form = Typed({"line": "a\r\nb", "lines": "1234\r\n5678", "secret": "Zoe\u0308"})

    assert form.is_valid()
    assert form.cleaned_data == {"line": "a b", "lines": "1234\n5678", "secret": "Zoe\u0308"}
    assert form["line"].value() == "a b"
    assert not Typed({"lines": "a\r\nb"}, initial={"lines": "a\nb"})["lines"]._has_changed()


def all_form_classes(above=forms.BaseForm) -> list[type]:
    """Of every module that an address leads to."""
    assert get_resolver().url_patterns
    found = []
    for form_class in above.__subclasses__():
        found += [form_class] if form_class.__module__.startswith(OURS) else []
        found += all_form_classes(form_class)
    return list(dict.fromkeys(found))


def test_no_form_class_has_a_way_around_the_door():
    classes = all_form_classes()

    assert len(classes) > 60
    around = [each for each in classes if not passes_the_door(each)]
    assert [each for each in around if not issubclass(each, Question)] == []


def passes_the_door(form_class) -> bool:
    renderer = form_class.default_renderer or forms.renderers.get_default_renderer()
    fields = getattr(form_class, "base_fields", {}).values()
    kinds = [form_class.bound_field_class or renderer.bound_field_class]
    kinds += [field.bound_field_class for field in fields if field.bound_field_class]
    own = {"_clean_bound_field", "get_bound_field", "_widget_data_value", "_clean_fields"}
    has_own = any(
        own & set(vars(type(field))) for field in fields if type(field).__module__.startswith(OURS)
    )
    return all(issubclass(kind, TypedBoundField) for kind in kinds) and not has_own


def test_the_door_is_known_to_be_missed_where_it_is_missing():
    class Around(forms.Form):
        bound_field_class = forms.BoundField

    assert not passes_the_door(Around)


def test_forms_of_the_admin_pass_the_door_too(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user

    for model_admin in admin.site._registry.values():
        if model_admin.__module__.startswith(OURS):
            assert passes_the_door(model_admin.get_form(request, model_admin.model())), model_admin


@pytest.mark.django_db
def test_one_sign_in_an_old_row_takes_the_feed_from_nobody(client):
    story = make_published_story(happened="We planned it.")
    words = "Vertical\x0btab from PowerPoint; \x02 from a PDF; \x1f"
    Publication.objects.filter(pk=story.pk).update(title=words, happened=words, content_note=words)

    feed = client.get(reverse("stories:feed"))

    assert feed.status_code == 200
    assert b"<title>Vertical tab from PowerPoint;  from a PDF; </title>" in feed.content
    assert client.get(story.get_absolute_url()).status_code == 200


@pytest.mark.django_db
def test_nine_thousand_nine_hundred_and_ninety_nine_characters_fit_as_people_count_them(client):
    text = ("x" * 99 + "\n") * 99 + "x" * 99
    telling.write(client, happened=text.replace("\n", "\r\n"))

    assert len(text) == 9_999
    assert Story.objects.get().happened == text


@pytest.mark.django_db
def test_a_vertical_tab_in_a_story_is_a_line_break(client):
    telling.write(client, happened="Vertical\x0btab; \x02 from a PDF; \x1f")

    assert Story.objects.get().happened == "Vertical\ntab;  from a PDF;"


def test_starter_content_passes_the_door(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_bytes('+++\ntitle = "Zoe\u0308"\n+++\r\nOne\x02\r\nTwo'.encode())

    assert read_page(page) == ({"title": "Zoë"}, "One\nTwo")
