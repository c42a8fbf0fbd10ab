"""Routes for what messages link to: pictures through this site, and where short addresses lead."""

from mattermost_py.features.messaging.previews import proxy, redirects
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import invalid_body

# A picture is data of a stranger: whoever opens it by itself sees nothing but the picture.
_GUARDS = (
    ("content-security-policy", "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox"),
    ("x-frame-options", "deny"),
)
_FOR_A_MONTH = "max-age=2592000, private"


async def image(call: Call) -> Response:
    """A picture of another site, or where to get it."""
    address, is_theirs = proxy.target(call.settings, call.query.get("url", ""))
    if is_theirs:
        reply = Response(status=302)
        reply.set("location", address)
        return reply
    picture = await proxy.bring(call.runtime, address)
    etag = picture.headers.get("etag", "")
    if etag and (unchanged := call.matches(etag)):
        return unchanged
    reply = Response(picture.body)
    reply.set("content-type", picture.content_type)
    for name, value in ({"cache-control": _FOR_A_MONTH} | dict(picture.headers)).items():
        reply.set(name, value)
    for name, value in _GUARDS:
        reply.set(name, value)
    if "svg" in picture.content_type:
        reply.set("content-disposition", 'attachment; filename="image.svg"')
    return reply


async def redirect_location(call: Call) -> Response:
    url = call.query.get("url", "")
    if not url:
        raise invalid_body("url")
    return call.json({"location": await redirects.place(call.db(), url)})


routes = [
    route("GET", "/api/v4/image", image, auth=Auth.SESSION_TRUSTED),
    route("GET", "/api/v4/redirect_location", redirect_location, auth=Auth.SESSION_TRUSTED),
]
