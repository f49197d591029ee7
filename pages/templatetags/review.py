from django import template
from django.utils import timezone

from pages.models import Page

register = template.Library()


@register.simple_tag
def pages_to_review(user):
    """Those whose day to be read again has come, for people who may change them."""
    if not user.has_perm("pages.change_page"):
        return Page.objects.none()
    return Page.objects.due_for_review(timezone.localdate()).order_by("next_review_on", "order")
