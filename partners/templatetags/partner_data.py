from django import template

from coproduction_site.structured_data import DataBlock
from partners.directory.structured_data import organization

register = template.Library()


@register.simple_tag
def organization_data(partner) -> DataBlock:
    return DataBlock(organization(partner))
