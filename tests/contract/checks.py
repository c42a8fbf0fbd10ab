"""What is asked of every route: the official success, and every refusal in its official form."""

import inspect
import json
from typing import Any

from mattermost_py.kernel.ids import new_id
from tests.bench.wire import Answer
from tests.contract import facts, schema
from tests.contract.entry import MARKS, PUBLIC, ROLES, Entry
from tests.contract.line import Ask, Caller
from tests.contract.stage import Stage

seen_errors: set[str] = set()
seen_routes: set[str] = set()

# Who proves the happy path: the first of these who may.
HUMBLEST = ("member", "guest", "channel_admin", "team_admin", "system_admin", "bot", "outsider", "anonymous")
MALFORMED = "malformed"


async def succeeds(stage: Stage, entry: Entry) -> None:
    """The least mighty caller who may gets the official status and an answer of the official shape."""
    caller, owner = _prover(stage, entry)
    answer = await caller.send(entry.method, entry.path, await build(stage, entry, owner))
    if entry.after:
        await entry.after(stage)
    assert answer.status == entry.good, told(answer)
    known = entry.facts
    if known is not None:
        seen_routes.add(f"{known.method} {known.path}")
    if entry.fails:
        assert refusal(answer) == entry.fails
        return
    if known is None or not known.is_json or entry.method == "HEAD":
        return
    value = answer.json()
    differences = [list(schema.problems(value, kind, "answer")) for kind in known.response]
    assert [] in differences, min(differences, key=len)


async def needs_a_session(stage: Stage, entry: Entry) -> None:
    """Without a session, the answer is 401, whatever is sent."""
    known = entry.facts
    if known.is_open if known is not None else entry.other == PUBLIC:
        return
    answer = await stage.cast["anonymous"].line.send(entry.method, filled(entry))
    assert answer.status == 401, told(answer)
    assert entry.method == "HEAD" or refusal(answer) == "api.context.session_expired.app_error"


async def refuses_malformed_ids(stage: Stage, entry: Entry) -> None:
    """Each identifier of the path in a form that no identifier has: 400 with the official id."""
    known = entry.facts
    variables = [name for name in _ids(entry) if known is None or name in known.validates]
    if not variables or entry.fails:
        return
    wanted = await build(stage, entry, stage.owner)
    for name in variables:
        path = {**wanted.path, name: MALFORMED}
        answer = await stage.admin.send(entry.method, entry.path, _moved(wanted, path))
        assert answer.status == 400, (name, told(answer))
        assert entry.method == "HEAD" or refusal(answer) in (
            "api.context.invalid_url_param.app_error",
            "api.context.invalid_body_param.app_error",
        ), (name, told(answer))


async def does_not_find_unknown_ids(stage: Stage, entry: Entry) -> None:
    """Each identifier of the path in turn names nothing: 404, or what the entry says for it."""
    variables = _ids(entry)
    if not variables or entry.fails:
        return
    expected = entry.unknown or {}
    for name in variables:
        wanted = await build(stage, entry, stage.owner)
        answer = await stage.admin.send(entry.method, entry.path, _moved(wanted, {**wanted.path, name: new_id()}))
        assert answer.status == expected.get(name, 404), (name, told(answer))
        if answer.status >= 400 and entry.method != "HEAD" and entry.path.startswith(facts.API):
            refusal(answer)


async def lets_in_whom_it_should(stage: Stage, entry: Entry) -> None:
    """Each role, with its own things and with another's, gets exactly what its mark says."""
    wrong: dict[str, str] = {}
    for whose, marks in (("own", entry.own), ("other", entry.other)):
        found = "".join(
            [await _mark(stage, entry, whose, role, mark) for role, mark in zip(ROLES, marks, strict=False)]
        )
        if found != marks:
            wrong[whose] = f"declared {marks}, found {found}"
    assert not wrong, wrong
    assert entry.own or entry.other, "nobody may call it"


async def _mark(stage: Stage, entry: Entry, whose: str, role: str, mark: str) -> str:
    if mark == ".":
        return mark
    caller = stage.cast[role]
    owner = caller if whose == "own" else stage.owner
    key = f"{entry.route} {owner.role}"
    wanted = stage.spare.pop(key, None) or await build(stage, entry, owner)
    answer = await caller.send(entry.method, entry.path, wanted)
    good = answer.status == entry.good and (not entry.fails or refusal(answer) == entry.fails)
    if not (good and entry.spends):
        stage.spare[key] = wanted
    if good:
        if entry.after:
            await entry.after(stage)
        return "+"
    if entry.method != "HEAD" and answer.status >= 400 and entry.path.startswith(facts.API):
        refusal(answer)
    found = next((letter for letter, status in MARKS.items() if status == answer.status), "")
    return found or f"<{role}: {told(answer)}>"


async def build(stage: Stage, entry: Entry, owner: Caller) -> Ask:
    made = entry.build(stage, owner)
    return await made if inspect.isawaitable(made) else made


def filled(entry: Entry) -> str:
    """The route's address with identifiers of nothing."""
    return "/".join(new_id() if part.startswith("{") else part for part in entry.path.split("/"))


def refusal(answer: Answer) -> str:
    """The id of an error answer, which must be complete and official."""
    error: dict[str, Any] = json.loads(answer.body)
    assert error.keys() == {"id", "message", "detailed_error", "request_id", "status_code"}, told(answer)
    assert error["status_code"] == answer.status
    assert error["message"], "an error says what is wrong"
    assert error["id"] in facts.errors() or error["id"] in OURS, f"{error['id']} is no official error"
    known = facts.errors().get(error["id"], [])
    assert not known or answer.status in known or error["id"] in MANY, told(answer)
    seen_errors.add(error["id"])
    return error["id"]


def told(answer: Answer) -> str:
    """An answer in short, for the one who reads the failure."""
    return f"{answer.status} {answer.body[:200].decode(errors='replace')}"


# Ids of our own, for what the official server does not have.
OURS: frozenset[str] = frozenset(
    {
        "api.team.invitations.missing.app_error",
        "api.web_push.none.app_error",
        "api.config.history.not_found.app_error",
        "api.system.notices.not_found.app_error",
        "app.channel.request.missing.app_error",
    }
)
# Ids whose status in the facts is not the only one.
MANY: frozenset[str] = frozenset({"api.system.logs.invalidFilter"})  # a wrong filter is no fault of the server


def _ids(entry: Entry) -> list[str]:
    names = [part[1:-1] for part in entry.path.split("/") if part.startswith("{")]
    return [name for name in names if name.endswith("_id")]


def _moved(wanted: Ask, path: dict[str, str]) -> Ask:
    return Ask(path, wanted.query, wanted.body, wanted.form, wanted.raw)


def _prover(stage: Stage, entry: Entry) -> tuple[Caller, Caller]:
    """Who asks on the happy path, and whose things it is about."""
    for marks, is_own in ((entry.own, True), (entry.other, False)):
        by_role: dict[str, str] = dict(zip(ROLES, marks, strict=False))
        for role in (entry.by,) if entry.by else HUMBLEST:
            if by_role.get(role) == "+":
                return stage.cast[role], stage.cast[role] if is_own else stage.owner
    raise AssertionError(f"{entry.route}: nobody succeeds")
