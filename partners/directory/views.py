"""What everybody may read: the directory, a partner's page and pictures."""

from pathlib import PurePath

from django.http import FileResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from coproduction_site.cache.page_cache import public_page
from coproduction_site.former_addresses import lead_on
from coproduction_site.uploads.serving import UNTIL_IT_HAS_ANOTHER_NAME, opened
from partners.directory.filters import DirectoryForm
from partners.models import Partner
from partners.models.terms import names_of_terms

DIRECTORY = ("Partners", "/partners/")

_A_LINK = ("slug", "name", "is_listed")
ON_A_CARD = (
    *_A_LINK,
    *("summary", "kind", "age_from", "age_to", "is_champion", "standing"),
    *(f"successor__{name}" for name in _A_LINK),
)


@public_page("kind", "who", "help", "need", "area", "age")
def directory(request):
    form = DirectoryForm(request.GET or None)
    chosen = form.chosen()
    partners = Partner.objects.matching(chosen).select_related("successor").only(*ON_A_CARD)
    current = [partner for partner in partners if not partner.is_former]
    return render(
        request,
        "partners/directory/list.html",
        {
            "form": form,
            "current": current,
            "nearest": [] if current else Partner.objects.nearest(chosen).only(*ON_A_CARD),
            "former": [partner for partner in partners if partner.is_former],
            "crumbs": [DIRECTORY],
        },
    )


@public_page
def detail(request, slug):
    partners = Partner.objects.listed().select_related("successor")
    partner = partners.filter(slug=slug).first()
    if partner is None:
        return lead_on(Partner.objects.listed(), slug)
    return render(
        request, "partners/directory/detail.html", context_of(partner, names_of_terms(partner))
    )


def context_of(partner, terms=None) -> dict:
    """All that the page needs, for the public and for a preview; `terms` are others than the stored ones."""
    crumbs = [DIRECTORY, (partner.name, partner.get_absolute_url())]
    return {"partner": partner, "facts": partner.facts(terms), "crumbs": crumbs}


@require_safe
def logo(request, slug):
    return _picture(request, slug, "logo")


@require_safe
def photo(request, slug):
    return _picture(request, slug, "photo")


def picture_of(file, may_be_kept=False):
    """Kept for a year under the name in the address: a new picture has a new name."""
    response = FileResponse(opened(file), content_type="image/webp", filename=PurePath(file.name).name)
    response.headers["Cache-Control"] = UNTIL_IT_HAS_ANOTHER_NAME if may_be_kept else "private, no-store"
    return response


def _picture(request, slug, name):
    partner = Partner.objects.listed().filter(slug=slug).first()
    if partner and name == "photo" and not partner.shows_photo:
        partner = None
    may_be_kept = partner and request.GET.get("v") == getattr(partner, f"{name}_name")
    partner = partner or get_object_or_404(Partner.objects.editable_by(request.user), slug=slug)
    return picture_of(getattr(partner, name), may_be_kept)
