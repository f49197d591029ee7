"""Where somebody who is signed in may want to go, from whichever page they read."""

from django.urls import reverse

from partners.models import Membership, PanelSeat

PAGE = "partners:detail"


def ways_of(user, match) -> list[tuple[str, str]]:
    """Label and address. `match` is the page that they read, if its address leads to one.

    One query, and one more on the page of a partner.
    """
    ways = [("Your pages", reverse("partners:mine"))]
    slug = match.kwargs["slug"] if match and match.view_name == PAGE else ""
    if slug and Membership.objects.filter(user=user, partner__slug=slug).exists():
        ways.append(("Edit this page", reverse("partners:edit", args=[slug])))
    if PanelSeat.objects.filter(user=user).exists():
        ways.append(("The panel", reverse("charter:panel")))
    if user.is_staff:
        ways.append(("Desk", reverse("admin:index")))
    return ways
