"""Every page on the way to tell a story, in every state that shows other words: to look at what it says."""

from collections.abc import Iterator
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stories.models import Story
from stories.submission.steps import STEPS
from tests.support.telling import (
    CHECK,
    FIRST,
    LATER,
    PAGES,
    THANKS,
    WRITE,
    answers,
    boxes_of,
    part_of,
)
from tests.support.uploads import picture

SHARE = "/stories/share/"
WORDS = "Kim Brown of Hill School rang 07700 900123."  # What the teller wrote: nobody's to translate.
DANGER = "He hits me."
FILE = "plan.txt"
TYPED = {
    WORDS,
    *WORDS.rstrip(".").split(),
    DANGER,
    FILE,
    "a.jpg",
    "run.exe",
    "teller@example.org",
    "Sam",
    "word",
}
TYPED |= {
    "Somebody",
    "our school",
    "a phone number",
}  # What the site offers to write instead: words of a story.
CHILD = {"teller": "young_person", "about_whom": "myself", "about_age": "under_13"}
ADULT = {"teller": "other", "about_whom": "somebody", "about_age": "adult"}
PARENT = {"teller": "parent_carer", "about_whom": "my_child", "about_age": "13_15"}
TICKS = {"consent_publish": "on", "consent_training": "on"}


def pages_of_the_route(browser=Client) -> Iterator[tuple[str, object]]:
    """What it is → the answer. One visitor after the other, each with a `browser` of their own."""
    yield from _without_a_story(browser())
    for who in (CHILD, ADULT, PARENT):
        yield from _told_by(browser(), who)
    yield from _in_other_ways(browser(), browser())


def _without_a_story(client):
    for name in ("", "ring-me/", "ring-me/thanks/", "template/", "template/back/", "pictures/"):
        yield f"share/{name}", client.get(f"{SHARE}{name}")
    yield "first page", client.get(FIRST)
    yield "first page, empty", client.post(FIRST, {"key": answers()["key"]})
    yield "ring me, wrong", client.post(f"{SHARE}ring-me/", {"number": "none", "language": "none"})
    yield "ring me, for robots", client.post(f"{SHARE}ring-me/", {"number": "1" * 40, "website": "x"})
    yield "link of nobody", client.get(f"{SHARE}continue/nobody/")
    yield "file of nobody", client.post(f"{SHARE}template/back/", {"key": answers()["key"]})
    yield "pictures, none", client.post(f"{SHARE}pictures/", {"key": answers()["key"], "felt": "none"})


def _told_by(client, who):
    said = answers(**who) | {"happened": WORDS, "title": ""}
    for step in STEPS:
        yield f"{step.slug} {who}", client.get(PAGES[step.slug])
        yield f"{step.slug} {who}, wrong", client.post(PAGES[step.slug], _wrong(step, said))
        client.post(PAGES[step.slug], part_of(said, step.slug))
    draft = Story.objects.get(key=UUID(said["key"]))
    yield "no who", client.post(PAGES["consent"], {"key": said["key"], "consent_read": "on"} | TICKS)
    client.post(PAGES["consent"], part_of(said | TICKS, "consent"))
    yield "look, with yes", client.get(PAGES["look"])
    yield (
        "look, taken out",
        client.post(PAGES["look"], {"key": said["key"], "take_out": "name Kim Brown"}),
    )
    yield "look, not there", client.post(PAGES["look"], {"key": said["key"], "take_out": "hat Kim"})
    yield "look, to change", client.get(f"{PAGES['look']}?change")
    yield from _with_files(client, said["key"])
    for name, address in (
        ("so far", f"{SHARE}so-far/"),
        ("check", CHECK),
        ("later", LATER),
        ("again", WRITE),
    ):
        yield name, client.get(address)
    yield "later, wrong", client.post(LATER, {"key": said["key"], "email": "none"})
    yield "later sent", client.get(f"{LATER}sent/")
    yield "come back", client.get(draft.get_continue_url())
    client.post(CHECK, {"key": said["key"]})
    yield f"thanks {who}", client.get(THANKS)
    yield "sent already", client.get(draft.get_continue_url())


def _wrong(step, said) -> dict:
    wrong = dict.fromkeys(step.fields, "none of ours") | {"email": "none"}
    long = dict.fromkeys(("happened", "title", "school", "shown_name"), "word " * 3000)
    return (
        {"key": said["key"], "later": "yes"}
        | wrong
        | {name: long[name] for name in long if name in wrong}
    )


def _with_files(client, key):
    files = PAGES["files"]
    yield (
        "photo, without words",
        client.post(files, {"key": key, "do": "photo", "photo": _file("a.jpg")}),
    )
    yield (
        "photo, of people",
        client.post(
            files, {"key": key, "do": "photo", "photo": _file("a.jpg"), "alt": "Sam", "people": "yes"}
        ),
    )
    words = {"key": key, "do": "photo", "alt": "Sam", "people": "yes", "face": "yes", "agreed": "on"}
    client.post(files, words | {"photo": _file("a.jpg")})
    client.post(files, {"key": key, "do": "document", "document": _file(FILE)})
    yield "no photo", client.post(files, {"key": key, "do": "photo"})
    yield (
        "not a document",
        client.post(files, {"key": key, "do": "document", "document": _file("run.exe")}),
    )
    yield (
        "two files",
        client.post(files, {"key": key, "do": "document", "document": [_file(FILE), _file("run.exe")]}),
    )
    yield "files", client.get(files)
    yield "remove?", client.post(files, {"key": key, "do": f"remove {UUID(int=1)}"})
    yield "check, with files", client.get(CHECK)


def _file(name) -> SimpleUploadedFile:
    content = {".jpg": picture(), ".exe": b"MZ" + b"\0" * 99}.get(name[-4:], b"Our plan")
    return SimpleUploadedFile(name, content)


def _in_other_ways(client, other):
    key = answers()["key"]
    picked = {"key": key, "felt": ["happy"], "where": ["school"]}
    client.post(f"{SHARE}pictures/", picked)
    yield "pictures, picked", client.get(f"{SHARE}pictures/")
    yield "story of pictures", client.get(PAGES["story"])
    story = client.get(FIRST)
    yield "danger", client.post(PAGES["story"], {"key": key, "happened": DANGER, "language": "none"})
    yield "sent now", client.post(f"{SHARE}send-now/", boxes_of(story) | {"happened": DANGER})
    paper = {"key": answers()["key"], "file": _file(FILE)}
    other.post(f"{SHARE}template/back/", paper)
    yield "papers", other.get(f"{SHARE}template/other/")
    yield "papers, wrong", other.post(f"{SHARE}template/other/", {"do": "type", "number": "none"})
    yield "papers, no more", other.post(f"{SHARE}template/other/", {"do": "more"})
