"""A dialog as a program wants it, what is filled in, and what the program answers."""

from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from mattermost_py.kernel.inputs import Input

SUBMISSION, LOOKUP, REFRESH = "dialog_submission", "dialog_lookup", "refresh"


class Choice(Input):
    text: str = ""
    value: str = ""


class TimeRules(Input):
    """How a point in time may be entered."""

    time_interval: int = 0
    location_timezone: str = ""
    allow_manual_time_entry: bool = False

    def wire(self) -> dict[str, Any]:
        return {name: value for name, value in self.model_dump().items() if value}


class Element(Input):
    """One field of a dialog."""

    display_name: str = ""
    name: str = ""
    type: str = ""
    subtype: str = ""
    default: str = ""
    placeholder: str = ""
    help_text: str = ""
    optional: bool = False
    min_length: int = 0
    max_length: int = 0
    data_source: str = ""
    data_source_url: str = ""
    options: list[Choice] | None = None
    multiselect: bool = False
    refresh: bool = False
    datetime_config: TimeRules | None = None
    min_date: str = ""
    max_date: str = ""
    time_interval: int = 0

    def wire(self) -> dict[str, Any]:
        found = _without_empty(self.model_dump(exclude={"datetime_config"}), _OPTIONAL)
        return found if self.datetime_config is None else {**found, "datetime_config": self.datetime_config.wire()}


_OPTIONAL = ("data_source_url", "refresh", "min_date", "max_date", "time_interval")


class Dialog(Input):
    """The whole form."""

    callback_id: str = ""
    title: str = ""
    introduction_text: str = ""
    icon_url: str = ""
    elements: list[Element] | None = None
    submit_label: str = ""
    notify_on_cancel: bool = False
    state: str = ""
    source_url: str = ""

    def wire(self) -> dict[str, Any]:
        elements = None if self.elements is None else [each.wire() for each in self.elements]
        return _without_empty({**self.model_dump(), "elements": elements}, ("source_url",))


class Opening(Input):
    """Body of POST /actions/dialogs/open."""

    body_name: ClassVar[str] = "dialog"
    trigger_id: str = ""
    url: str = ""
    dialog: Dialog = Field(default_factory=Dialog)


class Submission(Input):
    """Body of POST /actions/dialogs/submit and of a look-up. Who fills it in is not the caller's choice."""

    body_name: ClassVar[str] = "dialog"
    type: str = ""
    url: str = ""
    callback_id: str = ""
    state: str = ""
    channel_id: str = ""
    team_id: str = ""
    submission: dict[str, Any] | None = None
    cancelled: bool = False

    def told(self, kind: str, user_id: str) -> dict[str, Any]:
        """What the program is told."""
        return {**self.model_dump(exclude={"url"}), "type": kind, "user_id": user_id}


class SubmissionAnswer(Input):
    """What a program answers to a submission: nothing, what is wrong with it, or another form."""

    error: str = ""
    errors: dict[str, str] = Field(default_factory=dict[str, str])
    type: str = ""
    form: Dialog | None = None

    @model_validator(mode="after")
    def _goes_together(self) -> Self:
        if self.type not in ("", "ok", "navigate", "form"):
            raise ValueError("an unknown type of answer")
        if (self.form is not None) != (self.type == "form"):
            raise ValueError("a form comes with its own type, and only with that")
        return self

    def wire(self) -> dict[str, Any]:
        found = self.model_dump(exclude={"form"})
        if self.form is not None:
            found["form"] = self.form.wire()
        return _without_empty(found, tuple(found))


class LookupAnswer(Input):
    """What a program answers to a look-up."""

    items: list[Choice] | None = None


def _without_empty(found: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value or name not in names}
