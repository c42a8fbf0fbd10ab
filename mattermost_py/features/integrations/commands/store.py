"""SQL of commands and of the hooks for their late answers."""

from typing import Any, Final

from mattermost_py.features.integrations.commands.models import Command, Hook
from mattermost_py.infra.db import Db, Tx

_COLUMNS: Final = """
    id, coalesce(token, '') AS token, createat, updateat, deleteat, coalesce(creatorid, '') AS creatorid,
    coalesce(teamid, '') AS teamid, trigger, coalesce(method, '') AS method, coalesce(username, '') AS username,
    coalesce(iconurl, '') AS iconurl, coalesce(autocomplete, false) AS autocomplete,
    coalesce(autocompletedesc, '') AS autocompletedesc, coalesce(autocompletehint, '') AS autocompletehint,
    coalesce(displayname, '') AS displayname, coalesce(description, '') AS description, coalesce(url, '') AS url,
    coalesce(pluginid, '') AS pluginid"""


async def by_id(db: Db, command_id: str) -> Command | None:
    return await db.one(
        Command, f"SELECT {_COLUMNS} FROM commands WHERE id = %(command_id)s AND deleteat = 0", command_id=command_id
    )


async def of_team(db: Db, team_id: str) -> list[Command]:
    """The live commands of a team, by trigger."""
    return await db.many(
        Command,
        f"SELECT {_COLUMNS} FROM commands WHERE teamid = %(team_id)s AND deleteat = 0 ORDER BY trigger, id",
        team_id=team_id,
    )


async def insert(tx: Tx, command: Command) -> None:
    await tx.run(
        """
        INSERT INTO commands (id, token, createat, updateat, deleteat, creatorid, teamid, trigger, method, username,
                              iconurl, autocomplete, autocompletedesc, autocompletehint, displayname, description,
                              url, pluginid)
        VALUES (%(id)s, %(token)s, %(create_at)s, %(update_at)s, 0, %(creator_id)s, %(team_id)s, %(trigger)s,
                %(method)s, %(username)s, %(icon_url)s, %(auto_complete)s, %(auto_complete_desc)s,
                %(auto_complete_hint)s, %(display_name)s, %(description)s, %(url)s, '')
        """,
        **_chosen(command),
        create_at=command.create_at,
        creator_id=command.creator_id,
    )


async def save(tx: Tx, command: Command) -> None:
    await tx.run(
        """
        UPDATE commands
           SET token = %(token)s, updateat = %(update_at)s, teamid = %(team_id)s, trigger = %(trigger)s,
               method = %(method)s, username = %(username)s, iconurl = %(icon_url)s, autocomplete = %(auto_complete)s,
               autocompletedesc = %(auto_complete_desc)s, autocompletehint = %(auto_complete_hint)s,
               displayname = %(display_name)s, description = %(description)s, url = %(url)s
         WHERE id = %(id)s AND deleteat = 0
        """,
        **_chosen(command),
    )


def _chosen(command: Command) -> dict[str, Any]:
    """Everything that may change, and which command it is."""
    return {
        "id": command.id,
        "token": command.token,
        "update_at": command.update_at,
        "team_id": command.team_id,
        "trigger": command.trigger,
        "method": command.method,
        "username": command.username,
        "icon_url": command.icon_url,
        "auto_complete": command.auto_complete,
        "auto_complete_desc": command.auto_complete_desc,
        "auto_complete_hint": command.auto_complete_hint,
        "display_name": command.display_name,
        "description": command.description,
        "url": command.url,
    }


async def delete(tx: Tx, command_id: str, at_ms: int) -> None:
    await tx.run(
        "UPDATE commands SET deleteat = %(at)s, updateat = %(at)s WHERE id = %(command_id)s",
        command_id=command_id,
        at=at_ms,
    )


async def erase_of_user(tx: Tx, user_id: str) -> list[str]:
    """The teams whose commands went with the user."""
    return await tx.many(
        str, "DELETE FROM commands WHERE creatorid = %(user_id)s RETURNING coalesce(teamid, '')", user_id=user_id
    )


async def erase_of_team(tx: Tx, team_id: str) -> None:
    await tx.run("DELETE FROM commands WHERE teamid = %(team_id)s", team_id=team_id)


async def lock_triggers(tx: Tx, team_id: str) -> None:
    """Until the transaction ends nobody else chooses a trigger in this team."""
    await tx.value(int, "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(%(team_id)s, 77))", team_id=team_id)


# --- hooks for late answers -------------------------------------------------------------------------------------------


async def insert_hook(db: Db, hook: Hook) -> None:
    await db.run(
        """
        INSERT INTO commandwebhooks (id, createat, commandid, userid, channelid, rootid, usecount)
        VALUES (%(id)s, %(create_at)s, %(command_id)s, %(user_id)s, %(channel_id)s, %(root_id)s, 0)
        """,
        id=hook.id,
        create_at=hook.create_at,
        command_id=hook.command_id,
        user_id=hook.user_id,
        channel_id=hook.channel_id,
        root_id=hook.root_id,
    )


async def hook(db: Db, hook_id: str, *, after_ms: int) -> Hook | None:
    return await db.one(
        Hook,
        """
        SELECT id, createat, commandid, userid, channelid, coalesce(rootid, '') AS rootid,
               coalesce(usecount, 0) AS usecount
          FROM commandwebhooks
         WHERE id = %(hook_id)s AND createat > %(after)s
        """,
        hook_id=hook_id,
        after=after_ms,
    )


async def use_hook(db: Db, hook_id: str, most: int) -> bool:
    """Counts one use. Returns whether there was one left."""
    return bool(
        await db.run(
            """
            UPDATE commandwebhooks SET usecount = coalesce(usecount, 0) + 1
             WHERE id = %(hook_id)s AND coalesce(usecount, 0) < %(most)s
            """,
            hook_id=hook_id,
            most=most,
        )
    )


async def delete_hooks(db: Db, before_ms: int) -> int:
    return await db.run("DELETE FROM commandwebhooks WHERE createat < %(before)s", before=before_ms)
