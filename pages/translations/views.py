"""Pages in other languages, and in each language the page for what is not there."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation as words

from coproduction_site.cache.page_cache import public_page
from coproduction_site.former_addresses import followed
from coproduction_site.in_languages.addresses import is_of_route
from coproduction_site.in_languages.frame import frame_of
from pages.context import translated_into
from pages.easy_read.sources import is_behind
from pages.models import HOME, Page, Translation
from pages.translations.latin import laid_out
from pages.twins import Place


@public_page
def home(request, language):
    return _shown(request, language, "/")


@public_page
def page(request, language, address):
    return _shown(request, language, f"/{address}/")


def _shown(request, language, address):
    translation = Translation.objects.published().filter(language=language).at(address).first()
    if translation is None:
        return _moved(language, address) or _not_here(request, language, address)
    context = {
        "page": translation,
        "body": laid_out(translation.shown_body, language),
        "is_behind": is_behind(translation),
    }
    return _in_language(request, language, "pages/translations/page.html", context)


def _moved(language, address):
    """To where its page stands now, if the page has another address by now."""
    pages = Page.objects.published().filter(translations__language=language)
    now = followed(pages, address.strip("/"))
    return now and redirect(f"/{language}{now.get_absolute_url()}", permanent=True)


def _not_here(request, language, address):
    context = {"in_english": _in_english(address), "is_not_shared": True}
    context["is_telling"] = is_of_route(request.path)
    answer = _in_language(request, language, "pages/translations/not_here.html", context)
    answer.status_code = 404
    return answer


def _in_english(address) -> str:
    """Only what surely opens: a page that is public, or one of those that stand in code."""
    if address in {reverse(place) for place in Place}:
        return address
    page = Page.objects.published().filter(slug=address.strip("/") or HOME).first()
    return page.get_absolute_url() if page else ""


def _in_language(request, language, template, context):
    context |= {**frame_of(language), "translated": translated_into(language)}
    with words.override(language.value):
        return render(request, template, context)
