"""An upload that arrives in parts."""

from dataclasses import dataclass
from typing import Any, ClassVar

from mattermost_py.kernel.inputs import Input

ATTACHMENT = "attachment"
IMPORT = "import"


@dataclass(frozen=True, slots=True)
class UploadSession:
    """A row of `uploadsessions`."""

    id: str
    type: str
    create_at: int  # ms since epoch, UTC
    user_id: str
    channel_id: str  # empty for imports
    filename: str
    path: str  # where the parts gather
    file_size: int  # bytes, as promised
    file_offset: int  # bytes that have arrived
    remote_id: str = ""
    req_file_id: str = ""

    def wire(self) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "id": self.id,
            "type": self.type,
            "create_at": self.create_at,
            "user_id": self.user_id,
            "channel_id": self.channel_id,
            "filename": self.filename,
            "file_size": self.file_size,
            "file_offset": self.file_offset,
            "remote_id": self.remote_id,
            "req_file_id": self.req_file_id,
        }
        if not self.channel_id:
            del fields["channel_id"]
        return fields


class NewUpload(Input):
    """Body of POST /uploads."""

    body_name: ClassVar[str] = "upload"
    type: str = ""
    channel_id: str = ""
    filename: str = ""
    file_size: int = 0
