"""Calls about messages: every method of the driver for posts and everything that belongs to them."""

import time

from mattermostautodriver.exceptions import InvalidOrMissingParameters, NotEnoughPermissions

from tests.clients.driver.using import Cast, refused
from tests.features.messaging.files.pictures import picture
from tests.fixtures.world import unique


async def posts(cast: Cast) -> None:
    """A post's life."""
    world = cast.world
    person, channel, team = await world.member(), await world.town_square(), await world.team()
    me, api = await cast.driver(person), await cast.driver(await world.admin())
    post = await me.posts.create_post(channel.id, "a root")
    post_id = post["id"]
    await api.posts.create_post_ephemeral(person.id, {"channel_id": channel.id, "message": "only for you"})
    await me.posts.get_post(post_id)
    await me.posts.get_posts_by_ids([post_id])
    await me.posts.get_post_info(post_id)
    await me.posts.get_posts_for_channel(channel.id)
    await me.posts.get_posts_around_last_unread(person.id, channel.id)
    await me.posts.search_posts(team.id, "root", False)
    await me.posts.search_posts_in_all_teams("root", False)
    await me.posts.update_post(post_id, post_id, message="a changed root")
    await me.posts.patch_post(post_id, message="changed again")
    versions = await me.posts.get_edit_history_for_post(post_id)
    await me.posts.restore_post_version(post_id, versions[0]["id"])
    await me.posts.pin_post(post_id)
    await me.posts.unpin_post(post_id)
    await me.posts.set_post_unread(person.id, post_id)
    await me.posts.set_post_reminder(person.id, post_id, int(time.time()) + 600)
    await me.posts.get_flagged_posts_for_user(person.id)
    await me.reactions.save_reaction({"user_id": person.id, "post_id": post_id, "emoji_name": "wave"})
    await me.reactions.get_reactions(post_id)
    await me.reactions.delete_reaction(person.id, post_id, "wave")
    urgent = {"priority": {"priority": "important", "requested_ack": True}}
    asked = await me.posts.create_post(channel.id, "please read", metadata=urgent)
    await api.posts.save_acknowledgement_for_post((await world.admin()).id, asked["id"])
    await api.posts.delete_acknowledgement_for_post((await world.admin()).id, asked["id"])
    other = await world.channel(by=await world.admin())
    root = await api.posts.create_post(channel.id, "moves")
    await api.posts.move_thread(root["id"], other.id)
    await me.posts.delete_post(post_id)


async def burning(cast: Cast) -> None:
    world = cast.world
    author, reader = await world.member(), await world.member()
    direct = await world.direct(author, reader)
    secret = await author.post("/posts", channel_id=direct.id, message="secret", type="burn_on_read")
    theirs = await cast.driver(reader)
    await theirs.posts.reveal_post(secret.json()["id"])
    await theirs.posts.burn_post(secret.json()["id"])


async def threads(cast: Cast) -> None:
    world = cast.world
    person, team = await world.member(), await world.team()
    me = await cast.driver(person)
    root = await world.post(by=person)
    reply = await world.reply(by=await world.member(), to=root)
    await me.posts.get_post_thread(root.id)
    await me.threads.get_user_threads(person.id, team.id, extended=True)
    await me.threads.get_user_thread(person.id, team.id, root.id)
    await me.threads.update_thread_read_for_user(person.id, team.id, root.id, reply.create_at)
    await me.threads.set_thread_unread_by_post_id(person.id, team.id, root.id, reply.id)
    await me.threads.update_threads_read_for_user(person.id, team.id)
    await me.threads.stop_following_thread(person.id, team.id, root.id)
    await me.threads.start_following_thread(person.id, team.id, root.id)


