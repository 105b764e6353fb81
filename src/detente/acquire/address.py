"""Which network addresses belong to the open internet."""

import ipaddress
import socket

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def host_is_open(host: str) -> bool:
    """Say whether a host lies on the open internet: every address it has must.

    A host that has no address counts as open; connecting to it fails anyway.
    """
    addresses = _addresses(host)
    return all(address_is_open(address) for address in addresses)


def address_is_open(address: str) -> bool:
    """Say whether an address is neither private, nor this machine's, nor link-local, nor reserved."""
    parsed = _parse(address)
    if parsed is None:
        return False
    return parsed.is_global and not parsed.is_multicast


def _addresses(host: str) -> list[str]:
    try:
        # "2130706433", "0x7f.1" and "127.1" are 127.0.0.1 to the system that connects.
        return [socket.inet_ntoa(socket.inet_aton(host))]
    except (OSError, UnicodeError, ValueError):
        pass
    if _parse(host) is not None:
        return [host]
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError, ValueError):
        return []


def _parse(address: str) -> _Address | None:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0].strip("[]"))
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv6Address):
        # IPv4 inside IPv6, as it is, by 6to4, or by NAT64, is judged as IPv4.
        return parsed.ipv4_mapped or parsed.sixtofour or _nat64(parsed) or parsed
    return parsed


def _nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    prefix = ipaddress.ip_network("64:ff9b::/96")
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in prefix else None
