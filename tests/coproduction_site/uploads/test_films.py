"""A film is a film by what it is made of, and nothing in it says where it was made."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from coproduction_site.uploads import captions, films, mp4
from tests.support.films import (
    CAPTIONS,
    PLACE,
    box,
    element,
    mp4_track,
    sent,
    webm,
    webm_track,
)
from tests.support.films import mp4 as made_mp4
from tests.support.uploads import pdf, picture, zipped

GOOD = {
    "of a telephone": made_mp4(),
    "with sound": made_mp4(mp4_track(), mp4_track(b"soun", b"mp4a")),
    "in AV1": made_mp4(mp4_track(codec=b"av01")),
    "of a browser, without lengths": webm(),
    "of a program, with lengths": webm(endless=False),
    "in VP9 with sound": webm(webm_track(b"V_VP9"), webm_track(b"A_OPUS", b"\x02")),
}
BAD = {
    "nothing": (b"", films.EMPTY),
    "words": (b"This is a film, honestly.", films.NOT_A_FILM),
    "a page of the web": (b"<html><script>alert(1)</script>", films.NOT_A_FILM),
    "a picture": (picture(), films.NOT_A_FILM),
    "a PDF": (pdf(), films.NOT_A_FILM),
    "a packed folder": (zipped({"film.mp4": "dots"}), films.NOT_A_FILM),
    "a film of an iPhone that only Apple plays": (made_mp4(brand=b"qt  "), films.ANOTHER_KIND),
    "pictures in HEVC": (made_mp4(mp4_track(codec=b"hvc1")), films.ANOTHER_KIND),
    "AVI": (b"RIFF\0\0\0\0AVI LIST", films.ANOTHER_KIND),
    "Matroska": (webm(document=b"matroska"), films.ANOTHER_KIND),
    "only sound in MP4": (made_mp4(mp4_track(b"soun", b"mp4a")), films.ONLY_SOUND),
    "only sound in WebM": (webm(webm_track(b"A_OPUS", b"\x02")), films.ONLY_SOUND),
    "a song": (box(b"ftyp", b"M4A \0\0\0\0M4A "), films.ONLY_SOUND),
    "half an MP4": (made_mp4()[:-20], films.NOT_WHOLE),
    "half a WebM": (webm(endless=False)[:-20], films.NOT_WHOLE),
    "an MP4 of its first box": (box(b"ftyp", b"isom\0\0\0\0isom"), films.NOT_WHOLE),
    "an MP4 with a web page behind it": (made_mp4() + b"<html><script>", films.NOT_WHOLE),
    "a WebM of its header": (element("1a45dfa3", element("4282", b"webm")), films.NOT_WHOLE),
    "a WebM that ends in its name": (b"\x1aE\xdf\xa3", films.NOT_WHOLE),
    "boxes in boxes without end": (
        box(b"ftyp", b"isom\0\0\0\0isom")
        + b"".join((8 * (9_000 - number)).to_bytes(4, "big") + b"moov" for number in range(9_000)),
        films.NOT_WHOLE,
    ),
    "empty boxes without end": (
        box(b"ftyp", b"isom\0\0\0\0isom") + box(b"free") * (mp4.MOST_BOXES + 1),
        films.NOT_WHOLE,
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_film_that_browsers_play_is_taken(name):
    content = GOOD[name]
    upload = sent(content)

    kind = films.checked(upload)

    assert kind == ("mp4" if content[4:8] == b"ftyp" else "webm")
    assert upload.size == len(upload.read()) == len(content)


@pytest.mark.parametrize("name", GOOD)
def test_where_a_film_was_made_is_written_over_and_it_stays_a_film(name):
    upload = sent(GOOD[name])
    films.checked(upload)
    after = upload.read()

    assert PLACE in GOOD[name]
    assert PLACE not in after
    assert b"dots" * 50 in after
    assert films.checked(sent(after))


@pytest.mark.parametrize("name", BAD)
def test_anything_else_is_refused_with_a_sentence(name):
    content, sentence = BAD[name]

    with pytest.raises(ValidationError) as refused:
        films.checked(sent(content, "film.mp4"))

    assert refused.value.message == sentence


def test_a_film_that_is_too_big_is_told_the_size_that_fits(settings):
    settings.FILM_MEGABYTES = 1

    with pytest.raises(ValidationError, match="The most is 1 MB"):
        films.checked(sent(made_mp4(pictures=bytes(1_000_000))))


@given(place=st.integers(0, 400), put_in=st.binary(max_size=12), base=st.sampled_from(sorted(GOOD)))
def test_a_damaged_film_is_taken_or_refused_and_never_a_fault(place, put_in, base):
    content = GOOD[base]
    damaged = content[:place] + put_in + content[place + len(put_in) :]

    with suppress(ValidationError):
        assert films.checked(sent(damaged)) in films.CONTENT_TYPES


def test_captions_are_written_anew_without_notes_and_styles():
    source = (
        "\ufeffWEBVTT - made by Asha Kaur\r\n\r\nNOTE ring Asha on 01902 555000\r\n\r\n"
        "STYLE\r\n::cue { background: url(https://example.org/seen) }\r\n\r\n"
        "first\r\n00:01.000 --> 00:02.000 align:start region:fred\r\nHello.\r\nAnd welcome.\r\n\r\n"
        "01:00:02.500 --> 01:00:04.000\r\n<i>Music</i>\r\n"
    )

    assert captions.checked(sent(source)).decode() == (
        "WEBVTT\n\n00:01.000 --> 00:02.000 align:start\nHello.\nAnd welcome.\n\n"
        "01:00:02.500 --> 01:00:04.000\n<i>Music</i>\n"
    )
    assert b"<v Asha>We sat down together." in captions.checked(sent(CAPTIONS))


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("Hello", captions.NOT_VTT),
        ("WEBVTTX\n\n00:01.000 --> 00:02.000\nHello", captions.NOT_VTT),
        ("<html>WEBVTT", captions.NOT_VTT),
        ("1\n00:00:01,000 --> 00:00:02,000\nHello", captions.SRT),
        ("WEBVTT", captions.NO_CAPTIONS),
        ("WEBVTT\n\nNOTE nothing yet", captions.NO_CAPTIONS),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", captions.NO_CAPTIONS),
        ("WEBVTT\n\nHello", captions.WRONG_TIME.format(4)),
        ("WEBVTT\n\n1\n00:01 --> 00:02\nHello", captions.WRONG_TIME.format(4)),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n00:03.000 --> 00:04.000",
            captions.WRONG_TIME.format(3),
        ),
        ("WEBVTT\n\n00:05.000 --> 00:02.000\nHello", captions.WRONG_WAY.format(3)),
        (b"WEBVTT\n\n\xff\xfe", captions.NOT_TEXT),
        ("WEBVTT\n\n" + "x" * captions.MOST_BYTES, captions.TOO_BIG),
    ],
)
def test_what_is_no_caption_file_is_refused_with_a_sentence_that_names_the_line(source, sentence):
    with pytest.raises(ValidationError) as refused:
        captions.checked(sent(source))

    assert refused.value.message == sentence
