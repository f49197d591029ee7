from pathlib import Path

from coproduction_site.content_files import make_missing, read_page, read_toml
from coproduction_site.models import SiteSettings, UrgentNumber
from coproduction_site.rich_text import from_markdown
from ladder.models import Rung
from pages.easy_read import content as easy_read
from pages.models import (
    CaseStudy,
    GlossaryTerm,
    Page,
    PlanRow,
    Resource,
    Support,
    ToolkitStep,
    Video,
    VideoScene,
)
from pages.translations import content as translations

FOLDER = Path(__file__).with_name("content")
RUNGS = {"rung_before", "rung_after", "warning_rung", "story_rung"}


def load(say) -> None:
    site = read_toml(FOLDER / "site.toml")
    make_missing(say, SiteSettings, [({"id": 1}, {"id": 1, **site["site"]})])
    numbers = [({"order": number["order"]}, number) for number in site["urgent_number"]]
    make_missing(say, UrgentNumber, numbers)
    make_missing(say, Page, _by_slug(_pages()))
    make_missing(say, Support, _by_slug(read_toml(FOLDER / "supports.toml")["support"]))
    _load_resources(say, read_toml(FOLDER / "resources.toml")["resource"])
    make_missing(say, CaseStudy, _by_slug(_on_rungs("case_studies.toml", "case_study")))
    make_missing(say, ToolkitStep, _by_slug(_on_rungs("toolkit.toml", "step")))
    plan = [({"message": row["message"]}, row) for row in read_toml(FOLDER / "plan.toml")["row"]]
    make_missing(say, PlanRow, plan)
    make_missing(say, GlossaryTerm, _by_slug(read_toml(FOLDER / "glossary.toml")["term"]))
    _load_videos(say, read_toml(FOLDER / "videos.toml")["video"])
    easy_read.load(say)
    translations.load(say)


def _pages() -> list[dict]:
    files = [read_page(path) for path in sorted((FOLDER / "pages").glob("*.md"))]
    return [{**facts, "body": from_markdown(text)} for facts, text in files]


def _on_rungs(file, name) -> list[dict]:
    """Its columns of rungs are numbers there. A row whose rung staff have taken out waits."""
    rungs = {rung.number: rung for rung in Rung.objects.all()}
    rows = read_toml(FOLDER / file)[name]
    known = [row for row in rows if {row[column] for column in RUNGS & row.keys()} <= set(rungs)]
    return [{**row, **{column: rungs[row[column]] for column in RUNGS & row.keys()}} for row in known]


def _load_resources(say, resources) -> None:
    formats = {resource["slug"]: resource.pop("formats") for resource in resources}
    make_missing(say, Resource, _by_slug(resources))
    for resource in Resource.objects.filter(slug__in=formats, formats=None):
        for way in formats[resource.slug]:
            resource.formats.create(**way)


def _load_videos(say, videos) -> None:
    """A film whose page staff have taken out has no place, and waits."""
    pages = {page.slug: page for page in Page.objects.all()}
    scenes = {video["slug"]: video.pop("scene", []) for video in videos}
    rows = [
        {**video, "page": pages[video["page"]], "transcript": from_markdown(video["transcript"])}
        for video in videos
        if video["page"] in pages
    ]
    make_missing(say, Video, _by_slug(rows))
    for video in Video.objects.filter(slug__in=scenes, scenes=None):
        for scene in scenes[video.slug]:
            VideoScene.objects.create(video=video, **scene)


def _by_slug(rows) -> list[tuple[dict, dict]]:
    return [({"slug": row["slug"]}, row) for row in rows]
