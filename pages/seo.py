"""What programs ask for: robots, search engines, and people who found a hole."""

from datetime import date, timedelta
from math import ceil

from django.conf import settings
from django.db.models import Value
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from coproduction_site.cache.page_cache import public_page
from coproduction_site.in_languages.addresses import is_of_route
from coproduction_site.last_changes import last_change
from coproduction_site.models import SiteSettings
from coproduction_site.site_address import on_this_site
from ladder.models import Method, Rung
from pages.context import addresses_of_twins
from pages.models import CaseStudy, Chance, Event, GlossaryTerm, Page, Resource, ToolkitStep
from partners.charter import views
from partners.models import Partner
from stories.models.publication import Publication

SECURITY_POLICY = "security"  # The address of the page that says how to tell us of a weak spot.
IN_ONE_FILE = 1_000  # sitemaps.org allows 50,000, and as many files; this many are made in one moment.
SECTIONS = [
    "ladder:ladder",
    "ladder:methods",
    "ladder:where",
    "ladder:how_it_works",
    "ladder:group",
    "ladder:group_hour",
    "partners:list",
    "charter:charter",
    "stories:list",
    "stories:start",
    "stories:template_page",
    "stories:how_we_read",
    "stories:you_said",
    "stories:local_offer",
    "pages:resources",
    "pages:case_studies",
    "pages:toolkit",
    "events:list",
    "chances:board",
    "pages:what_we_did",
    "news:news",
    "pages:a_to_z",
    "easy_read:list",
]
PRIVATE = [
    "/booking/",
    "/helped/",
    "/news/mine/",
    "/search/",
    "/charter/pledge/",
    "/partners/still-correct/",
    "/charter/panel/",
    "/ladder/where-are-you/kept/",
    "/ladder/where-are-you/group/host/",
    "/admin/",
    "/drafts/",
    "/accounts/",
    "/partners/mine/",
    "/stories/follow/",
    "/stories/share/check/",
    "/stories/share/continue/",
    "/resources/suggest/",
    "/get-involved/offer/",
]


@public_page
def favicon(request):
    """Asked for by browsers on pages that name no icon."""
    return redirect(static("images/favicon.svg"), permanent=True)


@public_page
def robots(request):
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in PRIVATE),
        *(f"Disallow: /*{path}" for path in PRIVATE if is_of_route(path)),
        "",
        f"Sitemap: {on_this_site('/sitemap.xml')}",
    ]
    return _text(lines)


@require_safe
def security(request):
    """RFC 9116. Not in the page cache, because it must say a day that is never past."""
    contact = settings.SECURITY_CONTACT or SiteSettings.objects.current().contact_email
    if not contact:
        raise Http404
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {expires}",
        f"Canonical: {on_this_site(request.path)}",
        "Preferred-Languages: en",
    ]
    policy = Page.objects.published().filter(slug=SECURITY_POLICY).first()
    lines += [f"Policy: {on_this_site(policy.get_absolute_url())}"] if policy else []
    response = _text(lines)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@public_page
def sitemap(request):
    """An index: one file of pages, and one for each thousand numbers of stories, of which some are public."""
    files = [reverse("pages:sitemap_of_pages")]
    files += [reverse("pages:sitemap_of_stories", args=[number]) for number in range(1, _files() + 1)]
    return _xml("pages/sitemap_index.xml", [(on_this_site(file), None) for file in files])


@public_page
def sitemap_of_pages(request):
    """A page that shows what others bring, such as a list, says no day: no row knows when it looked different."""
    paths = ["/", *map(reverse, SECTIONS), *views.addresses(), *addresses_of_twins()]
    days = _with_an_address() | dict.fromkeys(paths)
    return _xml("pages/sitemap.xml", [(on_this_site(path), day) for path, day in days.items()])


def _with_an_address() -> dict[str, date | None]:
    """Of everything public that has a page of its own but stories, with the day on which its own words changed last.

    One query, however many kinds there are.
    """
    public = _rows_with_a_page()
    first, *others = (
        rows.order_by()
        .annotate(row_of=Value(number), last_change=last_change(rows.model))
        .values_list("row_of", "slug", "last_change")
        for number, rows in enumerate(public)
    )
    rows = first.union(*others, all=True).order_by("row_of", "slug")
    return {
        public[number].model(slug=slug).get_absolute_url(): at and timezone.localdate(at)
        for number, slug, at in rows
    }


def _rows_with_a_page() -> list:
    return [
        Page.objects.published(),
        Rung.objects.all(),
        Method.objects.all(),
        Partner.objects.listed(),
        ToolkitStep.objects.all(),
        CaseStudy.objects.listed(),
        Resource.objects.listed(),
        Event.objects.coming(timezone.now()),
        Chance.objects.all(),
        GlossaryTerm.objects.public(Page.objects.published()),
    ]


@public_page
def sitemap_of_stories(request, number):
    """By the numbers of stories: a story is in one file, whenever it is published, and no file grows.

    With the day on which its words, its photos or an answer to it changed last, where that is known.
    """
    if not 1 <= number <= _files():
        raise Http404
    end = number * IN_ONE_FILE
    in_file = Publication.objects.filter(pk__gt=end - IN_ONE_FILE, pk__lte=end)
    stories = in_file.for_everywhere().order_by("pk").values_list("slug", "changed_at")
    entries = [
        (on_this_site(reverse("stories:detail", args=[slug])), at and timezone.localdate(at))
        for slug, at in stories
    ]
    return _xml("pages/sitemap.xml", entries)


def _files() -> int:
    """One look at an index, however many stories there are."""
    newest = Publication.objects.order_by("-pk").values_list("pk", flat=True).first()
    return ceil((newest or 0) / IN_ONE_FILE)


def _text(lines) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _xml(template, entries) -> HttpResponse:
    return HttpResponse(render_to_string(template, {"entries": entries}), content_type="application/xml")
