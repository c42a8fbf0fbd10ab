"""Calls about places: every method of the driver for teams, channels, schemes, roles and sidebars."""

from mattermostautodriver.exceptions import InvalidOrMissingParameters, NotEnoughPermissions, ResourceNotFound

from tests.clients.driver.using import Cast, refused
from tests.features.messaging.files.pictures import picture
from tests.fixtures.smtp import MailServer
from tests.fixtures.world import Thing, unique


async def teams(cast: Cast) -> None:
    """A team's life."""
    world = cast.world
    person, admin = await world.stranger(), await world.admin()
    api = (await cast.driver(admin)).teams
    team = await api.create_team(unique("team"), "A team", "O")
    team_id = team["id"]
    await api.get_all_teams(include_total_count=True)
    await api.get_team(team_id)
    await api.get_team_by_name(team["name"])
    await api.team_exists(team["name"])
    await api.search_teams(term="team")
    await api.update_team(team_id, team_id, "Our team", "About", "", "", team["invite_id"], True)
    await api.patch_team(team_id, description="More about")
    await api.update_team_privacy(team_id, "I")
    await api.regenerate_team_invite_id(team_id)
    await api.set_team_icon(team_id, ("icon.png", picture("PNG")))
    await api.get_team_icon(team_id)
    await api.remove_team_icon(team_id)
    await api.add_team_member(team_id, user_id=person.id)
    await api.add_team_members(team_id, [{"team_id": team_id, "user_id": (await world.stranger()).id}])
    await api.get_team_members(team_id)
    await api.get_team_members_by_ids(team_id, [person.id])
    await api.get_team_member(team_id, person.id)
    await api.get_team_members_for_user(admin.id)
    await api.get_teams_for_user(admin.id)
    await api.get_team_stats(team_id)
    await api.get_teams_unread_for_user(admin.id, "")
    await api.get_team_unread(admin.id, team_id)
    await api.update_team_member_roles(team_id, person.id, "team_user team_admin")
    await api.update_team_member_scheme_roles(team_id, person.id, False, True)
    await api.team_members_minus_group_members(team_id, cast.directory_group)
    await api.remove_team_member(team_id, person.id)
    await api.soft_delete_team(team_id)
    await api.restore_team(team_id)


async def invitations(cast: Cast, mail: MailServer) -> None:
    """By mail, for members and guests, and by link."""
    world = cast.world
    api, team = (await cast.driver(await world.admin())).teams, await world.team()
    person, email = await world.stranger(), f"{unique('invited')}@example.org"
    await api.get_team_invite_info(team.invite_id)
    channel = await world.town_square()
    await api.invite_guests_to_team(team.id, [f"{unique('guest')}@example.org"], [channel.id], message="Welcome")
    await api.invite_users_to_team(team.id, [email])
    token = (await mail.wait_for(email)).query("t")
    await (await cast.driver(person)).teams.add_team_member_from_invite(token)
    await api.invalidate_email_invites()


async def channels(cast: Cast) -> None:
    """A channel's life."""
    world = cast.world
    person, admin, team = await world.member(), await world.admin(), await world.team()
    api = (await cast.driver(admin)).channels
    channel = await api.create_channel(team.id, unique("channel"), "A channel", "O", purpose="Talk")
    channel_id = channel["id"]
    await api.get_all_channels(include_total_count=True)
    await api.search_all_channels("channel")
    await api.get_public_channels_by_ids_for_team(team.id, [channel_id])
    await api.get_channel_members_timezones(channel_id)
    await api.get_channel(channel_id)
    await api.update_channel(channel_id, channel_id, display_name="Our channel")
    await api.patch_channel(channel_id, header="Hello")
    await api.get_channel_stats(channel_id)
    await api.get_pinned_posts(channel_id)
    await api.get_public_channels_for_team(team.id)
    await api.autocomplete_channels_for_team(team.id, "cha")
    await api.autocomplete_channels_for_team_for_search(team.id, "cha")
    await api.search_channels(team.id, "cha")
    await api.get_channel_by_name(team.id, channel["name"])
    await api.get_channel_by_name_for_team_name(team.name, channel["name"])
    await api.get_channels_member_count([channel_id])
    await api.channel_members_minus_group_members(channel_id, cast.directory_group)
    await api.get_channel_member_counts_by_group(channel_id)
    await api.get_channel_moderations(channel_id)
    await api.patch_channel_moderations(channel_id, [{"name": "create_post", "roles": {"members": True}}])
    await api.update_channel_privacy(channel_id, "P")
    await api.get_private_channels_for_team(team.id)
    await api.move_channel(channel_id, (await world.new_team()).id, force=True)
    await api.delete_channel(channel_id)
    await api.restore_channel(channel_id)
    await api.get_deleted_channels_for_team(team.id)
    direct = await api.create_direct_channel([admin.id, person.id])
    group = await api.create_group_channel([person.id, admin.id, (await world.member()).id])
    await api.search_group_channels(person.username)
    await api.get_group_message_members_common_teams(group["id"])
    # The driver sends no name for the channel to be.
    await refused(api.convert_group_message_to_channel(group["id"], team.id), InvalidOrMissingParameters)
    assert direct["type"] == "D"


