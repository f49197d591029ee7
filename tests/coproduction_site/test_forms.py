"""What a form says: read aloud, followed by keyboard, and kind when something is missing."""

import pytest
from bs4 import BeautifulSoup
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms
from django.template import engines

from coproduction_site.forms import Form


class TellingForm(Form):
    """One of each kind of question."""

    happened = forms.CharField(
        label="What happened?",
        help_text="In your own words.",
        max_length=5000,
        widget=forms.Textarea,
    )
    rung = forms.ChoiceField(
        label="Which rung?",
        help_text="Guess if you like.",
        choices=[("7", "Co-production"), ("6", "Co-design")],
        widget=forms.RadioSelect,
    )
    who = forms.MultipleChoiceField(
        label="Who took part?",
        choices=[("parents", "Parents"), ("staff", "Staff")],
        widget=forms.CheckboxSelectMultiple,
    )
    email = forms.EmailField(label="Your email", required=False)
    may_publish = forms.BooleanField(label="You may publish this.")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.data.get("email") == "both":
            raise forms.ValidationError("These two do not go together.")


class FilterForm(Form):
    """Nothing in it must be filled in, so nothing says so."""

    marks_optional = False
    kind = forms.CharField(required=False)


def drawn(form) -> BeautifulSoup:
    return BeautifulSoup(as_crispy_form(form), "html.parser")


@pytest.fixture
def empty():
    return drawn(TellingForm())


@pytest.fixture
def refused():
    return drawn(TellingForm({"email": "both", "happened": ""}))


def test_every_link_of_the_error_summary_lands_on_something_to_fill_in(refused):
    links = [link["href"] for link in refused.select(".error-summary a")]

    assert links == ["#id_happened", "#id_rung_0", "#id_who_0", "#id_email", "#id_may_publish"]
    for link in links:
        assert refused.select_one(link).name in {"input", "textarea"}


def test_the_error_summary_is_read_out_and_names_each_question(refused):
    summary = refused.select_one(".error-summary")

    assert summary["role"] == "alert"
    assert summary.h2.text == "There is a problem"
    assert "What happened? Please fill this in." in summary.text
    assert "Which rung? Please choose an answer." in summary.text
    assert "These two do not go together." in summary.text


def test_a_form_without_errors_has_no_summary(empty):
    assert not empty.select(".error-summary, [aria-invalid], .field--wrong")


def test_hint_and_error_come_before_the_box_and_are_tied_to_it(refused):
    box = refused.select_one("#id_happened")
    described = box["aria-describedby"].split()

    assert described == ["id_happened_helptext", "id_happened_error", "id_happened_limit"]
    for name in described:
        assert refused.find(id=name) in box.find_all_previous()
    assert box["aria-invalid"] == "true"


def test_a_long_answer_says_its_limit_and_is_not_cut_off(empty):
    assert "up to 5,000 characters" in empty.find(id="id_happened_limit").text
    assert not empty.select_one("#id_happened").has_attr("maxlength")


def test_a_group_of_choices_is_one_question_with_its_hint(empty):
    group = empty.select_one("#id_rung_0").find_parent("fieldset")

    assert group.legend.text.strip() == "Which rung?"
    assert group["aria-describedby"] == "id_rung_helptext"
    assert empty.find(id="id_rung_helptext")


def test_every_box_has_its_own_visible_label(empty):
    for box in empty.select("input:not([type=hidden]), textarea, select"):
        assert empty.select_one(f"label[for={box['id']}]").text.strip()


def test_what_may_be_left_out_says_so_and_nothing_depends_on_the_browser(empty):
    assert "(optional)" in empty.select_one("label[for=id_email]").text
    assert "(optional)" not in empty.select_one("label[for=id_happened]").text
    assert not empty.select("[required]")


def test_a_filter_does_not_call_each_of_its_boxes_optional():
    assert "(optional)" not in drawn(FilterForm()).text


def test_consent_is_one_box_that_nobody_has_ticked(empty):
    assert not empty.select_one("#id_may_publish").has_attr("checked")


def test_a_hidden_field_is_sent_and_not_shown(empty):
    assert empty.select_one("input[type=hidden]")["name"] == "token"
    assert "Token" not in empty.text


def test_one_id_is_used_once(refused):
    ids = [tag["id"] for tag in refused.select("[id]")]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("status", [400, 403, 404, 410, 413, 500, 503])
def test_an_error_page_needs_nothing_but_itself(status):
    page = engines["django"].get_template(f"{status}.html").render({})

    assert page.count("<h1") == 1
    assert "<title></title>" not in page
