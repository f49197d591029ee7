from django import template

from partners.models import ProfileChange

register = template.Library()


@register.inclusion_tag("admin/partners/profile/profiles_to_read.html")
def profiles_to_read(user, site):
    """For the first screen of the desk: how many wait, and since when. Nothing for whom it is not."""
    waiting = (
        ProfileChange.objects.waiting()
        if user.has_perm("partners.change_partner")
        else ProfileChange.objects.none()
    )
    count = waiting.count()
    return {"count": count, "oldest": waiting.first() if count else None, "site": site}
