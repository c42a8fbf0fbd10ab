"""Calls about accounts: every method of the driver for users, statuses, preferences, tokens, bots and groups."""

from mattermostautodriver.exceptions import (
    FeatureDisabled,
    InvalidOrMissingParameters,
    NoAccessTokenProvided,
    NotEnoughPermissions,
)
from pyotp.totp import TOTP

from tests.clients.driver.using import Cast, refused
from tests.features.messaging.files.pictures import picture
from tests.fixtures.smtp import MailServer
from tests.fixtures.world import PASSWORD, unique


async def accounts(cast: Cast, mail: MailServer) -> None:
    """From signing up to signing out."""
    api, nobody = await cast.driver(await cast.world.admin()), cast.anonymous()
    name = unique("newcomer")
    email = f"{name}@example.org"
    user = await nobody.users.create_user(email=email, username=name, password=PASSWORD)
    me = await cast.driver(await cast.world.sign_in(name))
    team = await cast.world.team()
    await api.teams.add_team_member(team.id, user["id"])
    await me.users.get_user("me")
    await me.users.get_user_by_username(name)
    await me.users.get_user_by_email(email)
    await me.users.get_users(in_team=team.id, page=0, per_page=10)
    await me.users.get_users_by_ids([user["id"]])
    await me.users.get_users_by_usernames([name])
    await me.users.search_users(name)
    await me.users.autocomplete_users(name, team_id=team.id)
    await me.users.get_known_users()
    await me.users.get_total_users_stats()
    await api.users.get_total_users_stats_filtered(in_team=team.id)
    await api.users.update_user(user["id"], user["id"], email, name, first_name="New")
    await me.users.patch_user(user["id"], nickname="comer")
    await api.users.update_user_roles(user["id"], "system_user")
    await me.users.update_user_password(user["id"], PASSWORD + "b", current_password=PASSWORD)
    await me.users.send_verification_email(email)
    link = (await mail.wait_for(email, subject="Confirm")).query("token")
    await nobody.users.verify_user_email(link)
    await api.users.verify_user_email_without_token(user["id"])
    await nobody.users.send_password_reset_email(email)
    token = (await mail.wait_for(email, subject="Reset")).query("token")
    # The driver calls the token a code, which no server knows.
    await refused(nobody.users.reset_password(token, PASSWORD), InvalidOrMissingParameters)
    await cast.world.anonymous().post("/users/password/reset", token=token, new_password=PASSWORD)
    await nobody.users.get_login_type(login_id=name)
    await api.users.update_user_active(user["id"], False)
    await api.users.update_user_active(user["id"], True)
    # Only for servers that are not open to everybody.
    await refused(api.users.get_users_with_invalid_emails(), InvalidOrMissingParameters)
    await nobody.users.login(login_id=name, password=PASSWORD)
    await refused(nobody.users.login_with_desktop_token("x" * 64), InvalidOrMissingParameters, NoAccessTokenProvided)
    await refused(
        nobody.users.login_by_cws_token(login_id=name, cws_token="x"),
        InvalidOrMissingParameters, NoAccessTokenProvided, FeatureDisabled,
    )  # fmt: skip
    await api.users.delete_user(user["id"])


async def profiles(cast: Cast) -> None:
    """Pictures, second factors, sessions and what a device tells."""
    person = await cast.world.member()
    me, api = await cast.driver(person), await cast.driver(await cast.world.admin())
    await me.users.set_profile_image(person.id, ("me.png", picture("PNG")))
    await me.users.get_profile_image(person.id)
    await me.users.get_default_profile_image(person.id)
    await me.users.set_default_profile_image(person.id)
    secret = (await me.users.generate_mfa_secret(person.id))["secret"]
    await me.users.update_user_mfa(person.id, True, TOTP(secret).now())
    await me.users.update_user_mfa(person.id, False)
    await me.users.get_user_audits(person.id)
    await me.users.attach_device_extra_props(deviceNotificationDisabled="false", mobileVersion="2.20.0")
    sessions = await me.users.get_sessions(person.id)
    await me.users.publish_user_typing(person.id, (await cast.world.town_square()).id)
    await me.users.get_uploads_for_user(person.id)
    await me.users.get_channel_members_with_team_data_for_user(person.id)
    group = await me.channels.create_group_channel([person.id, *[(await cast.world.member()).id for _ in range(2)]])
    await me.users.get_users_by_group_channel_ids([group["id"]])
    await refused(
        me.users.switch_account_type("email", "gitlab", email=person.user["email"], password=PASSWORD),
        InvalidOrMissingParameters, FeatureDisabled, NotEnoughPermissions,
    )  # fmt: skip
    await api.users.update_user_auth(person.id, {"auth_data": "data", "auth_service": "gitlab"})
    await api.users.get_server_limits()
    await me.users.revoke_session(person.id, sessions[0]["id"])
    other = await cast.world.member()
    theirs = await cast.driver(other)
    await theirs.users.revoke_all_sessions(other.id)
    last = await cast.world.member()
    await (await cast.driver(last)).users.logout()


async def guests(cast: Cast) -> None:
    """From member to guest and back; from person to program and back."""
    api = await cast.driver(await cast.world.admin())
    person = await cast.world.member()
    await api.users.demote_user_to_guest(person.id)
    await api.users.promote_guest_to_user(person.id)
    bot = await api.bots.create_bot(unique("bot"), display_name="Bot", description="A bot")
    await api.bots.get_bots()
    await api.bots.get_bot(bot["user_id"])
    await api.bots.patch_bot(bot["user_id"], bot["username"], display_name="Robot")
    await api.bots.assign_bot(bot["user_id"], person.id)
    await api.bots.disable_bot(bot["user_id"])
    await api.bots.enable_bot(bot["user_id"])
    await api.bots.convert_bot_to_user(bot["user_id"], email=f"{unique('was')}@example.org", password=PASSWORD)
    await api.bots.convert_user_to_bot(person.id)


