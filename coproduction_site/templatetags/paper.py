from django import template

from coproduction_site.paper.facts import facts_of

register = template.Library()


@register.inclusion_tag("paper/link.html", takes_context=True)
def paper_link(context, sheet) -> dict:
    """With its kind, size, pages and day; or the advice to print the page, where no file can be made."""
    return {"sheet": sheet, "facts": facts_of(sheet, context["site"]), "request": context["request"]}
