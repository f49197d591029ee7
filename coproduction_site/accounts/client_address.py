"""What we may know about who is at the other end: nothing that names them."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def client_address(request: HttpRequest) -> str:
    """The visitor's address as our own proxies saw it; what they did not write is not believed."""
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted:
        return hops[-trusted].strip()
    return request.META.get("REMOTE_ADDR", "")


def client_key(request: HttpRequest) -> str:
    """A keyed hash of the address: enough to count by, useless to anybody who reads the cache."""
    return salted_hmac("coproduction_site.people", client_address(request)).hexdigest()[:24]
