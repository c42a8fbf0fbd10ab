"""Letters: a text by its name in the reader's language, as plain text and as simple HTML."""

from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from mattermost_py.config import Settings
from mattermost_py.kernel.json import loads

DEFAULT_LANGUAGE = "en"

_PAGE = "margin:0;padding:24px;font-family:sans-serif;font-size:16px;line-height:1.5;color:#222"
_QUOTED = "margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #ccc"
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


def compose(settings: Settings, name: str, locale: str, *, link: str = "", quote: str = "", **values: str) -> Letter:
    """The letter of this name in the reader's language, or in English.

    link:   where its button leads; empty for letters without one.
    quote:  somebody's own words, shown apart from ours.
    values: what its lines mention, as plain text.
    """
    text = _text(locale, name)
    shown = {"site": settings.TeamSettings.SiteName, "url": site_url(settings), **values}
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
    return Letter(content.subject, _plain(content), _html(content, settings.EmailSettings.LoginButtonBorderColor))


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


def _html(content: _Content, colour: str) -> str:
    parts = [_paragraph(line) for line in content.lines]
    if content.quote:
        words = escape(content.quote).replace("\n", "<br>")
        parts.append(f'<blockquote style="{_QUOTED}">{words}</blockquote>')
    if content.link:
        parts.append(_button(content.button, content.link, colour))
    parts += [_paragraph(line) for line in content.after]
    small = "<br>".join(escape(line) for line in content.signature)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(content.subject)}</title></head>'
        f'<body style="{_PAGE}"><div style="max-width:560px;margin:0 auto">{"".join(parts)}'
        f'<p style="margin:32px 0 0;{_SMALL}">{small}</p></div></body></html>'
    )


def _paragraph(line: str) -> str:
    return f'<p style="margin:0 0 16px">{escape(line)}</p>'


def _button(label: str, link: str, colour: str) -> str:
    """A button, and below it the address for those whose program shows none."""
    style = f"display:inline-block;padding:10px 20px;border-radius:4px;color:#fff;background:{escape(colour)}"
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
