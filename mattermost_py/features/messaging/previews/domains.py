"""Domains of which an admin wants no previews, and therefore no requests."""

from functools import lru_cache
from urllib.parse import urlsplit


def is_allowed(link: str, restricted: str) -> bool:
    """Whether a link leads elsewhere than to the restricted domains and what is below them."""
    if not restricted:
        return True
    try:
        host = (urlsplit(link).hostname or "").rstrip(".")
    except ValueError:
        return False
    return not any(host == domain or host.endswith(f".{domain}") for domain in _domains(restricted))


@lru_cache(maxsize=8)
def _domains(restricted: str) -> tuple[str, ...]:
    """The domains of `ServiceSettings.RestrictLinkPreviews`, separated by commas or spaces."""
    return tuple(restricted.lower().replace("@", " ").replace(",", " ").split())
