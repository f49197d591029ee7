from django import template

from coproduction_site.structured_data import DataBlock, breadcrumb_list

register = template.Library()


@register.simple_tag
def breadcrumb_data(crumbs) -> DataBlock:
    return DataBlock(breadcrumb_list(crumbs))
