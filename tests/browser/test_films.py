"""A film that an editor uploads is played by a visitor, with its captions, under the strict policy."""

import base64
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from pages.models import Page, Video
from tests.browser.conftest import follow, press
from tests.support.factories import make_user
from tests.support.films import CAPTIONS

RECORD = """async () => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [64, 64];
  const brush = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm;codecs=vp8" });
  const parts = [];
  recorder.ondataavailable = event => parts.push(event.data);
  const done = new Promise(resolve => recorder.onstop = resolve);
  recorder.start(100);
  for (let step = 0; step < 30; step++) {
    brush.fillStyle = step % 2 ? "gold" : "navy";
    brush.fillRect(0, 0, 64, 64);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  recorder.stop();
  await done;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
}"""
PLAY = """async video => {
  video.muted = true;
  const heard = new Promise(resolve => video.textTracks[0].addEventListener("cuechange", resolve, { once: true }));
  await video.play();
  await heard;
  const cue = video.textTracks[0].activeCues[0];
  return { words: cue.getCueAsHTML().textContent, shown: video.textTracks[0].mode, width: video.videoWidth };
}"""


@pytest.fixture
def film(page, settings, sign_in):
    """Of a minute ago, in a draft that is open on the desk, over a film of a page that everybody can read."""
    settings.REQUIRE_STAFF_MFA = False
    page.goto("/what-is-co-production/")
    recorded = base64.b64decode(page.evaluate(RECORD))
    video = Video.objects.filter(page=Page.objects.get(slug="what-is-co-production")).first()
    sign_in(page, make_user("Content editors"))
    page.goto(f"/admin/pages/video/{video.pk}/change/")
    for label, name, content in [
        ("File", "film.webm", recorded),
        ("Captions", "film.vtt", CAPTIONS.encode()),
    ]:
        page.get_by_label(f"{label}:", exact=True).set_input_files(
            {"name": name, "mimeType": "", "buffer": content}
        )
    press(page, "Save draft", exact=True)
    expect(page.get_by_text("There is one now")).to_have_count(2)
    return video


def publish(page):
    press(page, "Publish now")
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")


def test_an_uploaded_film_plays_with_its_captions(film, page, new_context, in_every_look):
    publish(page)
    visitor = new_context().new_page()
    refused, parts = [], []
    visitor.on("console", lambda line: refused.append(line.text) if line.type == "error" else None)
    visitor.on("response", lambda answer: parts.append(answer.headers.get("content-range")))
    visitor.goto("/what-is-co-production/")

    played = visitor.locator("video").evaluate(PLAY)

    assert played == {"words": "We sat down together.", "shown": "showing", "width": 64}
    assert any(part and part.startswith("bytes 0-") for part in parts)
    assert refused == []
    assert in_every_look(visitor) == []


def test_a_film_that_waits_plays_for_whoever_has_the_link(film, page, new_context, in_every_look):
    follow(page, "Compare, share, throw away")
    press(page, "Make a link")
    colleague = new_context().new_page()
    colleague.goto(urlsplit(page.locator(".draft-link a").get_attribute("href")).path)

    played = colleague.locator("video").evaluate(PLAY)

    assert played == {"words": "We sat down together.", "shown": "showing", "width": 64}
    assert in_every_look(colleague) == []
    visitor = new_context().new_page()
    visitor.goto("/what-is-co-production/")
    expect(visitor.get_by_text("This film has not been made yet.").first).to_be_visible()


def test_the_desk_of_a_film_meets_wcag_2_2_aa(film, page, axe):
    assert axe(page) == []
