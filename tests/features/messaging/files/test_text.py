"""The words of files, for search."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from mattermost_py.features.messaging.files.text import TEXT_MOST, can_read, words


@pytest.mark.parametrize(
    ("name", "kind", "content", "expected"),
    [
        ("a.txt", "text/plain", "grüße".encode(), "grüße"),
        ("a.txt", "text/plain", "\ufeffmark".encode(), "mark"),
        ("a.txt", "text/plain", "wide".encode("utf-16"), "wide"),
        ("a.txt", "text/plain", b"caf\xe9", "café"),
        ("a.txt", "text/plain", b"\0\1\2binary", ""),
        ("a.html", "text/html", b"<p>one &amp; <b>two</b><script>x</script><style>y</style>", "one & two"),
        ("a.xml", "text/xml", b"<a><b>in</b> side</a>", "in side"),
    ],
)
def test_plain_files(tmp_path: Path, name: str, kind: str, content: bytes, expected: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert words(str(file), name.rpartition(".")[2], kind) == expected


@pytest.mark.parametrize(
    ("extension", "part"),
    [
        ("docx", "word/document.xml"),
        ("pptx", "ppt/slides/slide1.xml"),
        ("xlsx", "xl/sharedStrings.xml"),
        ("odt", "content.xml"),
    ],
)
def test_office_files_are_archives_of_xml(tmp_path: Path, extension: str, part: str) -> None:
    file = tmp_path / f"a.{extension}"
    with ZipFile(file, "w") as archive:
        archive.writestr(part, "<w:p><w:t>annual</w:t><w:t>report</w:t></w:p>")
        archive.writestr("other/secret.xml", "<t>hidden</t>")
    assert can_read(extension, "application/zip")
    assert words(str(file), extension, "application/zip") == "annual report"


def test_damaged_archives_have_no_words(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(b"PK no archive")
    assert words(str(file), "docx", "") == ""


def test_long_texts_are_cut(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x " * TEXT_MOST)
    assert len(words(str(file), "txt", "text/plain")) == TEXT_MOST
    assert not can_read("png", "image/png")
