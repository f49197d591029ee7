"""The bar of whoever is signed in, on every page. For everybody else there is nothing, and nothing is asked."""

from django import template

from coproduction_site.accounts.adapter import has_shown_enough
from coproduction_site.accounts.session_guard import somebody
from coproduction_site.headers import note_somebody
from partners.members.signed_in import ways_of

register = template.Library()


@register.simple_tag(takes_context=True)
def signed_in_bar(context):
    request = context.get("request")
    user = request and somebody(request)
    if not user:
        return ""
    note_somebody(request)
    ways = ways_of(user, request.resolver_match) if has_shown_enough(request) else []
    return template.loader.render_to_string("includes/signed_in.html", {"ways": ways})
