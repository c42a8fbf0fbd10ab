"""The base of request bodies: Go's reading rules on top of pydantic."""

from typing import Any, ClassVar, cast

from pydantic import BaseModel, ConfigDict, model_validator


class Input(BaseModel):
    """A request body. Unknown keys are ignored, null means absent, a wrong type is the caller's error.

    body_name: what the official server calls this body in `invalid_body_param` when no single field is to blame.
    """

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)
    body_name: ClassVar[str] = "body"

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        sent = cast("dict[str, Any]", value)
        return {name: each for name, each in sent.items() if each is not None} if None in sent.values() else sent
