from django import template

from coproduction_site.structured_data import DataBlock, breadcrumb_list
from coproduction_site.structured_site import website

register = template.Library()


@register.simple_tag
def breadcrumb_data(crumbs) -> DataBlock:
    return DataBlock(breadcrumb_list(crumbs))


@register.simple_tag
def website_data(site) -> DataBlock:
    return DataBlock(website(site))
