"""The way out of this machine's network, as its operator set it in the environment (HTTP_PROXY, NO_PROXY, ...)."""

from ipaddress import ip_address
from urllib.request import getproxies, proxy_bypass


def outgoing_proxy(scheme: str, host: str, port: int) -> str:
    """The proxy for requests to this host; '' for a direct connection. This machine itself is always near."""
    if _is_this_machine(host):
        return ""
    proxies = getproxies()
    address = proxies.get(scheme) or proxies.get("all", "")
    if not address or proxy_bypass(f"{host}:{port}"):
        return ""
    return address if "://" in address else f"http://{address}"


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
