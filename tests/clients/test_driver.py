"""Every method of `mattermostautodriver` that this server has something for, called as its author means it."""

from tests.clients.driver import messages, people, places, site
from tests.clients.driver.using import Cast, methods
from tests.conftest import NewWorld
from tests.features.directory.test_linked_groups import directory_group
from tests.fixtures.smtp import mail_server

SETTINGS = {
    "ServiceSettings": {
        "EnableEmailInvitations": True,
        "EnableMultifactorAuthentication": True,
        "EnableTesting": True,
        "EnableBotAccountCreation": True,
    },
    "FeatureFlags": {"MoveThreadsEnabled": True},
    "GuestAccountsSettings": {"Enable": True},
    "SupportSettings": {"CustomTermsOfServiceEnabled": True},
    "FileSettings": {"EnablePublicLink": True},
}
# Areas of the product that come later, by the driver's names for them.
LATER_AREAS = set(
    """access_control ai audit_logs authentication boards compliance conditions content_flagging data_retention
    elasticsearch exports imports integration_actions internal ldap migrate o_auth oauth outgoing_connections
    outgoing_oauth_connections playbook_autofollows playbook_runs playbooks properties recaps remote_clusters root saml
    scheduled_recaps shared_channels timeline views webhooks""".split()
)
LATER = {
    "groups.unlink_ldap_group", "posts.do_post_action", "posts.rewrite_message", "plugins.upload_plugin",
    "plugins.install_plugin_from_url", "plugins.remove_plugin", "plugins.enable_plugin", "plugins.disable_plugin",
    "plugins.install_marketplace_plugin", "plugins.get_marketplace_plugins", "plugins.reattach_plugin",
    "plugins.detach_plugin", "teams.import_team", "users.login_sso_code_exchange", "users.login_intune",
    "system.manual_test",
}  # fmt: skip
# Of newer servers than 11.6, or known to no server of this version.
NEWER = {
    "channels.mark_all_team_channels_read", "channels.get_recommended_channels_for_team",
    "channels.get_managed_categories", "channels.set_channel_members", "channels.mark_all_direct_messages_read",
    "system.set_ai_bridge_test_helper", "system.get_ai_bridge_test_helper", "system.delete_ai_bridge_test_helper",
    "system.test_file_store_connection", "system.migrate_config", "system.preview_license_file",
    "system.check_integrity", "teams.get_team_access_control_policy", "teams.get_team_access_control_attributes",
    "users.permanent_delete_all_users", "users.get_user_by_auth_data", "users.get_session_attributes_manifest",
    "users.get_non_compliant_user_access_token_count", "users.revoke_non_compliant_user_access_tokens",
    "users.rotate_user_access_token",
}  # fmt: skip
# The driver has no PATCH, or forgets a parameter of the path: these cannot reach any server.
UNSENDABLE = {
    "bookmarks.update_channel_bookmark", "custom_profile_attributes.patch_cpa_field",
    "custom_profile_attributes.patch_cpa_values", "custom_profile_attributes.patch_cpa_values_for_user",
    "jobs.update_job_status", "scheduled_post.get_user_scheduled_posts", "users.reset_password_failed_attempts",
    "system.restart_server",  # it would end the test as well
}  # fmt: skip


def test_what_is_left_out_is_there() -> None:
    everything = set[str]().union(*methods().values())
    assert (LATER | NEWER | UNSENDABLE) - everything == set()
    assert LATER_AREAS - {name.partition(".")[0] for name in everything} == set()


async def test_every_method_of_the_driver_works_unmodified(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, **SETTINGS) as world:
        await world.admin()
        cast = Cast(world, (await directory_group(world, await world.member())).id)
        for calls in (people.accounts, places.invitations):
            await calls(cast, mail)
        for calls in (
            people.profiles, people.guests, people.tokens, people.presence, people.attributes, people.groups,
            places.teams, places.channels, places.channel_members, places.sidebar, places.schemes, messages.posts,
            messages.burning, messages.threads, messages.not_yet_sent, messages.files, messages.emoji,
            messages.bookmarks, messages.commands, site.configuration, site.logs, site.reports, site.only_hosted,
            site.endings,
        ):  # fmt: skip
            await calls(cast)

    missed = {
        min(names)
        for method, names in methods().items()
        if method not in cast.called
        and not names & (LATER | NEWER | UNSENDABLE)
        and not {name.partition(".")[0] for name in names} & LATER_AREAS
    }
    assert missed == set()
