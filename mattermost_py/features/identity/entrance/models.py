"""What is sent to come in."""

from typing import ClassVar

from mattermost_py.kernel.inputs import Input


class IntuneLogin(Input):
    """Body of POST /oauth/intune."""

    body_name: ClassVar[str] = "request_body"
    access_token: str = ""
    device_id: str = ""
