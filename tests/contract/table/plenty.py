"""Full answers: things that have everything a thing can have, and the requests that show them."""

import asyncio
import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image

from mattermost_py.kernel.clock import now_ms
from tests.contract.line import Upload, encoded, form
from tests.contract.stage import Stage
from tests.contract.table.groups import linked
from tests.contract.table.teams import new_scheme
from tests.fixtures.world import PASSWORD, unique


@dataclass(frozen=True, slots=True)
class Showing:
    """A request with names of the stage in braces (see `names`), which succeeds.

    route: how the facts call its path; empty where the path has no variables.
    """

    request: str
    route: str = ""
    body: Any = None
    by: str = "system_admin"

    def __str__(self) -> str:
        return f"{self.request} {self.by}"


async def names(stage: Stage) -> dict[str, str]:
    """Everything a request can name; made once."""
    return await stage.kept("plenty", stage.admin, lambda: _names(stage))


async def _names(stage: Stage) -> dict[str, str]:
    people = {role: caller.id for role, caller in stage.cast.items() if caller.person is not None}
    found = {**people, "team": stage.team.id, "place": stage.channel.id, "new": unique("name")}
    found |= {"owner_name": stage.owner.username, "inactive_name": stage.cast["deactivated"].username}
    found |= {"robot": stage.cast["bot"].id, "part_of_owner": stage.owner.username[:4], "later": str(now_ms() + 10**7)}
    for part in (_channel, _post, _waiting, _people, _ties, _programs):
        found |= await part(stage, found)
    return found


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (300, 200), (120, 40, 0)).save(out, "PNG")
    return out.getvalue()


async def _upload(stage: Stage, path: str, fields: dict[str, str | Upload]) -> Any:
    content, kind = encoded(form(fields))
    answer = await stage.admin.line.send("POST", f"/api/v4{path}", content, kind)
    assert answer.status in (200, 201), answer.body
    return answer.json()


async def _channel(stage: Stage, _: dict[str, str]) -> dict[str, str]:
    """A channel with a banner, a scheme, a link in its header, groups of its own, and bookmarks of every kind."""
    admin = stage.admin
    channel = await stage.own_channel("O")
    path = f"/channels/{channel['id']}"
    link = {"display_name": "Site", "link_url": "https://example.org", "type": "link", "emoji": "tada"}
    first = await admin.make("POST", f"{path}/bookmarks", {**link, "image_url": "https://example.org/a.png"})
    form = {"channel_id": channel["id"], "files": Upload("plan.png", picture())}
    info = (await _upload(stage, "/files?bookmark=true", form))["file_infos"][0]
    file = {"display_name": "Plan", "file_id": info["id"], "type": "file"}
    await admin.make("POST", f"{path}/bookmarks", file)
    banner = {"enabled": True, "text": "careful", "background_color": "#ff0000"}
    header = f"see ~{stage.public.name}"
    await admin.make("PUT", f"{path}/patch", {"header": header, "banner_info": banner})
    scheme = await new_scheme(stage, "channel")
    await admin.make("PUT", f"{path}/scheme", {"scheme_id": scheme["id"]})
    await admin.make("PUT", f"{path}/patch", {"group_constrained": True})
    team = await stage.new_team()
    await _upload(stage, f"/teams/{team['id']}/image", {"image": Upload("icon.png", picture())})
    await admin.make("PUT", f"/teams/{team['id']}/patch", {"group_constrained": True})
    return {
        "channel": channel["id"],
        "channel_name": channel["name"],
        "bookmark": first["id"],
        "full_team": team["id"],
    }


async def _post(stage: Stage, _: dict[str, str]) -> dict[str, str]:
    """An urgent post with pictures, a file, links, emoji, reactions, confirmations, replies and attachments."""
    admin, owner, site = stage.admin, stage.owner, stage.site
    image = site.has("/picture.png", picture(), content_type="image/png")
    page = site.has("/page", f'<meta property="og:title" content="T"><meta property="og:image" content="{image}">')
    custom = unique("emoji")
    emoji = json.dumps({"name": custom, "creator_id": admin.id})
    await _upload(stage, "/emoji", {"emoji": emoji, "image": Upload("emoji.png", picture())})
    fields = {"channel_id": stage.channel.id, "files": Upload("photo.png", picture())}
    info = (await _upload(stage, "/files", fields))["file_infos"][0]
    label = {"priority": {"priority": "urgent", "requested_ack": True}}
    text = f"@{owner.username} look: {page} ![p]({image}) :{custom}: :wave:"
    post = await stage.new_post(admin, text, file_ids=[info["id"]], metadata=label)
    await owner.make("POST", f"/users/{owner.id}/posts/{post['id']}/ack")
    for name in ("wave", custom):
        reaction = {"user_id": owner.id, "post_id": post["id"], "emoji_name": name}
        await owner.make("POST", "/reactions", reaction)
    await admin.make("POST", f"/posts/{post['id']}/pin")
    for each in range(3):
        await stage.new_post(owner, f"reply {each}", root_id=post["id"])
    attached = await stage.new_post(admin, "attached", props={"attachments": [ATTACHMENT]})
    await stage.new_post(stage.cast["bot"], "beep")
    shown = f"{stage.world.base_url}/{stage.team.name}/pl/{post['id']}"
    quoting = await stage.new_post(admin, shown)
    for each in (post, quoting):
        await admin.make("PUT", f"/users/{admin.id}/preferences", [_flagged(admin.id, each["id"])])
    await asyncio.gather(*(stage.admin.make("GET", f"/posts/{each['id']}") for each in (post,)))
    return {"post": post["id"], "quoting": quoting["id"], "attached": attached["id"], "photo": info["id"]}


