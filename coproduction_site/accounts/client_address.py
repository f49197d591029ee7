"""What we may know about who is at the other end: nothing that names them."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

HOME = (
    64  # A home or a telephone is given a whole network of this size, and changes its address within it.
)


def client_address(request: HttpRequest) -> str:
    """The visitor's address as our own proxies saw it; what they did not write is not believed."""
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted:
        return _without_port(hops[-trusted].strip())
    return request.META.get("REMOTE_ADDR", "")


def client_network(request: HttpRequest) -> str:
    """What counts as one visitor: an IPv4 address, or the first address of the network that an IPv6 address is in."""
    address = client_address(request)
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((found, HOME), strict=False).network_address)


def client_key(request: HttpRequest) -> str:
    """A keyed hash of the network: enough to count by, useless to anybody who reads the cache."""
    return salted_hmac("coproduction_site.people", client_network(request)).hexdigest()[:24]


def _without_port(hop: str) -> str:
    """Some balancers write `192.0.2.7:51234` or `[2001:db8::7]:51234`."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop
