"""What is wrong with a configuration, one clear line a problem."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

BAD_BODY = "api.context.invalid_body_param.app_error"


@dataclass(frozen=True, slots=True)
class Problem:
    """One wrong key or value; the message never holds the value of a secret."""

    message: str
    section: str = ""
    key: str = ""
    where: str = ""  # file and line, variable, or another place
    error_id: str = BAD_BODY
    status: int = 400

    def at(self, where: str) -> "Problem":
        """The same problem with the place it comes from."""
        return replace(self, where=where)

    def __str__(self) -> str:
        name = ".".join(filter(None, (self.section, self.key)))
        return ": ".join(filter(None, (self.where, name, self.message)))


class ConfigError(Exception):
    """The configuration cannot be used; `problems` holds at least one reason."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