def _flagged(user_id: str, post_id: str) -> dict[str, str]:
    return {"user_id": user_id, "category": "flagged_post", "name": post_id, "value": "true"}


ACTION: dict[str, Any] = {
    "id": "go",
    "name": "Go",
    "type": "select",
    "style": "primary",
    "tooltip": "goes",
    "disabled": True,
    "data_source": "users",
    "default_option": "a",
    "options": [{"text": "A", "value": "a"}],
    "integration": {"url": "http://127.0.0.1:9/go", "context": {"n": 1}},
}
ATTACHMENT: dict[str, Any] = {
    "id": 1,
    "fallback": "F",
    "color": "#ff0000",
    "pretext": "P",
    "author_name": "A",
    "author_link": "https://example.org",
    "author_icon": "https://example.org/a.png",
    "title": "T",
    "title_link": "https://example.org",
    "text": "X",
    "fields": [{"title": "one", "value": "1", "short": True}],
    "image_url": "https://example.org/b.png",
    "thumb_url": "https://example.org/c.png",
    "footer": "end",
    "footer_icon": "https://example.org/d.png",
    "ts": 5,
    "actions": [ACTION],
}


async def _waiting(stage: Stage, _: dict[str, str]) -> dict[str, str]:
    """A draft and a scheduled post with files and a label."""
    owner = stage.owner
    label = {"priority": "important", "requested_ack": True}
    content = {"channel_id": stage.channel.id, "message": "later", "priority": label}
    drafted, scheduled = await stage.file(owner), await stage.file(owner)
    await owner.make("POST", "/drafts", {**content, "file_ids": [drafted["id"]]})
    at = {"scheduled_at": now_ms() + 3_600_000, "file_ids": [scheduled["id"]], "metadata": {"priority": label}}
    made = await owner.make("POST", "/posts/schedule", {**content, **at})
    return {"scheduled": made["id"]}


async def _people(stage: Stage, _: dict[str, str]) -> dict[str, str]:
    """Somebody with every field, a bot with a description, attributes with choices, terms that were accepted."""
    admin, owner = stage.admin, stage.owner
    made = await stage.new_user(allow_marketing=True, nickname="Nick", first_name="A", last_name="B", position="C")
    member = {"team_id": stage.team.id, "user_id": made["id"]}
    await admin.make("POST", f"/teams/{stage.team.id}/members", member)
    await stage.cast["anonymous"].line.send("POST", "/api/v4/users/login", _login(made["username"], "wrong"))
    await stage.cast["anonymous"].line.send("POST", "/api/v4/users/login", _login(made["username"], PASSWORD))
    await stage.cast["anonymous"].line.send("POST", "/api/v4/users/login", _login(made["username"], "wrong"))
    await owner.make("PUT", "/users/me/patch", {"props": {"customStatus": ""}})
    terms = await admin.make("POST", "/terms_of_service", {"text": "Be kind."})
    wanted = {"termsOfServiceId": terms["id"], "accepted": True}
    await owner.make("POST", f"/users/{owner.id}/terms_of_service", wanted)
    name = unique("helper")
    bot = await admin.make("POST", "/bots", {"username": name, "display_name": "Helper", "description": "It helps"})
    await _upload(stage, f"/users/{bot['user_id']}/image", {"image": Upload("bot.png", picture())})
    options = [{"name": "Berlin", "color": "#00ff00"}, {"name": "Bonn", "color": "#0000ff"}]
    attribute = {"name": unique("town")[:40], "type": "select", "attrs": {"options": options}}
    await admin.make("POST", "/custom_profile_attributes/fields", attribute)
    return {"full_user": made["id"], "full_name": made["username"], "helper": bot["user_id"], "helper_name": name}


def _login(name: str, password: str) -> bytes:
    return json.dumps({"login_id": name, "password": password}).encode()


async def _ties(stage: Stage, found: dict[str, str]) -> dict[str, str]:
    """A directory's group that is tied to a team and to a channel, and whose members may administer them."""
    group_id = await linked(stage)
    admin = stage.admin
    for kind, place in (("teams", stage.team.id), ("channels", found["channel"])):
        body = {"auto_add": False, "scheme_admin": True}
        await admin.make("POST", f"/groups/{group_id}/{kind}/{place}/link", body)
    circle = {"name": unique("circle"), "display_name": "Circle", "source": "custom", "allow_reference": True}
    made = await admin.make("POST", "/groups", {**circle, "user_ids": [stage.owner.id], "description": "Us"})
    return {"group": group_id, "circle": made["id"]}


async def _programs(stage: Stage, _: dict[str, str]) -> dict[str, str]:
    """A command whose program says a lot, a button, and who may open a dialog."""
    answer = {"text": "said", "props": {"n": 1}, "attachments": [ATTACHMENT], "extra_responses": [{"text": "more"}]}
    url = stage.site.has("/answer", json.dumps({**answer, "username": "U"}), content_type="application/json")
    trigger = unique("order")
    hint = {"auto_complete": True, "auto_complete_hint": "[x]", "auto_complete_desc": "D", "display_name": "N"}
    wanted = {"team_id": stage.team.id, "method": "P", "trigger": trigger, "url": url, **hint}
    command = await stage.admin.make("POST", "/commands", {**wanted, "autocomplete_icon_data": "x", "description": "D"})
    nothing = stage.site.has("/pressed", "{}", content_type="application/json")
    button = {"id": "go", "name": "Go", "type": "button", "integration": {"url": nothing}}
    post = await stage.new_post(stage.admin, "press", props={"attachments": [{"actions": [button]}]})
    form = {"type": "form", "form": DIALOG}
    dialog = stage.site.has("/form", json.dumps(form), content_type="application/json")
    return {"command": command["id"], "trigger": trigger, "button": post["id"], "form_url": dialog}


DIALOG: dict[str, Any] = {
    "callback_id": "order",
    "title": "Order",
    "introduction_text": "Hello",
    "icon_url": "https://example.org/a.png",
    "submit_label": "Send",
    "notify_on_cancel": True,
    "state": "s",
    "source_url": "https://example.org/again",
    "elements": [
        {
            "display_name": "When",
            "name": "when",
            "type": "datetime",
            "subtype": "x",
            "default": "now",
            "placeholder": "p",
            "help_text": "h",
            "optional": True,
            "min_length": 1,
            "max_length": 2,
            "data_source": "dynamic",
            "data_source_url": "https://example.org/look",
            "options": [{"text": "A", "value": "a"}],
            "multiselect": True,
            "refresh": True,
            "datetime_config": {"time_interval": 5, "location_timezone": "UTC", "allow_manual_time_entry": True},
            "min_date": "2020-01-01",
            "max_date": "2030-01-01",
            "time_interval": 30,
        }
    ],
}
THREADS = "/users/{user_id}/teams/{team_id}/threads"
GROUPED = "filter_allow_reference=false&include_member_count=true"

showings = [
    Showing("GET /channels/{channel}", "/channels/{channel_id}"),
    Showing("GET /channels?per_page=200"),
    Showing("POST /channels/search", body={"term": "{channel_name}"}),
    Showing("GET /users/{system_admin}/teams/{team}/channels", "/users/{user_id}/teams/{team_id}/channels"),
    Showing("GET /channels/{channel}/bookmarks", "/channels/{channel_id}/bookmarks"),
    Showing(
        "PATCH /channels/{channel}/bookmarks/{bookmark}",
        "/channels/{channel_id}/bookmarks/{bookmark_id}",
        {"emoji": "wave"},
    ),
    Showing("GET /teams/{full_team}", "/teams/{team_id}"),
    Showing("GET /channels/{place}/posts", "/channels/{channel_id}/posts", by="owner"),
    Showing("GET /channels/{place}/pinned", "/channels/{channel_id}/pinned", by="owner"),
    Showing("GET /posts/{post}", "/posts/{post_id}"),
    Showing("GET /posts/{quoting}", "/posts/{post_id}"),
    Showing("GET /posts/{attached}", "/posts/{post_id}"),
    Showing("GET /posts/{post}/thread?perPage=1", "/posts/{post_id}/thread", by="owner"),
    Showing("GET /posts/{post}/thread?collapsedThreads=true&collapsedThreadsExtended=true", "/posts/{post_id}/thread"),
    Showing("GET /users/{system_admin}/posts/flagged", "/users/{user_id}/posts/flagged"),
    Showing(
        "POST /teams/{team}/posts/search", "/teams/{team_id}/posts/search", {"terms": "look", "is_or_search": False}
    ),
    Showing(
        "POST /teams/{team}/files/search", "/teams/{team_id}/files/search", {"terms": "photo", "is_or_search": True}
    ),
    Showing("GET /files/{photo}/info", "/files/{file_id}/info"),
    Showing("GET /users/{owner}/teams/{team}/threads?extended=true", THREADS, by="owner"),
    Showing("GET /users/{owner}/teams/{team}/threads/{post}?extended=true", f"{THREADS}/{{thread_id}}", by="owner"),
    Showing("GET /users/{owner}/teams/{team}/drafts", "/users/{user_id}/teams/{team_id}/drafts", by="owner"),
    Showing("GET /posts/scheduled/team/{team}", "/posts/scheduled/team/{team_id}", by="owner"),
    Showing("POST /reports/posts?per_page=1", body={"channel_id": "{place}", "per_page": 1}),
    Showing("GET /users/{full_user}", "/users/{user_id}"),
    Showing("GET /users/{owner}", "/users/{user_id}"),
    Showing("GET /users/{owner}", "/users/{user_id}", by="owner"),
    Showing("GET /users/{helper}", "/users/{user_id}"),
    Showing("GET /bots/{helper}", "/bots/{bot_user_id}"),
    Showing("POST /users/search", body={"term": "{full_name}"}),
    Showing("GET /users/autocomplete?in_team={team}&in_channel={channel}&name={part_of_owner}"),
    Showing("GET /reports/users?page_size=100"),
    Showing("GET /users/{owner}/status", "/users/{user_id}/status", by="owner"),
    Showing("POST /users/login/type", body={"login_id": "{inactive_name}"}),
    Showing("POST /users/login", body={"login_id": "{owner_name}", "password": PASSWORD}, by="anonymous"),
    Showing("GET /custom_profile_attributes/fields"),
    Showing(
        "POST /teams/{team}/members/batch?graceful=true",
        "/teams/{team_id}/members/batch",
        [{"team_id": "{team}", "user_id": "{outsider}"}, {"team_id": "{team}", "user_id": "a" * 26}],
    ),
    Showing(
        "POST /teams/{team}/invite/email?graceful=true",
        "/teams/{team_id}/invite/email",
        ["somebody@example.org", "no address"],
    ),
    Showing(
        "POST /teams/{team}/invite-guests/email?graceful=true",
        "/teams/{team_id}/invite-guests/email",
        {"emails": ["guest@example.org", "{owner_name}@example.org"], "channels": ["{place}"]},
    ),
    Showing(f"GET /groups?include_total_count=true&{GROUPED}"),
    Showing("GET /groups?include_channel_member_count={place}&include_timezones=true&include_member_ids=true"),
    Showing("GET /groups/{group}", "/groups/{group_id}"),
    Showing(f"GET /teams/{{team}}/groups?{GROUPED}", "/teams/{team_id}/groups"),
    Showing(f"GET /channels/{{channel}}/groups?{GROUPED}", "/channels/{channel_id}/groups"),
    Showing("GET /teams/{team}/groups_by_channels", "/teams/{team_id}/groups_by_channels"),
    Showing(
        "GET /channels/{place}/member_counts_by_group?include_timezones=true",
        "/channels/{channel_id}/member_counts_by_group",
    ),
    Showing(
        "GET /teams/{team}/members_minus_group_members?group_ids={circle}&per_page=200",
        "/teams/{team_id}/members_minus_group_members",
    ),
    Showing("GET /groups/{group}/channels", "/groups/{group_id}/channels"),
    Showing("GET /groups/{group}/teams", "/groups/{group_id}/teams"),
    Showing("POST /commands/execute", body={"channel_id": "{place}", "team_id": "{team}", "command": "/{trigger} now"}),
    Showing("GET /commands/{command}", "/commands/{command_id}"),
    Showing(
        "GET /teams/{team}/commands/autocomplete_suggestions?user_input=/{trigger}",
        "/teams/{team_id}/commands/autocomplete_suggestions",
    ),
    Showing("POST /posts/{button}/actions/go", "/posts/{post_id}/actions/{action_id}", {}),
    Showing(
        "POST /actions/dialogs/submit",
        body={"url": "{form_url}", "channel_id": "{place}", "team_id": "{team}", "submission": {}},
    ),
]