async def not_yet_sent(cast: Cast) -> None:
    """Drafts and what is sent later."""
    world = cast.world
    person, channel, team = await world.member(), await world.town_square(), await world.team()
    me = await cast.driver(person)
    root = await world.post(by=person)
    for root_id in ("", root.id):
        await me.drafts.upsert_draft({"channel_id": channel.id, "root_id": root_id, "message": "half"})
    await me.drafts.get_drafts(person.id, team.id)
    await me.drafts.delete_draft(person.id, channel.id)
    await me.drafts.delete_draft_for_thread(person.id, channel.id, root.id)
    at = int(time.time() * 1000) + 3_600_000
    made = await me.scheduled_post.create_scheduled_post(at, channel.id, "later")
    await me.scheduled_post.update_scheduled_post(made["id"], made["id"], channel.id, person.id, at, "still later")
    await me.scheduled_post.delete_scheduled_post(made["id"])


async def files(cast: Cast) -> None:
    world = cast.world
    person, channel, team = await world.member(), await world.town_square(), await world.team()
    me = await cast.driver(person)
    made = await me.files.upload_file(files=("picture.jpg", picture("JPEG")), channel_id=channel.id)
    file_id = made["file_infos"][0]["id"]
    post = await me.posts.create_post(channel.id, "a picture", file_ids=[file_id])
    await me.posts.get_file_infos_for_post(post["id"])
    await me.files.get_file(file_id)
    await me.files.head_file(file_id)
    await me.files.get_file_thumbnail(file_id)
    await me.files.head_file_thumbnail(file_id)
    await me.files.get_file_preview(file_id)
    await me.files.head_file_preview(file_id)
    await me.files.get_file_info(file_id)
    link = (await me.files.get_file_link(file_id))["link"]
    await cast.anonymous().files.get_file_public(file_id, link.partition("h=")[2])
    await cast.anonymous().files.head_file_public(file_id, link.partition("h=")[2])
    # The driver sends what is sought as a form; the server reads JSON.
    await refused(me.search.search_files("picture", False), InvalidOrMissingParameters)
    await refused(me.teams.search_files(team.id, "picture", False), InvalidOrMissingParameters)
    upload = await me.uploads.create_upload(channel.id, "notes.txt", 4)
    await me.uploads.get_upload(upload["id"])
    await me.uploads.upload_data(upload["id"], ("notes.txt", b"text"))


async def emoji(cast: Cast) -> None:
    admin = await cast.world.admin()
    me, name = (await cast.driver(admin)).emoji, unique("party")
    described = f'{{"name": "{name}", "creator_id": "{admin.id}"}}'
    made = await me.create_emoji(("party.png", picture("PNG", (64, 64))), described)
    await me.get_emoji_list()
    await me.get_emoji(made["id"])
    await me.get_emoji_by_name(name)
    await me.get_emoji_image(made["id"])
    await me.search_emoji(name)
    await me.autocomplete_emoji(name[:3])
    await me.get_emojis_by_names([name])
    await me.delete_emoji(made["id"])


async def bookmarks(cast: Cast) -> None:
    person = await cast.world.member()
    me, channel = (await cast.driver(person)).bookmarks, await cast.world.channel(by=person)
    made = await me.create_channel_bookmark(channel.id, "Docs", "link", link_url="https://example.org")
    await me.list_channel_bookmarks_for_channel(channel.id)
    await me.update_channel_bookmark_sort_order(channel.id, made["id"], 0)
    await me.delete_channel_bookmark(channel.id, made["id"])


async def commands(cast: Cast) -> None:
    world = cast.world
    team, channel = await world.team(), await world.town_square()
    me = (await cast.driver(await world.admin())).commands
    made = await me.create_command(team.id, "P", unique("trigger"), "http://127.0.0.1:1/")
    await me.list_commands(team_id=team.id, custom_only=True)
    await me.list_autocomplete_commands(team.id)
    await me.list_command_autocomplete_suggestions(team.id, "/sh")
    await me.get_command_by_id(made["id"])
    await me.update_command(made["id"], {**made, "description": "changed"})
    await me.regen_command_token(made["id"])
    await me.move_command(made["id"], (await world.new_team(by=await world.admin())).id)
    await me.delete_command(made["id"])
    await me.execute_command(channel.id, "/shrug well")
    guest = await cast.driver(await world.stranger())
    await refused(guest.commands.execute_command(channel.id, "/shrug"), NotEnoughPermissions)
