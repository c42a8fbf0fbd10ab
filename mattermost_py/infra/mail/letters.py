"""Letters: a text by its name in the reader's language, as plain text and as simple HTML."""

from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from mattermost_py.config import Settings
from mattermost_py.config.rules import is_colour
from mattermost_py.kernel.json import loads

DEFAULT_LANGUAGE = "en"

_PAGE = "margin:0;padding:24px;font-family:sans-serif;font-size:16px;line-height:1.5;color:#222"
_QUOTED = "margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #ccc"
_ICON = "vertical-align:middle;margin:0 12px 0 0;border-radius:8px"
BRIGHT = 150  # of 255: above this brightness white is hard to read
_SMALL = "font-size:13px;color:#666"


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody is to read, before it has an address on it."""

    subject: str
    plain: str
    html: str


@dataclass(frozen=True, slots=True)
class _Text:
    """One letter as the text files hold it; `{names}` are filled in."""

    subject: str
    lines: list[str]
    button: str = ""
    after: tuple[str, ...] = ()  # lines below the button


@dataclass(frozen=True, slots=True)
class _Content:
    """A letter's parts from top to bottom, filled in; all of it plain text."""

    subject: str
    lines: list[str]
    quote: str
    button: str
    link: str
    after: list[str]
    signature: list[str]


@dataclass(frozen=True, slots=True)
class _Look:
    """How the site presents itself."""

    name: str
    picture: str  # address of its icon; empty without one
    colour: str  # of headings and buttons
    words: str  # colour of what is written on it


def compose(settings: Settings, name: str, locale: str, *, link: str = "", quote: str = "", **values: str) -> Letter:
    """The letter of this name in the reader's language, or in English.

    link:   where its button leads; empty for letters without one.
    quote:  somebody's own words, shown apart from ours.
    values: what its lines mention, as plain text.
    """
    text = _text(locale, name)
    shown = {"site": settings.site_name, "url": site_url(settings), **values}
    signature = [line.format_map(shown) for line in _text(locale, "footer").lines]
    content = _Content(
        subject=one_line(text.subject.format_map(shown)),
        lines=[line.format_map(shown) for line in text.lines],
        quote=quote,
        button=text.button.format_map(shown) or link,
        link=link,
        after=[line.format_map(shown) for line in text.after],
        signature=[*signature, *filter(None, [settings.EmailSettings.FeedbackOrganization])],
    )
    return Letter(content.subject, _plain(content), _html(content, _look(settings)))


def one_line(text: str) -> str:
    """Text that fits into a header: nothing in it can start another one."""
    return " ".join(text.split())


def site_url(settings: Settings) -> str:
    """Where readers find the site, without a slash at the end. The name a request came by is not to be trusted."""
    service = settings.ServiceSettings
    return service.SiteURL.rstrip("/") or f"http://localhost:{service.ListenAddress.rpartition(':')[2] or '8065'}"


def _plain(content: _Content) -> str:
    parts = list(content.lines)
    if content.quote:
        parts.append("\n".join(f"> {line}" for line in content.quote.splitlines()))
    if content.link:
        parts.append(content.link)
    return "\n\n".join([*parts, *content.after, "-- \n" + "\n".join(content.signature)]) + "\n"


def _look(settings: Settings) -> _Look:
    brand = settings.Branding
    address = f"{site_url(settings)}/api/v4/brand/icon/96?v={brand.Icon}"
    is_reachable = brand.Icon != "" and settings.ServiceSettings.SiteURL != ""
    colour = brand.Color or settings.EmailSettings.LoginButtonBorderColor
    return _Look(settings.site_name, address if is_reachable else "", colour, _readable_on(colour))


def _readable_on(colour: str) -> str:
    """White, or near black on what is bright."""
    if not is_colour(colour):
        return "#fff"
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#222" if red * 0.299 + green * 0.587 + blue * 0.114 > BRIGHT else "#fff"


def _html(content: _Content, look: _Look) -> str:
    parts = [_heading(look), *(_paragraph(line) for line in content.lines)]
    if content.quote:
        words = escape(content.quote).replace("\n", "<br>")
        parts.append(f'<blockquote style="{_QUOTED}">{words}</blockquote>')
    if content.link:
        parts.append(_button(content.button, content.link, look))
    parts += [_paragraph(line) for line in content.after]
    small = "<br>".join(escape(line) for line in content.signature)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(content.subject)}</title></head>'
        f'<body style="{_PAGE}"><div style="max-width:560px;margin:0 auto">{"".join(parts)}'
        f'<p style="margin:32px 0 0;{_SMALL}">{small}</p></div></body></html>'
    )


def _paragraph(line: str) -> str:
    return f'<p style="margin:0 0 16px">{escape(line)}</p>'


def _heading(look: _Look) -> str:
    """The site's name, with its icon if it has one; a program that loads no pictures shows the name alone."""
    icon = f'<img src="{escape(look.picture)}" width="40" height="40" alt="" style="{_ICON}">' if look.picture else ""
    style = f"margin:0 0 24px;padding:0 0 12px;border-bottom:2px solid {escape(look.colour)};font-size:18px"
    return f'<p style="{style}">{icon}<strong>{escape(look.name)}</strong></p>'


def _button(label: str, link: str, look: _Look) -> str:
    """A button, and below it the address for those whose program shows none."""
    colours = f"color:{look.words};background:{escape(look.colour)}"
    style = f"display:inline-block;padding:10px 20px;border-radius:4px;text-decoration:none;{colours}"
    return (
        f'<p style="margin:0 0 16px"><a href="{escape(link)}" style="{style}">{escape(label)}</a></p>'
        f'<p style="margin:0 0 16px;word-break:break-all;{_SMALL}">{escape(link)}</p>'
    )


def _text(locale: str, name: str) -> _Text:
    return _texts(locale).get(name) or _texts(DEFAULT_LANGUAGE)[name]


@cache
def _texts(locale: str) -> dict[str, _Text]:
    """The letters of a language; none for languages that nobody wrote yet."""
    language = locale.partition("-")[0].lower()
    file = files("mattermost_py.infra.mail").joinpath("texts").joinpath(f"{language}.json")
    if not language.isalpha() or not file.is_file():
        return {}
    return {
        name: _Text(each.get("subject", ""), each["lines"], each.get("button", ""), tuple(each.get("after", ())))
        for name, each in loads(file.read_bytes()).items()
    }
