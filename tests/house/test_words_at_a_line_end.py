"""A word with a hyphen stays whole in a heading, and quotation marks are the printer's."""

from django.template import Context, Template

from coproduction_site import rich_text
from coproduction_site.rich_text import from_markdown
from coproduction_site.templatetags.words import at_its_sign


def shown(words):
    return Template("{% load words %}{{ words|whole_words }}").render(Context({"words": words}))


def test_a_word_with_a_hyphen_is_kept_whole():
    assert shown("What is co-production?") == 'What is <span class="whole">co-production</span>?'


def test_other_words_are_left_alone():
    assert shown("Where next – and why?") == "Where next – and why?"


def test_what_somebody_typed_stays_text():
    assert shown("<b>co-design</b>") == '&lt;b&gt;<span class="whole">co-design</span>&lt;/b&gt;'


def test_an_address_that_is_too_long_goes_on_after_its_sign():
    assert at_its_sign("sam@example.gov.uk") == "sam@<wbr>example.gov.uk"
    assert at_its_sign("<b>@example.org") == "&lt;b&gt;@<wbr>example.org"
    assert at_its_sign("") == ""


def test_quotation_marks_in_a_content_file_become_the_printers():
    assert from_markdown('It\'s "ours".') == "<p>It’s “ours”.</p>"


def test_e_mail_is_kept_whole_in_running_text_and_nothing_is_changed_in_an_address():
    link = '<a href="https://example.org/e-mail">'

    html = rich_text.shown(f"<p>No e-mail? {link}E-mails</a> and pre-e-mailed co-production.</p>")

    whole = '<span class="whole">{}</span>'.format
    assert f"No {whole('e-mail')}? " in html
    assert "https://example.org/e-mail" in html
    assert f">{whole('E-mails')}</a>" in html
    assert "e-mailed co-production" in html
