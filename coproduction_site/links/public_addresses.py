"""Which addresses of the network a program of ours may reach because somebody wrote a link: those of the open web alone."""

import ipaddress

PORTS = (80, 443)
# RFC 6052: the last four bytes are one of the older kind.
_WITH_ANOTHER_INSIDE = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str, port: int) -> bool:
    """False for our own machine, for its network, for groups, and for any of these inside a newer address."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return port in PORTS and all(map(_is_open, [found, *_inside(found)]))


def _is_open(address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _inside(address) -> list:
    """The older addresses that a newer one leads to, however it says so."""
    if address.version == 4:
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _WITH_ANOTHER_INSIDE:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [older for older in found if older]
