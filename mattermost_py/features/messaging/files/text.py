"""The words of a file, for search. Runs in a worker process; standard library only."""

import re
from html.parser import HTMLParser
from zipfile import BadZipFile, ZipFile

TEXT_MOST = 250_000  # characters; PostgreSQL refuses search vectors above 1 MiB
READ_MOST = 4 * 1024 * 1024
PARTS_MOST = 200

_TEXT_TYPES = ("text/", "application/json", "application/yaml", "application/toml", "application/sql", "message/")
_PARTS = {
    "docx": re.compile(r"word/(document|footnotes|endnotes|header\d*|footer\d*)\.xml"),
    "pptx": re.compile(r"ppt/(slides|notesSlides)/[^/]+\.xml"),
    "xlsx": re.compile(r"xl/(sharedStrings|worksheets/[^/]+)\.xml"),
    "odt": re.compile(r"content\.xml"),
    "ods": re.compile(r"content\.xml"),
    "odp": re.compile(r"content\.xml"),
    "epub": re.compile(r".+\.x?html?"),
}
_HIDDEN = frozenset({"script", "style", "template", "noscript"})


def can_read(extension: str, mime_type: str) -> bool:
    """Whether this kind of file has words we can get at."""
    return extension in _PARTS or mime_type.startswith(_TEXT_TYPES) or mime_type.endswith(("+xml", "/xml"))


def words(path: str, extension: str, mime_type: str) -> str:
    """The text of the file, without markup; empty when there is none."""
    if extension in _PARTS:
        return _cut(_of_archive(path, _PARTS[extension]))
    with open(path, "rb") as file:
        raw = file.read(READ_MOST)
    if b"\0" in raw[:1024] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    text = _decoded(raw)
    return _cut(_without_markup(text) if "html" in mime_type or "xml" in mime_type else text)


def _of_archive(path: str, wanted: re.Pattern[str]) -> str:
    """Office files are ZIP archives of XML."""
    texts: list[str] = []
    try:
        with ZipFile(path) as archive:
            parts = [each for each in archive.infolist() if wanted.fullmatch(each.filename)]
            for part in parts[:PARTS_MOST]:
                with archive.open(part) as file:
                    texts.append(_without_markup(_decoded(file.read(READ_MOST))))
                if sum(map(len, texts)) > TEXT_MOST:
                    break
    except (BadZipFile, OSError, RuntimeError, NotImplementedError):  # damaged or encrypted
        return " ".join(texts)
    return " ".join(texts)


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        if len(raw) == READ_MOST and exc.start > READ_MOST - 4:
            return raw[: exc.start].decode("utf-8-sig")
        return raw.decode("cp1252", "replace")


def _cut(text: str) -> str:
    return text.replace("\0", " ")[:TEXT_MOST]


class _Text(HTMLParser):
    """Collects what a reader would see; forgiving, so it serves for XML too."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden and (text := data.strip()):
            self.found.append(text)


def _without_markup(text: str) -> str:
    parser = _Text()
    parser.feed(text)
    parser.close()
    return " ".join(parser.found)
