"""How the site looks to a browser before anything of it runs: name, icons and colour of an installed program."""

import re
from html import escape

from mattermost_py.config import Settings
from mattermost_py.kernel.json import dumps

SHORT_MOST = 20  # characters of the name below an icon
COLOUR, GROUND = "#0b6e63", "#f4f4f1"
ICONS = (
    ("icon.svg", "any", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)
BRANDED_ICONS = (("192", "192x192", "any"), ("512", "512x512", "any"), ("maskable", "512x512", "maskable"))

_FAVICON = re.compile(r'<link[^>]*\bid="favicon"[^>]*>')
_TOUCH_ICON = re.compile(r'<link[^>]*\brel="apple-touch-icon"[^>]*>')
_THEME_COLOUR = re.compile(r'<meta[^>]*\bname="theme-color"[^>]*>')


def manifest(settings: Settings) -> bytes:
    """What a browser needs to know to install the site as a program: its name, its address, its icons."""
    name, home = settings.site_name, f"{settings.subpath}/"
    return dumps(
        {
            "id": home,
            "name": name,
            "short_name": name if len(name) <= SHORT_MOST else name[: SHORT_MOST - 1].rstrip() + "…",
            "start_url": home,
            "scope": home,
            "display": "standalone",
            "background_color": GROUND,
            "theme_color": settings.Branding.Color or COLOUR,
            "icons": _icons(settings),
        }
    )


def _icons(settings: Settings) -> list[dict[str, str]]:
    """Addresses are relative to the manifest, so they hold below any path."""
    chosen = settings.Branding.Icon
    told = (
        [(_icon_of_site(chosen, size), *rest) for size, *rest in BRANDED_ICONS]
        if chosen
        else [(f"static/{name}", *rest) for name, *rest in ICONS]
    )
    return [
        {
            "src": src,
            "sizes": sizes,
            "type": "image/svg+xml" if src.endswith(".svg") else "image/png",
            "purpose": purpose,
        }
        for src, sizes, purpose in told
    ]


def _icon_of_site(icon_id: str, size: str) -> str:
    return f"api/v4/brand/icon/{size}?v={icon_id}"


def branded(page: str, settings: Settings) -> str:
    """The page with the site's own icon and colour in its head."""
    icon, colour = settings.Branding.Icon, settings.Branding.Color
    if icon:
        small, touch = escape(_icon_of_site(icon, "64")), escape(_icon_of_site(icon, "180"))
        page = _FAVICON.sub(f'<link id="favicon" rel="icon" type="image/png" href="{small}">', page)
        page = _TOUCH_ICON.sub(f'<link rel="apple-touch-icon" href="{touch}">', page)
    if colour:
        page = _THEME_COLOUR.sub("", page).replace(
            "</head>", f'<meta name="theme-color" content="{escape(colour)}"></head>'
        )
    return page
