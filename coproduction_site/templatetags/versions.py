"""The version of what a page shows, sent back with whatever is decided or written there."""

from django import template
from django.utils.html import format_html

from coproduction_site.workflow.versions import VersionedForm

register = template.Library()


@register.simple_tag
def version_of(shown, name="version"):
    """`shown` is a row, its form, or the mark of what is shown. Inside the <form> of every such page."""
    if isinstance(shown, VersionedForm):
        name, shown = shown.add_prefix(name), shown["version"].value()
    return format_html(
        '<input type="hidden" name="{}" value="{}">', name, getattr(shown, "version", shown)
    )