async def channel_members(cast: Cast) -> None:
    world = cast.world
    person, admin, team = await world.member(), await world.admin(), await world.team()
    channel = await world.channel(by=admin)
    api, mine = (await cast.driver(admin)).channels, (await cast.driver(person)).channels
    await api.add_channel_member(channel.id, user_id=person.id)
    await api.get_channel_members(channel.id)
    await api.get_channel_members_by_ids(channel.id, [person.id])
    await api.get_channel_member(channel.id, person.id)
    await api.update_channel_roles(channel.id, person.id, "channel_user channel_admin")
    await api.update_channel_member_scheme_roles(channel.id, person.id, False, True)
    await mine.update_channel_notify_props(channel.id, person.id, {"desktop": "all"})
    # Nobody translates here.
    await refused(mine.update_channel_member_autotranslation(channel.id, person.id, True), NotEnoughPermissions)
    await mine.view_channel(person.id, channel.id)
    await mine.mark_channels_read_for_user(person.id, [channel.id])
    await mine.get_channel_members_for_user(person.id, team.id)
    await mine.get_channels_for_team_for_user(person.id, team.id)
    await mine.get_channels_for_user(person.id)
    await mine.get_channel_unread(person.id, channel.id)
    await api.remove_user_from_channel(channel.id, person.id)


async def sidebar(cast: Cast) -> None:
    world = cast.world
    person, team = await world.member(), await world.team()
    api = (await cast.driver(person)).channels
    listed = await api.get_sidebar_categories_for_team_for_user(team.id, person.id)
    wanted = {"user_id": person.id, "team_id": team.id, "display_name": "Mine", "type": "custom"}
    made = await api.create_sidebar_category_for_team_for_user(team.id, person.id, wanted)
    order = await api.get_sidebar_category_order_for_team_for_user(team.id, person.id)
    await api.update_sidebar_category_order_for_team_for_user(team.id, person.id, order)
    await api.get_sidebar_category_for_team_for_user(team.id, person.id, made["id"])
    changed = {**made, "display_name": "Ours"}
    await api.update_sidebar_category_for_team_for_user(team.id, person.id, made["id"], changed)
    await api.update_sidebar_categories_for_team_for_user(team.id, person.id, [changed])
    await api.remove_sidebar_category_for_team_for_user(team.id, person.id, made["id"])
    assert len(order) == len(listed["order"]) + 1


async def schemes(cast: Cast) -> None:
    """Roles, and schemes that teams and channels follow."""
    world = cast.world
    api = await cast.driver(await world.admin())
    team = await world.new_team()
    channel = await world.channel(by=await world.admin(), team=team)
    of_team = await api.schemes.create_scheme("Team scheme", "team")
    of_channel = await api.schemes.create_scheme("Channel scheme", "channel", description="Stricter")
    await api.schemes.get_schemes(scope="team")
    await api.schemes.get_scheme(of_team["id"])
    await api.schemes.patch_scheme(of_team["id"], name="renamed")
    await api.teams.update_team_scheme(team.id, of_team["id"])
    await api.channels.update_channel_scheme(channel.id, of_channel["id"])
    await api.schemes.get_teams_for_scheme(of_team["id"])
    await api.schemes.get_channels_for_scheme(of_channel["id"])
    await api.schemes.delete_scheme(of_channel["id"])
    await api.roles.get_all_roles()
    role = Thing(await api.roles.get_role_by_name("channel_guest"))
    await api.roles.get_role(role.id)
    await api.roles.get_roles_by_names(["system_user"])
    await api.roles.patch_role(role.id, permissions=role.permissions)
    await api.permissions.get_ancillary_permissions_post(["sysconsole_read_reporting_site_statistics"])
    await refused(api.roles.get_role("x" * 26), ResourceNotFound)
