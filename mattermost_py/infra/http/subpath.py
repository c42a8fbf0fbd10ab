"""A site that lives below a path of its host: its addresses begin with that path, all others lead there."""

from typing import Any
from urllib.parse import quote

from mattermost_py.infra.http.reply import Response


def below(subpath: str, path: str) -> str | None:
    """The path as the routes know it; None for one that is not the site's."""
    return path.removeprefix(subpath) if path.startswith(subpath + "/") else None


def way_in(subpath: str, scope: dict[str, Any]) -> Response:
    """Sends whoever asks outside to the same address inside, and from the sub-path itself to its slash."""
    path = "" if scope["path"] == subpath else scope["path"].lstrip("/")
    query = scope["query_string"].decode("latin-1")
    reply = Response(status=302)
    reply.set("location", f"{subpath}/{quote(path)}" + (f"?{query}" if query else ""))
    return reply
