"""How a link to a page looks where somebody shares it: its title, one sentence and a picture of ours (Open Graph).

Only pages that are for everybody. A picture is always one of our own drawings: nobody who sent us a photo has said
yes to seeing it on other sites.
"""

from functools import wraps

from django.templatetags.static import static

from coproduction_site.cache.remembered import following
from coproduction_site.site_address import on_this_site

SIZE = (1200, 630)
TOGETHER = ("together", "Five people around one table, and a free chair.")
# The first part of an address → the picture, and what it shows.
PICTURES = {
    "ladder": ("ladder", "A ladder."),
    "stories": ("stories", "Two speech bubbles."),
    "partners": ("partners", "Two people side by side."),
    "charter": ("charter", "A paper with a seal."),
}


def may_be_shared(view):
    """For the first page of a form that everybody may open. With what somebody typed it is theirs alone."""

    @wraps(view)
    def shared(request, *args, **kwargs):
        request.may_be_shared = request.method in ("GET", "HEAD")
        return view(request, *args, **kwargs)

    return shared


def is_for_sharing(context) -> bool:
    """Not a preview, not a step of a form, and not what somebody wants to be found here only, or has taken away."""
    request = context.get("request")
    is_public = getattr(request, "is_public_page", False) or getattr(request, "may_be_shared", False)
    is_kept_back = getattr(request, "preview", "") or context.get("is_asking")
    return bool(is_public and not is_kept_back and not context.get("is_not_shared"))


def picture_for(path: str) -> tuple[str, str]:
    """The whole address of the picture, and what it shows."""
    return _picture(path.split("/")[1])


@following
def _picture(part: str) -> tuple[str, str]:
    name, shows = PICTURES.get(part, TOGETHER)
    return on_this_site(static(f"images/shared/{name}.png")), shows
