"""The guide on paper: the whole of it as one sheet of few pages, and a sheet to fill in for each step."""

from functools import cache

from django.conf import settings
from django.urls import reverse

from coproduction_site.content_files import read_toml
from coproduction_site.models import SiteSettings
from coproduction_site.paper.sheets import MAY_BE_COPIED, Sheet
from coproduction_site.site_address import on_this_site
from coproduction_site.text import one_line
from pages.toolkit.models import ToolkitStep
from stories.submission.template import sheet as word

TEXTS = settings.BASE_DIR / "pages/content/toolkit.toml"
PICTURE = "toolbox"
LINES = 4  # To write on, below each question.


@cache
def texts() -> dict:
    """What the guide says around its steps."""
    return read_toml(TEXTS)["guide"]


def guide(steps: list[ToolkitStep]) -> Sheet:
    """`steps` as from `with_stories`."""
    return Sheet(
        name="how-to-guide",
        title=texts()["title"],
        shape="pages/toolkit/guide.typ",
        words={"steps": [_step(step) for step in steps], **texts()},
        address=reverse("pages:toolkit_pdf"),
        page=reverse("pages:toolkit"),
        credits=(MAY_BE_COPIED,),
    )


def to_fill_in(step: ToolkitStep, site: SiteSettings) -> bytes:
    """A Word document."""
    document = word.Sheet(step.sheet_title, size=11.5, space=4, line=0.9, columns=2)
    document.title(step.sheet_title, PICTURE)
    document.paragraph(texts()["sheet"])
    for question in step.lines_to_answer:
        document.heading(question, 1)
        document.lines_to_write_on(LINES, question)
    document.heading(texts()["more"], 1)
    document.paragraph(on_this_site(step.get_absolute_url()))
    document.paragraph(one_line(f"{site.council_name} {site.contact_phone} {site.contact_email}"))
    return document.as_bytes()


def _step(step) -> dict:
    story = step.story
    return {
        "title": step.title,
        "summary": step.summary,
        "ticks": step.lines_to_tick,
        "sheet_title": step.sheet_title,
        "questions": step.lines_to_answer,
        "rung": f"{step.warning_rung.name} (rung {step.warning_rung.number})",
        "warning": step.warning,
        "costs": step.costs,
        "story": story.title if story else "",
        "story_address": on_this_site(story.get_absolute_url()) if story else "",
        "is_draft": not step.is_agreed,
    }