async def tokens(cast: Cast) -> None:
    api = await cast.driver(await cast.world.admin())
    made = await api.users.create_user_access_token((await cast.world.admin()).id, "for a test")
    await api.users.get_user_access_tokens_for_user((await cast.world.admin()).id)
    await api.users.get_user_access_tokens()
    await api.users.get_user_access_token(made["id"])
    await api.users.disable_user_access_token(made["id"])
    await api.users.enable_user_access_token(made["id"])
    await api.users.search_user_access_tokens("admin")
    await api.users.revoke_user_access_token(made["id"])


async def presence(cast: Cast) -> None:
    """Statuses and preferences."""
    person = await cast.world.member()
    me = await cast.driver(person)
    await me.status.get_user_status(person.id)
    await me.status.update_user_status(person.id, "away")
    await me.status.get_users_statuses_by_ids([person.id])
    ends = "2099-01-01T00:00:00Z"
    own = {"emoji": "wave", "text": "here"}
    await me.status.update_user_custom_status(person.id, **own, duration="date_and_time", expires_at=ends)
    await me.status.post_user_recent_custom_status_delete(person.id, **own, duration="date_and_time", expires_at=ends)
    await me.status.unset_user_custom_status(person.id)
    # The driver leaves out the body of a DELETE.
    await refused(
        me.status.remove_recent_custom_status(person.id, **own, duration="", expires_at=ends),
        InvalidOrMissingParameters,
    )
    wish = {"user_id": person.id, "category": "display_settings", "name": "use_military_time", "value": "true"}
    await me.preferences.update_preferences(person.id, [wish])
    await me.preferences.get_preferences(person.id)
    await me.preferences.get_preferences_by_category(person.id, wish["category"])
    await me.preferences.get_preferences_by_category_by_name(person.id, wish["category"], wish["name"])
    await me.preferences.delete_preferences(person.id, [wish])


async def attributes(cast: Cast) -> None:
    """Profile attributes and terms of service; what is sent by PATCH the driver cannot send."""
    person = await cast.world.member()
    me, api = await cast.driver(person), await cast.driver(await cast.world.admin())
    made = await api.custom_profile_attributes.create_cpa_field(unique("field"), "text")
    await me.custom_profile_attributes.list_all_cpa_fields()
    await me.custom_profile_attributes.list_cpa_values(person.id)
    await me.custom_profile_attributes.get_cpa_group()
    await api.custom_profile_attributes.delete_cpa_field(made["id"])
    await refused(api.terms_of_service.create_terms_of_service(), InvalidOrMissingParameters)  # it sends no text
    terms = await (await cast.world.admin()).post("/terms_of_service", text="Be kind.")
    assert terms.status_code == 200, terms.text
    await me.terms_of_service.get_terms_of_service()
    terms_id = terms.json()["id"]
    # The driver names the terms as the document does, and not as any server reads them.
    accepted = me.terms_of_service.register_terms_of_service_action(person.id, terms_id, True)
    await refused(accepted, InvalidOrMissingParameters)
    await person.post("/users/me/terms_of_service", termsOfServiceId=terms_id, accepted=True)
    await me.terms_of_service.get_user_terms_of_service(person.id)


async def groups(cast: Cast) -> None:
    """Custom groups, and one of a directory that is linked to a team and a channel."""
    world = cast.world
    person, admin = await world.member(), await world.admin()
    team, channel = await world.team(), await world.channel(by=admin)
    api = (await cast.driver(admin)).groups
    made = await api.create_group(unique("group"), "Group", "custom", True, [person.id])
    await api.get_groups(q="Group", include_member_count=True)
    await api.get_group(made["id"])
    await api.patch_group(made["id"], display_name="Circle")
    await api.get_group_users(made["id"])
    await api.add_group_members(made["id"], user_ids=[admin.id])
    # The driver leaves out the body of a DELETE.
    await refused(api.delete_group_members(made["id"], user_ids=[admin.id]), InvalidOrMissingParameters)
    await api.get_group_stats(made["id"])
    await api.get_groups_by_user_id(person.id)
    await api.get_groups_by_names([made["name"]])
    await api.delete_group(made["id"])
    await api.restore_group(made["id"])
    linked = cast.directory_group
    # The driver sends no body, not even an empty one.
    await refused(api.link_group_syncable_for_team(linked, team.id), InvalidOrMissingParameters)
    await refused(api.link_group_syncable_for_channel(linked, channel.id), InvalidOrMissingParameters)
    for place in (f"teams/{team.id}", f"channels/{channel.id}"):
        await admin.post(f"/groups/{linked}/{place}/link", auto_add=False)
    await api.get_group_syncable_for_team_id(linked, team.id)
    await api.get_group_syncable_for_channel_id(linked, channel.id)
    await api.get_group_syncables_teams(linked)
    await api.get_group_syncables_channels(linked)
    await api.patch_group_syncable_for_team(linked, team.id, auto_add=True)
    await api.patch_group_syncable_for_channel(linked, channel.id, auto_add=True)
    await api.get_groups_by_channel(channel.id)
    await api.get_groups_by_team(team.id)
    await api.get_groups_associated_to_channels_by_team(team.id)
    await api.unlink_group_syncable_for_channel(linked, channel.id)
    await api.unlink_group_syncable_for_team(linked, team.id)
