"""What other directories read of a partner, for staff: from its page in the admin, before anybody asks."""

import json

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import path

from partners.models import Partner
from partners.open_referral import querysets, serializers


class ShowsOpenData:
    """For the admin of partners. It only reads, so whoever may see the partner may see it."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.open_data)
        return [
            path("<path:pk>/open-data/", view, name="partners_partner_open_data"),
            *super().get_urls(),
        ]

    def open_data(self, request, pk):
        partner = self.get_object(request, pk)
        if partner is None:
            raise Http404
        if not self.has_view_permission(request, partner):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": "What other directories read",
            "partner": partner,
            "is_published": Partner.objects.current().filter(pk=partner.pk).exists(),
            "documents": documents_of(partner),
        }
        return render(request, "admin/partners/open_referral/open_data.html", context)


def documents_of(partner) -> list[tuple[str, str]]:
    """What each thing is called in the standard, and its document as a person can read it."""
    partner = querysets.with_last_change(Partner.objects.filter(pk=partner.pk)).get()
    documents = [
        ("organization", serializers.organization(partner)),
        ("service", serializers.service_in_full(partner)),
    ]
    return [(name, json.dumps(thing, ensure_ascii=False, indent=2)) for name, thing in documents]
