"""On which line of a TOML file each key stands; the standard parser forgets it."""

import re

Path = tuple[str, ...]

_WORD = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_WORD}(?:\s*\.\s*{_WORD})*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_DOTTED})\s*\]\]?")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_WORDS = re.compile(_WORD)
# A string, a comment, a bracket: all that decides whether a value goes on in the next line.
_MARK = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#|[\[{]|[\]}]')
_ENDS = {'"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*"""'), "'''": re.compile(r"(?:[^']|'(?!''))*'''")}


def key_lines(text: str) -> dict[Path, int]:
    """The line, from 1, of every table header and key in valid TOML."""
    lines: dict[Path, int] = {}
    prefix: Path = ()
    value = _OpenValue()
    for number, line in enumerate(text.splitlines(), start=1):
        if value.is_open:
            value.read(line)
        elif header := _HEADER.match(line):
            prefix = _words(header[1])
            lines.setdefault(prefix, number)
        elif key := _KEY.match(line):
            lines[prefix + _words(key[1])] = number
            value.read(line[key.end() :])
    return lines


def _words(dotted: str) -> Path:
    return tuple(word.strip("\"'") for word in _WORDS.findall(dotted))


class _OpenValue:
    """Remembers whether a value is still open at the end of a line."""

    def __init__(self) -> None:
        self._quote = ""
        self._depth = 0

    @property
    def is_open(self) -> bool:
        return bool(self._quote) or self._depth > 0

    def read(self, line: str) -> None:
        place = 0
        while place <= len(line):
            if self._quote:
                end = _ENDS[self._quote].match(line, place)
                if end is None:
                    return
                self._quote, place = "", end.end()
            mark = _MARK.search(line, place)
            if mark is None or mark[0] == "#":
                return
            place = mark.end()
            self._note(mark[0])

    def _note(self, mark: str) -> None:
        if mark in _ENDS:
            self._quote = mark
        elif mark in "[{":
            self._depth += 1
        elif mark in "]}":
            self._depth -= 1
