"""The charter as everybody reads it: today's wording, its values, the one for children, all that came before."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from coproduction_site.cache.page_cache import public_page
from coproduction_site.cache.remembered import remembered
from coproduction_site.former_addresses import followed
from coproduction_site.paging import counted
from coproduction_site.paper.views import handed_out
from partners.charter import differences
from partners.charter.sheet import sheet_of
from partners.models import CharterValue, CharterVersion, Pledge, StatusApplication
from partners.models.charter import in_force

HERE = ("Our charter", "/charter/")
VERSIONS = ("All versions", "/charter/versions/")


@public_page
def charter(request):
    version, values = _of_today(timezone.localdate())
    context = {
        "version": version,
        "values": values,
        "sheet": sheet_of(version, values) if version else None,
        "crumbs": [HERE],
    }
    return render(request, "partners/charter/charter.html", context)


@remembered(CharterVersion, CharterValue, Pledge, StatusApplication)
def _of_today(today) -> tuple[CharterVersion | None, list[CharterValue]]:
    """With the numbers of those who signed, and who have the status today."""
    signed, awarded = counted(Pledge.objects.public()), counted(StatusApplication.objects.valid(today))
    version = CharterVersion.objects.annotate(signed=signed, awarded=awarded).in_force()
    return version, list(version.values.all()) if version else []


@public_page
def sheet(request):
    version = CharterVersion.objects.in_force()
    if version is None:
        raise Http404
    return handed_out(request, sheet_of(version, version.values.all()))


def addresses() -> list[str]:
    """Every page of the charter that the public may read, for the site map: three queries."""
    versions = list(CharterVersion.objects.public())
    version = in_force(versions)
    values = version.values.exclude(slug="") if version else []
    return [
        *map(reverse, ("charter:sign", "charter:signed", "charter:statuses", "charter:versions")),
        *([reverse("charter:children")] if version else []),
        *(reverse("charter:value", args=[value.slug]) for value in values),
        *(version.get_absolute_url() for version in versions),
        *(award.get_absolute_url() for award in StatusApplication.objects.public().newest()),
    ]


@public_page
def for_children(request):
    version = CharterVersion.objects.in_force()
    if version is None:
        raise Http404
    context = {
        "version": version,
        "values": [value for value in version.values.all() if value.lines_for_children],
        "crumbs": [HERE, ("For children", "")],
    }
    return render(request, "partners/charter/children.html", context)


@public_page
def value(request, slug):
    """One promise of today's wording, and the stories that show it."""
    version = CharterVersion.objects.in_force()
    if version is None:
        raise Http404
    shown = version.values.filter(slug=slug).first()
    if shown is None:
        return _former_value(version, slug)
    crumbs = [HERE, (shown.name, "")]
    return render(
        request, "partners/charter/value.html", {"value": shown, "version": version, "crumbs": crumbs}
    )


def _former_value(version, slug):
    """Under another address today; else in the newest version that had it, for now: a later one may have it again."""
    now = followed(version.values.all(), slug)
    if now:
        return redirect("charter:value", now.slug, permanent=True)
    dropped = CharterValue.objects.filter(version__in=CharterVersion.objects.public())
    dropped = dropped.select_related("version").order_by("-version__number")
    value = dropped.filter(slug=slug).first() or followed(dropped, slug)
    if value is None:
        raise Http404
    return redirect(value.get_place_in_version())


@public_page
def versions(request):
    shown = CharterVersion.objects.public()
    return render(
        request, "partners/charter/versions.html", {"versions": shown, "crumbs": [HERE, VERSIONS]}
    )


@public_page
def version(request, number):
    """A wording as it stood, and how it differs from the one before that the public could read."""
    shown = get_object_or_404(CharterVersion.objects.public(), number=number)
    former = CharterVersion.objects.before(number)
    context = {
        "version": shown,
        "values": shown.values.all(),
        "former": former,
        "changes": differences.between(former, shown) if former else None,
        "crumbs": [HERE, VERSIONS, (f"Version {number}", "")],
    }
    return render(request, "partners/charter/version.html", context)
