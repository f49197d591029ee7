"""The public page with words and pictures that nobody but the partner and the council may see yet."""

from django.db.models.fields.files import FieldFile
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts.adapter import signed_in
from partners.directory.views import context_of, picture_of
from partners.models import Partner
from partners.models.change_verbs import live_values
from partners.profile.forms import PICTURES
from partners.profile.tasks import applied
from partners.profile.views import form_for, mine_and_change


@signed_in
@require_safe
def preview(request, slug):
    """With everything that was asked, in every section: what comes if the council approves all of it."""
    partner, change = mine_and_change(request, slug)
    return _shown(request, partner, applied(partner, change))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def section_preview(request, slug, section):
    """With what stands in the boxes of one section too. Nothing is stored by looking."""
    partner, change = mine_and_change(request, slug)
    before = live_values(applied(partner, change), PICTURES)
    form = form_for(request, partner, change, section)
    form.full_clean()
    for name, stored in before.items():
        if not getattr(partner, name)._committed:
            setattr(partner, name, stored)
    partner.confirm(form.section.fields)
    terms = form.chosen_terms() if "who_helped" in form.fields else None
    return _shown(request, partner, partner, form, terms)


@signed_in
@require_safe
def waiting_picture(request, slug, name):
    """A logo or photo that waits, for the partner's people and for the council alone."""
    partner, change = mine_and_change(request, slug)
    stored = change.asked.get(name) if change and name in PICTURES else ""
    if not stored:
        raise Http404
    field = Partner._meta.get_field(name)
    return picture_of(FieldFile(partner, field, stored))


def _shown(request, partner, with_words, form=None, terms=None):
    live = live_values(Partner.objects.get(pk=partner.pk), PICTURES)
    waiting = {
        name: reverse("partners:waiting_picture", args=[partner.slug, name])
        for name, stored in live_values(with_words, PICTURES).items()
        if stored and stored != live[name]
    }
    page = {"form": form, "waiting": waiting}
    return render(request, "partners/profile/preview.html", context_of(with_words, terms) | page)
