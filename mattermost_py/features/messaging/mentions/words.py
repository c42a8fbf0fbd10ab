"""From Markdown to the words that may be mentions: code, link targets and addresses are left out."""

import re
from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s*\S")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LINK_TARGET = re.compile(
    r"\]\(\s*(?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?[^()\n]*\)"
)
_ADDRESS = re.compile(r"<?\b(?:https?|ftp|mailto|mattermost)://?[^\s<>]+>?|\bwww\.[^\s<>]+", re.IGNORECASE)
_WORD = re.compile(r"[\w:.\-@]+")

AT_SIGNS = str.maketrans({"\uff20": "@", "\ufe6b": "@"})  # full-width and small forms, as typed by CJK keyboards


def has_at_sign(text: str) -> bool:
    """Whether a name may be mentioned at all."""
    return "@" in text or "\uff20" in text or "\ufe6b" in text


def plain_text(markdown: str) -> str:
    """The text a reader sees, without code blocks, code spans, link targets and addresses."""
    text = without_code(markdown)
    if "](" in text:
        text = _LINK_TARGET.sub("] ", text)
    return _ADDRESS.sub(" ", text) if "/" in text or "www." in text else text


def without_code(markdown: str) -> str:
    """The Markdown without code blocks and code spans."""
    text = "\n".join(_outside_code_blocks(markdown))
    return _CODE_SPAN.sub(" ", text) if "`" in text else text


def words(markdown: str) -> list[str]:
    """Runs of letters, digits and `: . - _ @`, in order."""
    return _WORD.findall(plain_text(markdown).translate(AT_SIGNS))


def _outside_code_blocks(markdown: str) -> Iterator[str]:
    """Lines that are neither in a fence nor indented as code."""
    fence, after_blank, in_indented = "", True, False
    for line in markdown.split("\n"):
        opening = _FENCE.match(line)
        if fence:
            if opening and opening[1].startswith(fence) and not opening[2].strip():
                fence = ""
            continue
        if opening and not (opening[1][0] == "`" and "`" in opening[2]):
            fence = opening[1]
            continue
        is_blank = not line.strip()
        in_indented = not is_blank and (after_blank or in_indented) and line.startswith(("    ", "\t"))
        after_blank = is_blank
        if not in_indented and not _DEFINITION.match(line):
            yield line
