"""MIME types: which one a file name means, which are safe to show in a browser."""

from mimetypes import MimeTypes

_KNOWN = MimeTypes(filenames=())
_MORE = {
    ".7z": "application/x-7z-compressed",
    ".aac": "audio/aac",
    ".apk": "application/vnd.android.package-archive",
    ".avif": "image/avif",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".epub": "application/epub+zip",
    ".flac": "audio/flac",
    ".go": "text/x-go",
    ".gz": "application/gzip",
    ".heic": "image/heic",
    ".heif": "image/heif",
    ".ics": "text/calendar",
    ".jfif": "image/jpeg",
    ".log": "text/plain",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".md": "text/markdown",
    ".mkv": "video/x-matroska",
    ".mov": "video/quicktime",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".patch": "text/x-diff",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".psd": "image/vnd.adobe.photoshop",
    ".rar": "application/vnd.rar",
    ".rs": "text/rust",
    ".rtf": "application/rtf",
    ".sql": "application/sql",
    ".toml": "application/toml",
    ".wav": "audio/wav",
    ".weba": "audio/webm",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".zip": "application/zip",
    ".zst": "application/zstd",
}
for _suffix, _kind in _MORE.items():
    _KNOWN.add_type(_kind, _suffix)

_SCRIPTS = frozenset(
    {
        "application/javascript",
        "application/ecmascript",
        "application/x-javascript",
        "application/xhtml+xml",
        "text/javascript",
        "text/ecmascript",
        "text/html",
    }
)
_SHOWN = (
    "image/jpeg",
    "image/png",
    "image/bmp",
    "image/gif",
    "image/tiff",
    "image/webp",
    "image/avif",
    "video/avi",
    "video/mpeg",
    "video/mp4",
    "video/webm",
    "video/quicktime",
    "audio/aac",
    "audio/flac",
    "audio/mp4",
    "audio/mpeg",
    "audio/ogg",
    "audio/wav",
    "audio/webm",
)
UNKNOWN = "application/octet-stream"


def extension_of(name: str) -> str:
    """Lower-case, without the dot; empty when there is none."""
    return name.rpartition(".")[2].lower()[:64] if "." in name else ""


def mime_type_of(name: str) -> str:
    extension = extension_of(name)
    return _KNOWN.types_map[True].get(f".{extension}") or _KNOWN.types_map[False].get(f".{extension}") or UNKNOWN


def harmless(mime_type: str) -> str:
    """The type to serve: pages and scripts become text, so that an upload never runs on our origin."""
    return "text/plain" if mime_type.partition(";")[0].strip().lower() in _SCRIPTS else mime_type or UNKNOWN


def is_shown_inline(mime_type: str) -> bool:
    """Whether a browser may show it in place; everything else is downloaded."""
    return mime_type.startswith(_SHOWN)
