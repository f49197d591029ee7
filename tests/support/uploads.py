"""Files as people and attackers send them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pikepdf
from django.core.files.base import ContentFile
from docx import Document as WordDocument
from PIL import Image

from stories.models import Document, Photo, Story
from stories.submission import uploads
from tests.support.factories import may_go_out

ODT_TYPE = "application/vnd.oasis.opendocument.text"
WORD_PARTS = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<d/>"}
ODT_PARTS = {"mimetype": ODT_TYPE, "content.xml": "<o/>", "META-INF/manifest.xml": "<m/>"}


def picture(kind="JPEG", size=(600, 300), mode="RGB", colour="gold", **options) -> bytes:
    out = BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def zipped(parts: dict) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            how = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(ZipInfo(name), content, compress_type=how)
    return out.getvalue()


def unzipped(content: bytes) -> dict:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word(**parts) -> bytes:
    return zipped(WORD_PARTS | parts)


def real_word(words="We planned it.") -> bytes:
    document, out = WordDocument(), BytesIO()
    document.add_paragraph(words)
    document.save(out)
    return out.getvalue()


def pdf(change=None, **options) -> bytes:
    made, out = pikepdf.new(), BytesIO()
    made.add_blank_page()
    if change:
        change(made)
    made.save(out, **options)
    return out.getvalue()


def add_photo(story: Story, number: int = 1, **words) -> Photo:
    """To a draft, or as if it had come with the draft. Each number is another picture."""
    details = {"alt": "A round table", "shows_people": False, "everyone_agreed": True}
    content = ContentFile(picture("WEBP", (40 + number, 20)), name="photo.webp")
    if story.state == Story.State.DRAFT:
        return uploads.add_photo(story, content, **details | words)
    return Photo.objects.create(story=story, position=number, **{"file": content} | details | words)


def add_document(story: Story, name="plan.txt", content=b"Our plan") -> Document:
    return Document.objects.create(story=story, name=name, file=ContentFile(content, name="kept.txt"))


def show(photo: Photo, moderator, **words) -> Photo:
    """On the page too, if its story is public."""
    photo.describe(moderator, **{"public_alt": "A table", "public_caption": "Our table"} | words)
    photo.show(moderator)
    story = Story.objects.get(pk=photo.story_id)
    if story.state == Story.State.PUBLISHED:
        may_go_out(story, moderator)
        story.publish_changes(moderator)
    return photo
