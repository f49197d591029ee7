from django import template

from coproduction_site.drafts.desks import desk_of, drafts_for

register = template.Library()


@register.simple_tag(takes_context=True)
def drafts_that_did_not_go_out(context):
    """Each with the address where it is written, for people who may write it."""
    drafts = drafts_for(context["request"]).that_failed()
    return [(draft, desk_of(draft).address_of(draft)) for draft in drafts]
