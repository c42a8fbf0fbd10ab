"""Official error ids that the suite does not meet, and why: by reason, as far as they belong to built routes."""

REASONS: dict[str, str] = {
    "nothing here asks for a licence": """
        api.channel.bookmark.channel_bookmark.license.error api.channel.channel_member_counts_by_group.license.error
        api.channel.get_channel_moderations.license.error api.channel.patch_channel_moderations.license.error
        api.channel.update_channel_scheme.license.error api.custom_groups.license_error
        api.custom_profile_attributes.license_error api.data_spillage.error.license api.ldap_groups.license_error
        api.license.add_license.copy.app_error api.license.add_license.open.app_error
        api.license.load_metric.app_error api.license.request-trial.bad-request
        api.license.request-trial.can-start-trial.error api.license.upgrade_needed.app_error api.license_error
        api.no_license api.roles.patch_roles.license.error api.scheduled_posts.license_error
        api.scheme.create_scheme.license.error api.scheme.delete_scheme.license.error
        api.scheme.patch_scheme.license.error api.team.demote_user_to_guest.license.error
        api.team.invite_guests_to_channels.license.error api.team.update_team_scheme.license.error
        api.user.create_user.guest_accounts.license.app_error api.user.login.guest_accounts.license.error
        api.user.update_user_roles.license.app_error license_error.feature_unavailable
        license_error.feature_unavailable.specific
    """,
    "only a site that is hosted by the maker of the official server, or upgrades itself there": """
        api.cloud.cws_webhook_event_missing_error api.cloud.teams_limit_reached.create
        api.cloud.teams_limit_reached.restore api.file.cloud_upload.app_error api.restricted_system_admin
        api.server.cws.disabled api.server.cws.needs_enterprise_edition
        api.upgrade_to_enterprise.already-done.app_error api.upgrade_to_enterprise.app_error
        api.upgrade_to_enterprise.generic_error.app_error api.upgrade_to_enterprise.invalid-permission.app_error
        api.upgrade_to_enterprise.invalid-user-and-permission.app_error
        api.upgrade_to_enterprise.invalid-user.app_error api.upgrade_to_enterprise_status.app_error
        api.upgrade_to_enterprise_status.signature.app_error api.user.send_cloud_welcome_email.error
    """,
    "a plugin refuses, and plugins do not run here": """
        api.error_get_first_admin_visit_marketplace_status api.error_set_first_admin_visit_marketplace_status
        api.file.get_file.rejected_by_plugin api.file.get_file_preview.rejected_by_plugin
        api.file.get_file_thumbnail.rejected_by_plugin api.file.get_public_file.rejected_by_plugin
        app.agents.get_agents.app_error app.agents.get_services.app_error
    """,
    "the database, the file store, the mail server or the process breaks in the middle": """
        <untranslated> api.admin.syncables_error api.channel.add_members.error
        api.command_share.fetch_remote_status.error
        api.config.get_config.restricted_merge.app_error api.config.patch_config.diff.app_error
        api.config.patch_config.restricted_merge.app_error api.config.update_config.diff.app_error
        api.config.update_config.restricted_merge.app_error api.config.update_config.translations.app_error
        api.custom_groups.count_err api.file.get_file_info.app_error api.filter_config_error api.io_error
        api.migrate_to_saml.error api.system.logs.download_bytes_buffer.app_error api.team.add_members.error
        api.team.import_team.open.app_error api.unable_to_create_zip_file api.upload.create.check_directory.app_error
        api.user.send_deactivate_email_and_forget.failed.error api.user.upload_profile_user.storage.app_error
        app.delete_scheduled_post.get_scheduled_post.error app.email.no_rate_limiter.app_error
        app.email.setup_rate_limiter.app_error app.post.analytics_posts_count.app_error
        app.system.complete_onboarding_request.no_first_user app.system.get_onboarding_request.app_error
        app.teams.analytics_teams_count.app_error app.update_scheduled_post.convert_to_post.error
        app.update_scheduled_post.get_scheduled_post.error app.usage.get_storage_usage.app_error
        web.command_webhook.general.app_error
    """,
    "messages that moderators hold back are read by other routes": """
        api.channel.get_channel.flagged_post_mismatch.app_error api.data_spillage.error.disabled
        api.data_spillage.error.user_not_reviewer api.file.get_file.invalid_flagged_post.app_error
        api.team.get_team.flagged_post_mismatch.app_error
    """,
    "our parser lets nothing of that kind exist: unknown types of channels, files without content, empty lists": """
        api.admin.upload_brand_image.array.app_error api.channel.bookmark.create_channel_bookmark.forbidden.app_error
        api.channel.bookmark.delete_channel_bookmark.forbidden.app_error
        api.channel.bookmark.update_channel_bookmark.forbidden.app_error
        api.channel.bookmark.update_channel_bookmark_sort_order.forbidden.app_error
        api.file.upload_file.read_form_value.app_error api.invalid_channel api.team.import_team.array.app_error
        api.user.autocomplete_users.missing_team_id.app_error
    """,
    "what is set before the start: a flag, the site's address, the folders, the search engine, a file that breaks": """
        api.config.reload_config.app_error api.config.update.elasticsearch.autocomplete_cannot_be_enabled_error
        api.post.move_thread.disabled.app_error api.upload.create.directory_conflict.app_error
        model.config.is_valid.site_url.app_error
    """,
    "told on a page, not in JSON": "api.file.get_file.public_invalid.app_error",
    "roles and spent allowances of which the stage has nobody": """
        api.team.search_teams.pagination_not_implemented.private_team_search
        api.user.login.guest_accounts.disabled.error api.user.reset_password_failed_attempts.permissions.app_error
        app.email.rate_limit_exceeded.app_error
    """,
}
NOT_MET: frozenset[str] = frozenset(each for ids in REASONS.values() for each in ids.split())
