"""Which addresses may be reached on behalf of users: public ones, and what the admin allows by name or network."""

import asyncio
import ipaddress
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_SEPARATORS = re.compile(r"[\s,]+")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")
_IPV4_TRANSLATED = ipaddress.IPv6Network("::ffff:0:0:0/96")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What `ServiceSettings.AllowedUntrustedInternalConnections` names: hosts and networks apart from public ones."""

    hosts: frozenset[str]
    networks: tuple[Network, ...]

    def has_host(self, host: str) -> bool:
        return host.lower().rstrip(".") in self.hosts

    def has_address(self, address: Address) -> bool:
        """Whether it may be connected to: public and not our own, or allowed."""
        plain = _unmapped(address)
        if any(plain in network for network in self.networks if network.version == plain.version):
            return True
        return is_public(plain) and not _is_ours(plain)


@lru_cache(maxsize=8)
def allowed(text: str) -> Allowed:
    """Reads the setting: hosts, addresses and networks, separated by spaces or commas."""
    hosts, networks = set[str](), list[Network]()
    for each in filter(None, _SEPARATORS.split(text)):
        try:
            networks.append(ipaddress.ip_network(each, strict=False))
        except ValueError:
            hosts.add(each.lower())
    return Allowed(frozenset(hosts), tuple(networks))


def is_public(address: Address) -> bool:
    """Whether it is an address of the public internet, also the IPv4 address inside an IPv6 one."""
    if address in _NAT64:  # how networks without IPv4 reach all of it
        return is_public(_last_32_bits(address))
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    return all(is_public(inner) for inner in _inside(address))


async def resolved(host: str, port: int, permitted: Allowed) -> list[str]:
    """The addresses of a host that may be connected to, as text; empty when there are none.

    Raises: OSError when the name is not known.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if permitted.has_host(host):
        return addresses
    return [each for each in addresses if permitted.has_address(ipaddress.ip_address(each))]


def _unmapped(address: Address) -> Address:
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _inside(address: Address) -> Iterator[Address]:
    """IPv4 addresses that a gateway would reach for an IPv6 address."""
    if not isinstance(address, ipaddress.IPv6Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if address in _IPV4_COMPATIBLE or address in _IPV4_TRANSLATED:
        yield _last_32_bits(address)


def _last_32_bits(address: Address) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def _is_ours(address: Address) -> bool:
    """Whether this machine has the address: only then a socket can be bound to it."""
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((str(address), 0))
        except OSError:
            return False
    return True
