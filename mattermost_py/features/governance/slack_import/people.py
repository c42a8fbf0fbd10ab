"""Accounts for the people of an export: those who are here already by their address, new ones for the others."""

import secrets
from dataclasses import dataclass, field

from mattermost_py.features.governance.slack_import import words
from mattermost_py.features.governance.slack_import.models import Report, SlackUser
from mattermost_py.features.identity.accounts import service as accounts
from mattermost_py.features.identity.accounts.models import NewUser
from mattermost_py.features.identity.passwords import service as passwords
from mattermost_py.features.identity.recovery import service as recovery
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.features.teams.teams.models import Team
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.errors import AppError

SLACKBOT = "USLACKBOT"
PROGRAMS = "slackimportuser"  # beginning of the name of the account that stands for all programs
NO_ADDRESS = "example.com"


@dataclass(slots=True)
class People:
    """Who is who: accounts by Slack's ids. Belongs to one import."""

    by_slack_id: dict[str, User] = field(default_factory=dict[str, User])
    programs: User | None = None  # in whose name programs speak

    @property
    def usernames(self) -> dict[str, str]:
        return {slack_id: user.username for slack_id, user in self.by_slack_id.items()}

    def active_ids(self, slack_ids: list[str]) -> list[str]:
        """Accounts of those who are known and not deactivated."""
        found = [self.by_slack_id[each] for each in slack_ids if each in self.by_slack_id]
        return list(dict.fromkeys(each.id for each in found if each.is_active))


async def take(runtime: Runtime, team: Team, wanted: list[SlackUser], report: Report) -> People:
    """Finds or makes everybody's account and puts them into the team."""
    db, people = runtime.db(), People()
    unknown = await passwords.hashed(
        db, f"{secrets.token_urlsafe(32)}aA1!"
    )  # nobody ever knows it: a mail lets them in
    report.heading("People")
    for each in wanted:
        if each.id == SLACKBOT or each.is_bot:
            continue
        try:
            async with db.transaction() as tx:
                user, is_new = await _account(tx, team, each, unknown, report)
        except AppError as exc:
            report.say(f"{each.name or each.id}: could not be taken over ({exc.id}).")
            continue
        people.by_slack_id[each.id] = user
        if is_new and user.is_active and not user.email.endswith(f"@{NO_ADDRESS}"):
            recovery.send_reset(runtime, user.email)
    people.programs = await _programs(db, team, unknown)
    return people


async def _account(tx: Tx, team: Team, wanted: SlackUser, password: str, report: Report) -> tuple[User, bool]:
    """Raises: AppError when the server or the team does not take them."""
    name = words.username(wanted.name, wanted.id)
    email = wanted.profile.email.strip().lower()
    if not users.is_valid_email(email):
        email = f"{name}@{NO_ADDRESS}"
        report.say(f"{name}: has no e-mail address in the export; {email} stands in for it.")
    known = await users.by_email(tx, email)
    if known is not None:
        if known.is_active:
            await team_members.join(tx, team, known.id)
        report.say(f"{name}: is the account @{known.username} with the address {email}.")
        return known, False
    user = await accounts.create(tx, await _profile(tx, wanted, name, email), password)
    if wanted.deleted:
        user = await users.set_active(tx, user, is_active=False)
    else:
        await team_members.join(tx, team, user.id)
    report.say(f"{name}: has the new account @{user.username} with the address {email}.")
    return user, True


async def _profile(tx: Tx, wanted: SlackUser, name: str, email: str) -> NewUser:
    profile = wanted.profile
    first, last = profile.first_name, profile.last_name
    if not (first or last):
        first, _, last = profile.real_name.partition(" ")
    return NewUser(
        username=await _free(tx, name),
        email=email,
        first_name=first[:64],
        last_name=last[:64],
        nickname=profile.display_name[:64],
        position=profile.title[:128],
        disable_welcome_email=True,
    )


async def _free(tx: Tx, name: str) -> str:
    """This name or one like it that nobody has."""
    candidates = [name, *(f"{name[:58]}-{number}" for number in range(2, 100))]
    taken = {each.username for each in await users.by_usernames(tx, candidates)}
    return next((each for each in candidates if each not in taken), name)


async def _programs(db: Db, team: Team, password: str) -> User:
    """The account that stands for Slack's programs in this team; nobody can sign in with it."""
    name = f"{PROGRAMS}_{team.id}"
    known = await users.by_username(db, name)
    if known is not None:
        return known
    wanted = NewUser(username=name, email=f"{name}@{NO_ADDRESS}", nickname="Slack", disable_welcome_email=True)
    async with db.transaction() as tx:
        return await users.set_active(tx, await accounts.create(tx, wanted, password), is_active=False)
