"""A story is told in another language: by the same pages, under addresses of their own, and no word of safety unchecked."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.in_languages import catalogues
from coproduction_site.in_languages.addresses import in_english, language_of
from coproduction_site.in_languages.known import Language
from coproduction_site.site_address import on_this_site
from stories.following import data_rights
from stories.models import CallRequest, CheckedWords, Story
from stories.submission import drafts
from tests.support import walk
from tests.support.factories import make_draft, make_site
from tests.support.first_visit import files_of
from tests.support.in_languages import (
    in_urdu,
    live_route,
    make_checked,
    read_catalogues_of,
    write_catalogues,
)
from tests.support.telling import CHECK, PAGES, START, THANKS, WALK, answers, opened, part_of

pytestmark = pytest.mark.django_db
INTERPRETER = "براہِ کرم ہمیں فون کریں اور ترجمان مانگیں۔"
DANGER = "He hits me and I am scared to go home."
SEND_NOW = reverse("stories:send_now")


@pytest.fixture
def live(settings, tmp_path):
    with live_route(settings, tmp_path / "locale") as folder:
        yield folder


def urdu(path: str) -> str:
    return f"/ur{path}"


def write_in_urdu(client, upto="", **details):
    data, page = answers(**details), None
    for step in WALK:
        if step.slug == upto:
            break
        page = client.post(urdu(PAGES[step.slug]), part_of(data, step.slug))
        assert page.status_code == 302, step.slug
    return page


# Where it stands


def test_each_page_of_the_route_stands_below_each_language_and_says_which_it_is(client, live):
    for language, direction in [("pa", "ltr"), ("pl", "ltr"), ("ur", "rtl")]:
        html = walk.soup_of(client.get(f"/{language}{START}")).html

        assert (html["lang"], html["dir"]) == (language, direction)
        assert html.select_one(f"link[href*='languages/{language}']")
        assert not html.select("main a[href^='/stories/share/']:not([hreflang])")


def test_the_way_leads_on_in_the_language_and_out_of_it_to_english_that_says_so(client, live):
    page = client.get(urdu(START))

    assertContains(page, f'href="{urdu(reverse("stories:write"))}"')
    links = walk.soup_of(page).select("a[href^='/']:not([href^='/ur/'])")
    assert links
    assert all(link.get("hreflang") for link in links)
    assertRedirects(client.get(urdu(reverse("stories:write"))), urdu(PAGES["who"]))


def test_pages_in_english_are_as_they_were_after_one_in_another_language(client, live):
    client.get(urdu(START))

    page = client.get(START)
    assert translation.get_language() == "en-gb"
    assertContains(page, f'href="{reverse("stories:write")}"')
    assertNotContains(page, "«")
    assert walk.soup_of(page).html["lang"] == "en-GB"


def test_each_language_knows_the_others(client, live):
    for path in (START, urdu(START)):
        soup = walk.soup_of(client.get(path))
        heads = {link["hreflang"]: link["href"] for link in soup.select("head link[hreflang]")}

        assert set(heads) == {"en-GB", "pa", "pl", "ur"}
        assert heads["ur"].endswith(urdu(START))
        assert heads["en-GB"].endswith(START)
        assert len(soup.select("main a[hreflang=pl][lang=pl]")) == 1


def test_a_language_that_misses_one_word_of_the_route_has_none_of_it(client, settings, live):
    make_site()
    write_catalogues(live.parent / "other", but_not="Start my story")
    read_catalogues_of(settings, live.parent / "other")

    assert catalogues.missing(Language.URDU) == {"Start my story"}
    assertContains(client.get(urdu(START)), "Urdu interpreter, please.", status_code=404)
    assertNotContains(client.get(START), 'hreflang="ur"')


@pytest.mark.parametrize("path", ["/xx/stories/share/", "/ur/ur/stories/share/", "/UR/stories/share/"])
def test_an_unknown_language_is_not_here(client, live, path):
    assert client.get(path).status_code == 404


def test_an_address_knows_its_language_and_the_same_page_in_english():
    assert language_of("/ur/stories/share/") == Language.URDU
    assert language_of("/urdu/") is None
    assert in_english("/pl/stories/share/who/") == "/stories/share/who/"
    assert in_english("/stories/share/pl/") == "/stories/share/pl/"


# What is kept


def test_a_draft_is_the_same_in_every_language_and_knows_in_which_it_was_told(client, live):
    write_in_urdu(client, upto="more")

    draft = Story.objects.get()
    assert (draft.told_in, draft.happened) == ("ur", answers()["happened"])
    assertContains(client.get(f"{PAGES['story']}?change"), draft.happened)

    client.post(PAGES["more"], part_of(answers(key=str(draft.key)), "more"))
    draft.refresh_from_db()
    assert draft.told_in == "ur"


@pytest.mark.parametrize(("code", "there"), [("pl", "/pl{}"), ("en-GB", "{}")])
def test_whoever_changes_the_language_in_the_middle_of_a_page_loses_no_word(client, live, code, there):
    write_in_urdu(client, upto="story")
    assert walk.soup_of(client.get(urdu(PAGES["story"]))).select_one(f"button[name=in][value={code}]")
    words = {"key": str(Story.objects.get().key), "happened": "Half a sen", "language": "ur", "in": code}

    answer = client.post(urdu(PAGES["story"]), opened(words))

    assertRedirects(answer, there.format(PAGES["story"]))
    assertContains(client.get(answer.url), "Half a sen")


def test_a_button_for_a_language_that_there_is_not_keeps_the_words_too(client, live):
    write_in_urdu(client, upto="story")
    words = {"key": str(Story.objects.get().key), "happened": "Half a sen", "in": "xx"}

    client.post(urdu(PAGES["story"]), opened(words))

    assert Story.objects.get().happened == "Half a sen"


def test_the_words_of_a_story_begin_in_the_language_of_the_page_and_can_be_in_another(client, live):
    write_in_urdu(client, upto="story")
    key = str(Story.objects.get().key)
    chosen = walk.soup_of(client.get(urdu(PAGES["story"]))).select("[name=language] [selected]")
    assert [option["value"] for option in chosen] == ["ur"]

    words = opened({"key": key, "title": "T", "happened": "In English.", "language": ""})
    client.post(urdu(PAGES["story"]), words)

    assert Story.objects.get().language == ""
    again = walk.soup_of(client.get(urdu(f"{PAGES['story']}?change")))
    assert not again.select("[name=language] [selected][value=ur]")


def test_the_file_of_a_teller_says_in_which_language_it_was_told():
    assert data_rights.LABELS["told_in"] == "Language of the pages where you told it"
    assert data_rights.IN_WORDS["told_in"](make_draft(told_in="ur")) == "Urdu"
    assert data_rights.IN_WORDS["told_in"](make_draft()) == "English"


# Checked by a speaker


def test_checked_words_lead_from_the_first_page_to_the_thanks(client, live):
    make_site()
    make_checked()
    write_in_urdu(client)
    page = client.get(urdu(CHECK))
    assertContains(page, in_urdu("Send my story"))

    answer = client.post(urdu(CHECK))

    assertRedirects(answer, urdu(THANKS))
    story = Story.objects.get()
    assert story.state == Story.State.WAITING
    assert story.consent_wording.split()[1:] == ["ur", catalogues.mark_of(Language.URDU)]
    assertContains(client.get(urdu(THANKS)), f'hreflang="en-GB" href="{reverse("stories:open")[:15]}')


def test_letters_that_are_written_while_somebody_reads_urdu_are_in_english(client, live):
    make_site()
    make_checked()
    write_in_urdu(client)
    client.post(urdu(CHECK))

    (letter,) = mail.outbox
    assert "«" not in f"{letter.subject} {letter.body}"


def test_unchecked_words_of_consent_lead_to_an_interpreter_and_to_english(client, live):
    make_site(contact_phone="01902 555000")
    write_in_urdu(client, upto="consent")
    page = client.get(urdu(PAGES["consent"]))

    assertContains(page, INTERPRETER)
    for part in ("01902 555000", "Urdu interpreter, please.", "tel:999", PAGES["consent"]):
        assertContains(page, part)
    assertContains(page, f'href="{urdu(reverse("stories:ring_me"))}"')
    assertNotContains(page, 'name="consent_read"')


def test_nobody_consents_or_sends_by_a_page_that_nobody_has_checked(client, live):
    make_site()
    write_in_urdu(client, upto="consent")
    data = answers(key=str(Story.objects.get().key))

    answer = client.post(urdu(PAGES["consent"]), part_of(data, "consent"))
    assertContains(answer, INTERPRETER, status_code=409)
    assert not Story.objects.get().consent_read

    client.post(PAGES["consent"], part_of(data, "consent"))
    client.post(PAGES["look"], {"key": data["key"]})
    assertContains(client.post(urdu(CHECK)), INTERPRETER, status_code=409)
    assert Story.objects.get().state == Story.State.DRAFT

    client.post(CHECK)
    story = Story.objects.get()
    assert (story.state, story.told_in) == (Story.State.WAITING, "ur")
    assert len(story.consent_wording.split()) == 1


def test_other_words_are_not_checked_again(client, live, settings):
    make_checked()
    write_in_urdu(client, upto="consent")
    assertContains(client.get(urdu(PAGES["consent"])), 'name="consent_read"')

    other = live.parent / "other"
    write_catalogues(other, **{"Send this now to somebody who keeps children safe": "کچھ اور"})
    read_catalogues_of(settings, other)

    assertNotContains(client.get(urdu(PAGES["consent"])), 'name="consent_read"')
    make_checked()
    assertContains(client.get(urdu(PAGES["consent"])), 'name="consent_read"')


def test_one_language_checked_is_no_other(client, live):
    make_checked(Language.POLISH)
    write_in_urdu(client, upto="consent")

    assertNotContains(client.get(urdu(PAGES["consent"])), 'name="consent_read"')
    assert CheckedWords.objects.get().language == "pl"


def test_danger_is_spoken_of_in_english_until_a_speaker_has_checked_the_words(client, live):
    make_site()
    write_in_urdu(client, upto="more", happened=DANGER)
    box = walk.soup_of(client.get(urdu(PAGES["more"]))).select_one("#send-now")

    assert "Send this now" in box.get_text()
    assert "«" not in box.get_text()
    assert box.find_parent(lang="en-GB")["dir"] == "ltr"
    assert box.button["formaction"] == SEND_NOW

    make_checked()
    box = walk.soup_of(client.get(urdu(PAGES["more"]))).select_one("#send-now")
    assert box.button.get_text() == in_urdu("Send this now to somebody who keeps children safe")
    assert box.button["formaction"] == urdu(SEND_NOW)


def test_words_that_were_to_go_at_once_are_kept_in_a_button_in_english(client, live):
    make_site()
    key = answers()["key"]

    page = client.post(urdu(SEND_NOW), {"key": key, "happened": DANGER})

    assertContains(page, INTERPRETER, status_code=409)
    form = next(form for form in walk.soup_of(page).select("form") if form.get("action") == SEND_NOW)
    assert form.find_parent(lang="en-GB")
    fields = {field["name"]: field["value"] for field in form.select("input")}
    client.post(SEND_NOW, fields)
    assert Story.objects.get().happened == DANGER
    assert Story.objects.get().disclosed_at


def test_whoever_asks_to_be_rung_is_asked_in_their_language(client, live):
    make_site()
    page = walk.soup_of(client.get(urdu(reverse("stories:ring_me"))))
    assert page.select_one("[name=language] [selected]")["value"] == "ur"
    data = {field["name"]: field.get("value", "") for field in page.select("main form input[name]")}

    answer = client.post(
        urdu(reverse("stories:ring_me")),
        opened({"key": data["key"], "number": "01902 123456", "language": "ur"}),
    )

    assertRedirects(answer, urdu(reverse("stories:ring_me_thanks")))
    assert CallRequest.objects.get().language == "ur"


# When something is wrong


def test_a_form_without_its_key_comes_again_in_the_language_with_every_word(live):
    client = Client(enforce_csrf_checks=True)
    data = answers(teller="parent_carer")

    answer = client.post(urdu(PAGES["who"]), part_of(data, "who"))

    assert answer.status_code == 403
    soup = walk.soup_of(answer)
    assert soup.html["lang"] == "ur"
    assert soup.select_one("[name=teller][checked]")["value"] == "parent_carer"


def test_a_browser_without_cookies_walks_in_the_language(live):
    client = Client(enforce_csrf_checks=True)
    page = walk.soup_of(client.get(urdu(PAGES["who"])))
    stamp = {field["name"]: field["value"] for field in page.select("form input[type=hidden]")}
    client.cookies.clear()
    words = stamp | {"teller": "parent_carer", "about_whom": "group"}

    answer = client.post(urdu(PAGES["who"]), opened(words))

    assert answer.headers["Location"].startswith(urdu(PAGES["story"]))
    client.cookies.clear()
    links = walk.soup_of(client.get(answer.headers["Location"])).select("a[href^='/ur/stories/share/']")
    assert links
    assert all("pass=" in link["href"] for link in links)


# Letters


@pytest.mark.parametrize("language", Language.values)
def test_a_letter_begins_in_the_language_and_goes_on_in_english(client, live, language):
    make_site(contact_phone="01902 555000")
    draft = make_draft(told_in=language)

    drafts.send_link(draft, "teller@example.org", "somebody")

    (letter,) = mail.outbox
    text = letter.body
    with translation.override(language):
        there = on_this_site(draft.get_continue_url())
        assert text.startswith(
            translation.gettext("This letter is about your story. Its words below are in English.")
        )
        beginning, _, rest = text.partition(there)
    assert f"/{language}/" in there
    assert "01902 555000" in beginning
    assert f"{Language(language).label} interpreter, please." in beginning
    assert on_this_site(draft.get_continue_url()) in rest


def test_a_letter_about_a_story_told_in_english_is_as_it_was(live):
    make_site()

    drafts.send_link(make_draft(), "teller@example.org", "somebody")

    assert "interpreter" not in mail.outbox[0].body


# What it costs


@pytest.mark.parametrize("language", Language.values)
def test_a_page_brings_the_font_of_its_language_alone(client, live, language):
    for path in (START, PAGES["who"]):
        answer = client.get(f"/{language}{path}")
        files = files_of(answer.content.decode())
        sheets = {name for name in files if "languages" in name}

        assert sheets == {f"/static/pages/languages/{language}.css"}


@pytest.mark.parametrize("slug", ["story", "consent"])
def test_a_page_in_a_language_asks_the_database_for_its_frame_besides_and_nothing_more(
    client, live, slug
):
    make_site()
    make_checked()
    write_in_urdu(client, upto=slug)

    def asked(path) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    # The menu in the language, and which words are checked: remembered on a site, and asked anew in a test.
    assert asked(urdu(PAGES[slug])) <= asked(PAGES[slug]) + 4
