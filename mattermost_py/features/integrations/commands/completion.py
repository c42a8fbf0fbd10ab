"""What a command line may become, as far as it is typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mattermost_py.features.integrations.commands.models import Argument, Command, Completion

ADMIN = "system_admin"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to go on. The wire has the names of Go's fields."""

    complete: str  # the whole line, without its slash
    suggestion: str  # the word that is added
    hint: str = ""
    description: str = ""

    def wire(self) -> dict[str, Any]:
        return {
            "Complete": self.complete,
            "Suggestion": self.suggestion,
            "Hint": self.hint,
            "Description": self.description,
            "IconData": "",
        }


def suggestions(commands: Iterable[Command], line: str, *, is_admin: bool) -> list[Suggestion]:
    """How a line, with or without its slash, can go on."""
    known = [_completion(each) for each in commands]
    role_id = ADMIN if is_admin else "system_user"
    return _of_words(sorted(known, key=lambda each: each.trigger), "", line.removeprefix("/"), role_id)


def _completion(command: Command) -> Completion:
    if command.completion is not None:
        return command.completion
    return Completion(command.trigger, command.auto_complete_hint, command.auto_complete_desc)


def _of_words(commands: Sequence[Completion], done: str, rest: str, role_id: str) -> list[Suggestion]:
    """One of these words is being typed, or has been and something follows."""
    mine = [each for each in commands if role_id in (ADMIN, each.role_id)]
    word, space, after = rest.partition(" ")
    if not space:
        return [
            Suggestion(done + each.trigger, each.trigger, each.hint, each.help)
            for each in mine
            if each.trigger.startswith(word.lower())
        ]
    found: list[Suggestion] = []
    for each in mine:
        if each.trigger != word.lower():
            continue
        parsed = f"{done}{word} "
        if each.arguments:
            found += _of_arguments(each.arguments, parsed, after)
        else:
            found += _of_words(each.commands, parsed, after, role_id)
    return found


def _of_arguments(arguments: Sequence[Argument], done: str, rest: str) -> list[Suggestion]:
    """The first argument that is not complete is being typed."""
    for argument in arguments:
        typed = rest.removeprefix(" ")
        length = _choice_length(argument, typed) if argument.choices else _text_length(typed)
        if length is None:
            if argument.choices:
                return _choices(argument, done, typed)
            hint = argument.hint if not typed else ""
            return [Suggestion(done + rest, "", hint, argument.help)]
        done, rest = done + typed[:length], typed[length:]
    return []


def _choices(argument: Argument, done: str, typed: str) -> list[Suggestion]:
    fitting = [each for each in argument.choices if each[0].startswith(typed.lower())]
    return [Suggestion(done + word, word, "", meaning) for word, meaning in fitting]


def _choice_length(argument: Argument, typed: str) -> int | None:
    """How much of the text a finished choice takes."""
    ends = [len(word) + 1 for word, _ in argument.choices if typed.lower().startswith(f"{word} ")]
    return max(ends, default=None)


def _text_length(typed: str) -> int | None:
    """How much a finished word, or several in quotation marks, take."""
    if not typed.startswith('"'):
        space = typed.find(" ")
        return None if space < 0 else space + 1
    end = typed.find('"', 1)
    if end < 0:
        return None
    return end + 1 + (typed[end + 1 : end + 2] == " ")
