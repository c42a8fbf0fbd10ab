"""Row of the acceptance list → the tests that prove it at the API. What only a browser shows is in `tests/browser`."""

import ast
from pathlib import Path

TESTS = Path(__file__).parents[1]

HERE = "acceptance"
POSTS = "features/messaging/posts"
PROOFS: dict[str, tuple[str, ...]] = {
    "MSG-01": (
        f"{POSTS}/test_create.py::test_a_post_is_answered_stored_and_told_to_the_channel",
        "server/test_processes.py::test_a_killed_database_comes_back_with_everything_in_it",
    ),
    "MSG-02": (f"{HERE}/test_messages.py::test_a_message_to_oneself_shows_in_ones_own_direct_messages_only",),
    "MSG-03": (f"{HERE}/test_messages.py::test_a_group_message_has_as_many_people_as_the_site_allows",),
    "MSG-05": ("browser/test_markdown.py::test_the_sample_is_drawn_as_the_golden_file_says",),
    "MSG-07": (
        "features/messaging/emoji/test_emoji.py::test_an_emoji_is_announced_and_can_be_found",
        "browser/test_messages.py::test_typing_the_beginning_of_an_emojis_name_offers_it",
        "browser/test_messages.py::test_the_picker_keeps_the_skin_tone",
    ),
    "MSG-08": (
        f"{HERE}/test_special_messages.py::test_an_uploaded_emoji_moves_in_messages_and_reactions_until_it_is_deleted",
    ),
    "MSG-09": ("features/messaging/reactions/test_reactions.py::test_a_post_has_a_limit_of_different_emoji",),
    "MSG-11": (f"{HERE}/test_messages.py::test_an_earlier_version_becomes_the_current_one",),
    "MSG-12": (f"{HERE}/test_special_messages.py::test_edits_end_at_the_limit_and_attachments_need_their_own_right",),
    "MSG-13": (
        f"{HERE}/test_messages.py::test_a_deleted_post_vanishes_for_everybody_and_its_row_stays",
        f"{POSTS}/test_change.py::test_deleting_for_good_must_be_allowed",
    ),
    "MSG-14": (f"{HERE}/test_messages.py::test_a_draft_written_in_one_place_is_in_the_other",),
    "MSG-15": (
        f"{HERE}/test_special_messages.py::test_a_scheduled_message_outlives_a_restart",
        "features/messaging/schedules/test_schedules.py::test_what_is_due_is_posted_once_by_its_author",
    ),
    "MSG-17": ("features/messaging/reminders/test_reminders.py::test_a_reminder_comes_once_from_the_servers_bot",),
    "MSG-18": (f"{HERE}/test_special_messages.py::test_an_urgent_label_shows_wherever_the_post_does",),
    "MSG-19": (
        "features/messaging/acknowledgements/test_acknowledgements.py"
        "::test_a_confirmation_is_kept_told_and_can_be_taken_back",
        "features/messaging/acknowledgements/test_acknowledgements.py::test_it_can_be_taken_back_for_five_minutes",
    ),
    "MSG-20": (f"{HERE}/test_special_messages.py::test_three_notifications_and_then_a_confirmation_ends_them",),
    "MSG-21": (
        f"{HERE}/test_special_messages.py::test_after_its_time_the_text_is_gone_for_the_reader",
        "features/messaging/burning/test_burning.py::test_only_who_opens_it_reads_it",
    ),
    "MSG-22": (f"{POSTS}/test_timeline.py::test_pinned_posts_are_for_the_whole_channel",),
    "MSG-23": (f"{HERE}/test_messages.py::test_what_is_saved_for_later_is_saved_everywhere",),
    "MSG-24": (f"{POSTS}/test_create.py::test_permalinks_show_the_post_to_those_who_may_read_it",),
    "MSG-25": (f"{POSTS}/test_create.py::test_permalinks_show_the_post_to_those_who_may_read_it",),
    "MSG-26": (f"{HERE}/test_special_messages.py::test_a_thread_moves_and_a_reply_leaves_it_as_they_were",),
    "MSG-27": (
        "features/messaging/previews/test_previews.py::test_restricted_domains_are_never_asked",
        "features/messaging/previews/test_previews.py::test_a_page_shows_what_it_tells_of_itself",
    ),
    "MSG-28": (
        "features/messaging/previews/test_proxy.py"
        "::test_messages_show_their_pictures_through_the_proxy_and_keep_their_text",
        "features/messaging/previews/test_proxy.py::test_pictures_come_through_this_site",
    ),
    "MSG-29": (f"{POSTS}/test_change.py::test_an_ephemeral_post_reaches_one_person",),
    "MSG-30": (
        f"{POSTS}/test_create.py::test_joining_does_not_count_as_a_message",
        "features/channels/test_rooms.py::test_changes_are_told_to_the_members_with_a_notice_each",
        "browser/test_messages.py::test_ten_joins_fold_to_one_line_that_can_be_hidden",
        "browser/test_messages.py::test_a_long_message_shows_its_beginning_and_more_on_demand",
    ),
    "MSG-36": (
        f"{HERE}/test_messages.py::test_nobody_hears_typing_where_it_is_switched_off",
        "features/channels/test_members.py::test_typing_is_heard_by_the_others",
    ),
    "THR-01": ("features/messaging/threads/test_threads.py::test_the_first_reply_makes_author_and_replier_follow",),
    "THR-02": (
        f"{HERE}/test_threads.py::test_an_unread_reply_puts_its_thread_on_top_of_the_inbox",
        f"{HERE}/test_threads.py::test_a_moved_channel_takes_its_threads_to_the_inbox_of_its_new_team",
    ),
    "THR-03": (
        "features/messaging/threads/test_threads.py::test_unfollowing_lasts_until_a_mention",
        "features/messaging/threads/test_threads.py::test_a_post_without_replies_can_be_followed",
    ),
    "THR-04": (
        f"{HERE}/test_threads.py::test_a_mention_of_the_whole_channel_does_not_make_those_follow_who_do_not_want_it",
    ),
    "THR-05": (f"{HERE}/test_threads.py::test_each_person_chooses_collapsed_threads_unless_the_site_does",),
    "THR-06": (f"{HERE}/test_threads.py::test_a_thread_marked_unread_has_its_badge_again",),
    "THR-07": (
        f"{HERE}/test_special_messages.py::test_a_reply_also_shown_in_the_channel_is_there_once_and_counted_once",
    ),
    "CHN-01": (f"{HERE}/test_channels.py::test_a_newcomer_finds_a_public_channel_and_joins",),
    "CHN-02": (f"{HERE}/test_channels.py::test_a_private_channel_is_closed_to_those_outside",),
    "CHN-04": (
        "features/channels/test_requests.py"
        "::test_only_the_teams_own_people_find_a_channel_and_learn_no_more_than_its_name_and_purpose",
        "features/channels/test_requests.py::test_who_is_let_in_hears_of_it",
        "features/channels/test_requests.py::test_who_is_declined_reads_why_and_may_ask_again",
    ),
    "CHN-05": (f"{HERE}/test_channels.py::test_browsing_tells_joined_archived_and_sizes_apart",),
    "CHN-06": (f"{HERE}/test_channels.py::test_an_archived_channel_is_read_and_searched_but_not_written",),
    "CHN-07": (
        f"{HERE}/test_channels.py::test_the_old_address_of_a_renamed_channel_leads_to_it",
        f"{HERE}/test_channels.py::test_purpose_and_header_have_limits",
    ),
    "CHN-08": (f"{HERE}/test_channels.py::test_the_numbers_of_a_channel_are_true_and_each_setting_changes_its_field",),
    "CHN-09": (
        f"{HERE}/test_channels.py::test_bookmarks_in_another_order_are_in_that_order_for_everybody",
        "features/messaging/bookmarks/test_bookmarks.py::test_a_channel_has_fifty_at_most",
    ),
    "CHN-10": (
        f"{HERE}/test_channels.py::test_a_banner_is_shown_to_every_member_and_only_changed_by_those_who_may",
        "features/channels/test_rooms.py::test_a_banner_is_checked",
    ),
    "CHN-11": (
        "features/channels/test_levels.py::test_a_channel_has_a_level_its_members_hear_of",
        "features/channels/test_levels.py::test_levels_of_the_site_are_checked_and_told",
    ),
    "CHN-12": (f"{HERE}/test_channels.py::test_in_a_channel_of_announcements_only_its_admins_post",),
    "CHN-14": ("features/channels/test_guests.py::test_a_server_may_name_its_default_channels",),
    "CHN-17": (
        f"{HERE}/test_channels.py::test_people_are_added_in_bulk_and_a_whole_list_makes_exactly_these_the_members",
        f"{HERE}/test_channels.py::test_a_whole_list_of_members_is_for_those_who_manage_them",
    ),
    "CHN-22": (f"{HERE}/test_channels.py::test_addresses_can_hide_what_channels_and_teams_are_called",),
    "TEAM-02": (f"{HERE}/test_teams.py::test_a_team_comes_back_from_the_archive_with_its_channels",),
    "TEAM-09": (f"{HERE}/test_teams.py::test_two_letters_find_the_right_one_of_five_thousand_channels_at_once",),
    "TEAM-11": (f"{HERE}/test_teams.py::test_a_tilde_completes_and_leads_to_the_channel",),
    "NOTE-07": (
        "features/identity/test_presence.py::test_do_not_disturb_ends_by_itself",
        "features/messaging/webpush/test_web_push.py::test_nobody_is_called_outside_of_their_hours",
    ),
    "NOTE-13": (
        f"{HERE}/test_notifications.py::test_what_is_read_on_one_device_is_read_on_the_others",
        "features/messaging/webpush/test_web_push.py::test_reading_elsewhere_takes_notes_away_once",
    ),
    "PERM-04": (
        f"{HERE}/test_permissions.py::test_a_viewer_opens_every_page_of_the_console_and_saves_none",
        f"{HERE}/test_permissions.py::test_delegated_administrators_change_what_is_theirs_and_nothing_else",
    ),
    "CHN-15": (f"{HERE}/test_channels.py::test_everything_is_read_with_one_call_and_unread_again_from_a_post",),
    "CHN-16": (f"{HERE}/test_channels.py::test_a_channel_admin_edits_the_header_where_members_may_not",),
    "CHN-18": (f"{HERE}/test_channels.py::test_the_dialog_of_a_broad_mention_has_true_numbers",),
    "TEAM-01": (f"{HERE}/test_teams.py::test_a_mention_in_one_team_raises_its_badge_in_the_other",),
    "TEAM-03": (
        f"{HERE}/test_teams.py::test_mail_domains_keep_strangers_out_of_a_team_by_every_way",
        f"{HERE}/test_teams.py::test_mail_domains_of_the_site_decide_who_signs_up",
    ),
    "TEAM-05": (f"{HERE}/test_teams.py::test_the_sidebar_is_the_same_after_signing_in_elsewhere",),
    "TEAM-06": (f"{HERE}/test_teams.py::test_the_choice_to_group_unread_channels_is_kept_for_every_client",),
    "TEAM-13": (f"{HERE}/test_teams.py::test_the_line_is_at_the_first_unread_post",),
    "TEAM-04": (
        "features/teams/test_mail_invitations.py::test_an_invited_person_signs_up_into_team_and_channels_once",
        "features/teams/test_mail_invitations.py::test_an_invited_guest_sees_only_the_channels_named",
        "features/teams/test_mail_invitations.py::test_invitations_that_nobody_used_are_called_back",
        "features/teams/test_mail_invitations.py::test_whoever_invites_sees_what_became_of_it",
        "features/teams/test_mail_invitations.py::test_the_link_of_a_revoked_invitation_has_expired",
    ),
    "ID-01": (
        f"{HERE}/test_sign_in.py::test_ten_wrong_tries_lock_an_account_on_every_worker",
        "features/identity/test_mail.py::test_a_forgotten_password_is_replaced_by_the_link_of_a_mail_once",
        "features/identity/test_mail.py::test_an_address_is_proved_by_the_link_of_the_welcome_or_of_a_later_mail",
    ),
    "ID-02": ("features/identity/test_passwords.py::test_hashes_of_other_kinds_are_accepted_and_renewed",),
    "ID-03": (
        f"{HERE}/test_teams.py::test_mail_domains_of_the_site_decide_who_signs_up",
        "features/identity/test_sign_in.py::test_a_closed_server_takes_people_by_invitation_link_only",
    ),
    "ID-04": (
        "features/identity/test_mfa.py::test_who_must_set_a_factor_up_first_may_do_just_that",
        "features/identity/test_mfa.py::test_a_recovery_code_stands_in_for_the_app_once",
        "features/identity/test_mfa.py::test_guests_need_a_factor_only_where_the_site_wants_it",
    ),
    "ID-11": (
        f"{HERE}/test_sign_in.py::test_another_way_to_sign_in_ends_sessions_and_keeps_what_was_written",
        "features/identity/test_switching.py::test_an_account_of_a_service_gets_a_password_and_its_sessions_end",
    ),
    "ID-14": (
        "features/identity/test_guests.py::test_a_guest_sees_only_the_people_and_channels_of_their_own",
        "features/identity/test_guests.py::test_a_demoted_user_is_a_guest_everywhere_and_a_promoted_one_a_member_again",
        "features/identity/test_guests.py::test_an_invitation_by_link_makes_a_guest_in_the_channels_it_names_once",
    ),
    "ID-17": (
        f"{HERE}/test_sign_in.py::test_whoever_loses_a_phone_ends_its_session_at_once",
        f"{HERE}/test_sign_in.py::test_a_session_ends_when_nobody_uses_it",
        "features/access/test_sessions.py::test_a_revoked_session_loses_its_socket",
        "features/access/test_sessions.py::test_one_session_or_all_of_them_can_be_ended",
        "features/access/test_sessions.py::test_only_a_phones_address_makes_a_session_last_longer",
    ),
    "FILE-01": (
        f"{HERE}/test_files.py::test_a_post_takes_ten_files_and_no_eleventh",
        "features/messaging/files/test_uploading.py::test_a_broken_off_upload_leaves_nothing",
    ),
    "FILE-03": (f"{HERE}/test_files.py::test_a_file_one_byte_too_large_is_refused_and_not_stored",),
    "FILE-04": (
        "features/messaging/files/test_uploading.py::test_pictures_get_sizes_and_small_versions",
        "features/messaging/files/test_text.py::test_plain_files",
    ),
    "FILE-05": (f"{HERE}/test_files.py::test_a_photo_stands_upright_and_does_not_tell_where_it_was_taken",),
    "SRCH-01": (f"{HERE}/test_search.py::test_private_text_of_others_is_never_found",),
    "SRCH-03": (f"{HERE}/test_search.py::test_each_filter_finds_what_sql_finds",),
    "SRCH-04": (f"{HERE}/test_search.py::test_phrases_exclusions_and_wildcards_find_what_reading_finds",),
    "SRCH-05": (
        "features/messaging/search/test_searching.py::test_traits_narrow_and_widen",
        "features/messaging/search/test_searching.py::test_what_is_unread_is_found_until_it_is_read",
        "features/messaging/search/test_searching.py::test_mentions_of_oneself_are_found_by_whatever_name",
    ),
    "SRCH-08": (f"{HERE}/test_search.py::test_a_finding_names_its_words_and_leads_to_its_place",),
    "NOTE-01": (f"{HERE}/test_notifications.py::test_a_client_can_tell_each_level_from_what_it_hears",),
    "NOTE-03": (
        f"{HERE}/test_notifications.py::test_full_width_at_signs_mention_too",
        f"{HERE}/test_notifications.py::test_a_group_mention_means_exactly_its_members_in_the_channel",
    ),
    "NOTE-06": (
        f"{HERE}/test_notifications.py::test_a_muted_channel_has_no_badge_except_for_a_direct_mention",
        f"{HERE}/test_notifications.py::test_all_new_threads_of_a_channel_can_be_followed",
    ),
    "NOTE-08": (f"{HERE}/test_notifications.py::test_a_custom_status_ends_by_itself_for_everybody",),
    "NOTE-09": (
        "features/identity/test_presence.py::test_the_idle_become_away_and_come_back",
        "features/identity/test_presence.py::test_do_not_disturb_ends_by_itself",
        f"{POSTS}/test_create.py::test_an_automatic_answer_comes_once_a_day",
        f"{HERE}/test_notifications.py::test_who_does_not_show_when_they_were_last_active_keeps_it_to_themselves",
    ),
    "NOTE-11": (f"{HERE}/test_notifications.py::test_the_count_in_the_title_is_the_number_of_unread_mentions",),
    "MSG-04": (f"{HERE}/test_channels.py::test_a_group_message_becomes_a_channel_with_its_posts_and_people",),
    "CHN-03": (f"{HERE}/test_channels.py::test_a_closed_channel_is_closed_at_once",),
    "CHN-13": (
        "features/channels/test_moderations.py::test_posting_is_switched_for_members_and_guests_apart",
        "features/channels/test_moderations.py::test_reactions_are_switched",
        "features/channels/test_moderations.py::test_managing_members_is_switched",
        "features/channels/test_moderations.py::test_mentions_of_the_whole_channel_are_switched",
        "features/channels/test_moderations.py::test_bookmarks_are_switched",
    ),
    "CHN-19": ("features/directory/test_linked_groups.py::test_a_channel_kept_to_its_groups_has_only_their_members",),
    "PERM-01": (
        "features/access/test_matrix.py::test_the_roles_of_a_new_server_are_the_official_ones",
        "features/access/test_matrix.py::test_everybody_may_what_their_roles_grant_and_nothing_else",
        "features/access/test_matrix.py::test_what_a_role_lacks_is_refused_on_the_wire",
    ),
    "PERM-02": (
        f"{HERE}/test_permissions.py::test_unticking_a_right_in_the_systems_scheme_takes_it_from_every_member",
    ),
    "PERM-03": (
        f"{HERE}/test_permissions.py::test_a_team_with_a_scheme_differs_from_the_default",
        "features/access/test_schemes.py::test_a_team_under_a_scheme_differs_from_the_others",
    ),
    "PERM-07": (f"{HERE}/test_permissions.py::test_a_custom_group_of_256_people_is_notified",),
    "INT-04": (
        "features/integrations/commands/test_completion.py::test_a_team_suggests_its_commands",
        "features/integrations/commands/test_programs.py::test_only_the_asker_sees_an_answer_unless_it_says_otherwise",
        "features/integrations/commands/test_programs.py::test_late_answers_come_a_few_times",
    ),
    "INT-05": (
        f"{HERE}/test_commands.py::test_every_command_has_a_test",
        f"{HERE}/test_commands.py::test_every_command_answers_and_others_do_not_exist",
        "features/integrations/commands/test_completion.py::test_the_servers_commands_are_offered",
    ),
    "INT-06": (
        "features/integrations/actions/test_actions.py::test_a_program_is_told_who_pressed_what_and_where",
        "features/integrations/actions/test_actions.py::test_a_menu_tells_what_was_chosen",
        "features/integrations/actions/test_actions.py::test_the_post_becomes_what_the_program_answers",
    ),
    "INT-07": (
        "features/integrations/dialogs/test_dialogs.py::test_a_program_shows_a_form_to_whoever_asked_it",
        "features/integrations/dialogs/test_dialogs.py::test_a_program_is_told_what_was_filled_in_and_by_whom",
        "features/integrations/dialogs/test_dialogs.py"
        "::test_what_a_program_says_to_a_form_reaches_the_one_who_filled_it_in",
        "features/integrations/dialogs/test_dialogs.py::test_a_program_offers_choices_that_only_it_knows",
    ),
    "INT-09": (
        "features/identity/test_bots.py::test_a_bot_speaks_with_its_token_and_never_signs_in",
        "features/identity/test_bots.py::test_changing_needs_the_right_permission_for_own_and_foreign_bots",
        "features/identity/test_bots.py::test_bots_follow_their_owner_where_the_site_wants_it",
        f"{HERE}/test_sign_in.py::test_the_bots_of_who_leaves_stop_at_once",
    ),
    "INT-13": ("contract/proofs.py::test_a_success_has_the_official_status_and_shape",),
    "INT-16": (
        "clients/test_javascript.py::test_the_official_javascript_client_works_unmodified",
        "clients/test_driver.py::test_every_method_of_the_driver_works_unmodified",
        "clients/test_python.py::test_the_official_python_driver_works_unmodified",
    ),
    "INT-14": (
        "faults/test_reconnect.py::test_forty_broken_sockets_lose_nothing",
        "infra/hub/test_resume.py::test_what_happened_meanwhile_follows_without_a_new_hello",
        "infra/hub/test_resume.py::test_what_was_sent_but_never_arrived_is_sent_again",
        "server/test_bus.py::test_what_happens_on_one_worker_reaches_sockets_and_caches_of_the_other",
    ),
    "INT-10": (
        "features/identity/test_token_terms.py::test_a_token_ends_at_its_minute",
        "features/identity/test_token_terms.py::test_the_owner_is_warned_a_week_three_days_and_a_day_before_once_each",
        "features/identity/test_token_terms.py::test_a_rotated_token_has_another_secret_and_lasts_as_long_again",
        "features/identity/test_token_terms.py"
        "::test_the_site_limits_how_long_tokens_last_and_ends_those_that_last_longer",
    ),
    "ID-15": ("features/identity/test_stays.py::test_at_the_date_sessions_end_and_the_sponsor_is_told",),
    "ID-16": (
        "features/identity/test_attributes.py::test_there_are_at_most_twenty_attributes",
        "features/identity/test_attributes.py::test_people_fill_in_their_own_and_administrators_everybodys",
    ),
    "ID-18": ("features/system/test_configuration.py::test_terms_of_service_are_published_and_accepted",),
    "ID-19": (
        f"{HERE}/test_sign_in.py"
        "::test_who_leaves_is_seen_as_deactivated_and_comes_back_and_who_is_erased_takes_all_along",
    ),
    "CLNT-02": (
        "features/messaging/webpush/test_web_push.py::test_the_browser_is_told_who_wrote_what_and_where",
        "features/messaging/webpush/test_web_push.py::test_several_workers_call_once_and_nobody_who_looks",
        "features/messaging/webpush/test_web_push.py::test_who_is_gone_is_not_called_again",
        "features/messaging/webpush/test_web_push.py::test_a_browser_is_called_as_long_as_its_session_lasts",
    ),
    "CLNT-03": (f"{HERE}/test_apps.py::test_a_phone_meets_a_server_it_can_talk_to",),
    "CLNT-09": (
        f"{HERE}/test_apps.py::test_the_desktop_app_knows_its_server_and_its_badge",
        "features/identity/test_switching.py::test_the_desktop_app_takes_over_what_the_browser_did",
    ),
    "ADM-03": (
        "features/system/test_configuration_history.py"
        "::test_a_version_comes_back_with_its_exact_values_and_acts_at_once",
        "features/system/test_configuration_history.py::test_each_version_tells_who_changed_what_and_shows_no_secret",
    ),
    "ADM-08": ("features/system/test_upkeep.py::test_the_support_packet_holds_facts_and_no_secrets",),
    "ADM-09": (
        "features/system/test_upkeep.py::test_entries_of_the_log_are_filtered",
        "features/system/test_upkeep.py::test_the_log_is_read_from_its_end",
    ),
    "ADM-11": ("features/system/test_start.py::test_a_notice_is_shown_to_each_person_once",),
    "ADM-12": (
        "features/system/test_branding.py::test_the_sites_icon_is_shown_in_every_size_until_another_version_comes_back",
        "infra/mail/test_letters.py::test_a_letter_wears_the_name_icon_and_colour_of_the_site",
    ),
    "ADM-15": (
        "features/system/test_jobs.py::test_only_what_a_worker_does_is_offered",
        "features/system/test_jobs.py::test_archives_are_removed_when_their_time_is_over",
        "features/system/test_figures.py::test_the_room_that_is_taken_equals_the_files_on_disk",
        "features/system/test_jobs.py::test_a_running_job_stops_when_it_is_cancelled",
    ),
    "DEP-01": ("packaging/test_binary.py::test_two_starts_on_an_empty_folder_serve_pages_and_keep_posts",),
    "DEP-02": (f"{HERE}/test_operations.py::test_a_backup_restored_elsewhere_has_equal_content",),
    "DEP-12": (
        "infra/db/test_lanes.py::test_a_sleeping_statement_is_cancelled_at_its_limit_and_told_of",
        "infra/db/test_lanes.py::test_waiting_for_a_free_connection_ends_with_busy",
        "infra/db/test_lanes.py::test_too_many_waiting_statements_are_sent_away",
    ),
    "DEP-20": (f"{HERE}/test_footprint.py::test_a_server_with_fifty_people_is_small",),
    "DEP-16": (
        f"{HERE}/test_operations.py::test_a_backup_restored_elsewhere_has_equal_content",
        "cli/test_backup.py::test_an_encrypted_backup_needs_its_passphrase",
    ),
    "MON-01": (f"{HERE}/test_operations.py::test_figures_are_called_what_dashboards_know",),
    "MON-05": (f"{HERE}/test_operations.py::test_each_request_has_one_line_with_its_id",),
    "MON-06": (f"{HERE}/test_operations.py::test_without_its_database_the_server_lives_but_is_not_ready",),
}

# What of a row is still to come; a row that is also above is proved as far as the API goes.
WAITING: dict[str, str] = {
    "MSG-06": "Code and formulas are drawn by clients; the API keeps what was typed.",
    "MSG-21": "Holds and exports come with compliance.",
    "MSG-25": "Asking before text leaves a private channel is the client's.",
    "MSG-34": "The composer is the client's.",
    "MSG-35": "Pasting is the client's.",
    "CHN-10": "Where the banner is drawn is the client's.",
    "NOTE-13": "Taking notifications off Mattermost's phone apps comes with their push.",
    "INT-16": "matterbridge, matterhorn and Terraform need programs that are not here.",
    "ID-14": "Guests of SAML and OpenID come with single sign-on.",
    "ID-16": "Values of a directory come with its synchronization.",
    "CLNT-03": "The apps of the stores need phones, push and single sign-on.",
    "CLNT-09": "The app itself needs a desktop and single sign-on.",
}

# The rows that the API for people, teams, channels and messages must make true, by their numbers.
CORE: dict[str, tuple[range, ...]] = {
    "MSG": (range(1, 10), range(11, 16), range(17, 31), range(34, 37)),
    "THR": (range(1, 8),),
    "CHN": (range(1, 4), range(5, 11), range(12, 19), range(22, 23)),
    "TEAM": (range(1, 7), range(9, 10), range(11, 12), range(13, 14)),
    "NOTE": (range(3, 4), range(6, 10), range(13, 14)),
    "INT": (range(5, 6), range(9, 11), range(13, 15), range(16, 17)),
    "ID": (range(1, 5), range(11, 12), range(14, 20)),
    "PERM": (range(1, 5), range(7, 8)),
    "CLNT": (range(3, 4), range(9, 10)),
}


# Row → the flows that prove it in a browser, by file and name below `tests/browser`.
BROWSER: dict[str, tuple[str, ...]] = {
    "MSG-01": ("first_day::test_the_first_person_founds_a_team_and_chats_with_the_second",),
    "MSG-02": (
        "first_day::test_the_first_person_founds_a_team_and_chats_with_the_second",
        "messages::test_a_message_to_oneself_shows_only_in_ones_own_list",
    ),
    "MSG-03": ("messages::test_a_group_message_holds_nine_people",),
    "MSG-04": ("flows_people::test_a_group_becomes_a_channel_that_opens_closes_and_fills",),
    "MSG-05": (
        "files::test_a_picture_in_a_message_is_as_large_as_its_hint_says",
        "markdown::test_the_sample_is_drawn_as_the_golden_file_says",
    ),
    "MSG-06": ("flows_writing::test_text_stays_as_it_was_meant_whatever_way_it_comes",),
    "MSG-07": (
        "messages::test_typing_the_beginning_of_an_emojis_name_offers_it",
        "messages::test_the_picker_keeps_the_skin_tone",
    ),
    "MSG-08": ("flows_writing::test_a_picture_becomes_an_emoji_until_it_is_deleted",),
    "MSG-09": (
        "first_day::test_the_first_person_founds_a_team_and_chats_with_the_second",
        "messages::test_reactions_count_people_live_and_toggle",
        "messages::test_the_one_emoji_too_many_is_refused_in_words",
    ),
    "MSG-11": (
        "first_day::test_the_first_person_founds_a_team_and_chats_with_the_second",
        "message_extras::test_a_message_reminds_is_forwarded_and_read_as_it_was",
        "messages::test_an_edited_message_has_a_history_and_the_way_back",
    ),
    "MSG-12": ("flows_writing::test_text_stays_as_it_was_meant_whatever_way_it_comes",),
    "MSG-13": (
        "first_day::test_the_first_person_founds_a_team_and_chats_with_the_second",
        "messages::test_a_deleted_message_vanishes_for_everybody",
    ),
    "MSG-14": ("messages::test_a_half_written_message_waits_in_the_drafts_of_every_browser",),
    "MSG-15": ("message_extras::test_a_message_is_scheduled_changed_and_sent_early",),
    "MSG-17": ("message_extras::test_a_message_reminds_is_forwarded_and_read_as_it_was",),
    "MSG-18": ("message_extras::test_an_urgent_message_asks_to_be_acknowledged_and_tells_who_did",),
    "MSG-19": ("message_extras::test_an_urgent_message_asks_to_be_acknowledged_and_tells_who_did",),
    "MSG-21": ("message_extras::test_a_message_burns_for_whoever_opened_it",),
    "MSG-22": ("messages::test_a_pinned_message_is_in_the_pinned_list_of_others",),
    "MSG-23": ("messages::test_a_saved_message_is_in_ones_list_in_another_browser",),
    "MSG-24": ("messages::test_a_link_to_a_message_opens_it_and_shows_a_preview_only_to_readers",),
    "MSG-25": (
        "flows_writing::test_text_stays_as_it_was_meant_whatever_way_it_comes",
        "message_extras::test_a_message_reminds_is_forwarded_and_read_as_it_was",
    ),
    "MSG-26": ("flows_people::test_threads_move_part_and_have_windows_of_their_own",),
    "MSG-27": ("flows_writing::test_links_show_what_they_lead_to_and_pictures_come_from_here",),
    "MSG-28": ("flows_writing::test_links_show_what_they_lead_to_and_pictures_come_from_here",),
    "MSG-29": ("message_extras::test_a_command_is_completed_carried_out_and_answered_in_place",),
    "MSG-30": (
        "messages::test_ten_joins_fold_to_one_line_that_can_be_hidden",
        "messages::test_a_long_message_shows_its_beginning_and_more_on_demand",
    ),
    "MSG-33": ("flows_finding::test_files_of_every_kind_are_opened_found_and_told_apart",),
    "MSG-34": ("flows_writing::test_text_stays_as_it_was_meant_whatever_way_it_comes",),
    "MSG-35": ("flows_writing::test_text_stays_as_it_was_meant_whatever_way_it_comes",),
    "MSG-36": (
        "first_day::test_the_first_person_founds_a_team_and_chats_with_the_second",
        "messages::test_typing_shows_at_once_and_goes_when_it_stops",
    ),
    "THR-01": (
        "first_day::test_the_first_person_founds_a_team_and_chats_with_the_second",
        "threads::test_the_number_of_replies_under_a_message_rises_live",
    ),
    "THR-02": ("threads::test_an_unread_reply_puts_its_thread_on_top_of_the_inbox",),
    "THR-03": ("threads::test_who_does_not_follow_a_thread_hears_nothing_of_its_next_reply",),
    "THR-04": ("threads::test_a_mention_in_a_thread_makes_one_follow_it_with_a_badge",),
    "THR-05": ("threads::test_flat_replies_are_a_matter_of_ones_own_view",),
    "THR-06": ("threads::test_marking_a_reply_unread_brings_the_badge_back",),
    "THR-07": ("flows_people::test_threads_move_part_and_have_windows_of_their_own",),
    "CHN-01": ("channels::test_a_new_channel_is_found_by_browsing_joined_and_left",),
    "CHN-02": ("channels::test_a_private_channel_is_for_the_invited_only",),
    "CHN-03": ("flows_people::test_a_group_becomes_a_channel_that_opens_closes_and_fills",),
    "CHN-04": ("flows_people::test_a_private_channel_is_found_asked_for_and_entered",),
    "CHN-05": ("channels::test_a_new_channel_is_found_by_browsing_joined_and_left",),
    "CHN-06": ("channels::test_an_archived_channel_can_be_read_and_brought_back",),
    "CHN-07": ("channels::test_name_address_purpose_and_header_can_be_changed",),
    "CHN-08": ("flows_people::test_a_channel_shows_its_banner_its_numbers_and_its_rules",),
    "CHN-09": ("message_extras::test_bookmarks_of_a_channel_are_for_everybody_in_it",),
    "CHN-10": ("flows_people::test_a_channel_shows_its_banner_its_numbers_and_its_rules",),
    "CHN-11": ("flows_people::test_levels_stand_above_and_below_in_their_colours",),
    "CHN-12": ("flows_people::test_a_channel_shows_its_banner_its_numbers_and_its_rules",),
    "CHN-13": ("flows_people::test_a_channel_shows_its_banner_its_numbers_and_its_rules",),
    "CHN-14": ("flows_everybody::test_a_team_is_furnished_invited_to_archived_and_brought_back",),
    "CHN-15": (
        "channels::test_one_key_reads_everything_and_undo_brings_it_back",
        "channels::test_a_channel_is_marked_unread_from_a_message_and_read_by_key",
    ),
    "CHN-16": ("channels::test_members_are_found_appointed_and_removed",),
    "CHN-17": ("flows_people::test_a_group_becomes_a_channel_that_opens_closes_and_fills",),
    "CHN-18": ("channels::test_calling_everybody_asks_first_and_names_the_true_number",),
    "TEAM-01": ("teams::test_a_mention_in_another_team_raises_its_badge",),
    "TEAM-02": ("flows_everybody::test_a_team_is_furnished_invited_to_archived_and_brought_back",),
    "TEAM-03": (
        "first_day::test_the_first_person_founds_a_team_and_chats_with_the_second",
        "teams::test_an_open_team_is_joined_from_the_list_a_closed_one_only_by_its_link",
    ),
    "TEAM-04": ("flows_everybody::test_a_team_is_furnished_invited_to_archived_and_brought_back",),
    "TEAM-05": ("teams::test_the_order_of_the_sidebar_is_the_same_after_signing_in_elsewhere",),
    "TEAM-06": ("teams::test_the_filter_lists_only_unread_channels",),
    "TEAM-07": ("flows_people::test_a_channel_appears_in_its_category_for_everybody",),
    "TEAM-09": ("teams::test_two_letters_and_enter_open_a_channel",),
    "TEAM-10": (
        "flows_finding::test_what_is_unread_is_one_list_and_the_way_back_leads_where_one_was",
        "flows_people::test_threads_move_part_and_have_windows_of_their_own",
    ),
    "TEAM-11": ("flows_finding::test_what_is_unread_is_one_list_and_the_way_back_leads_where_one_was",),
    "TEAM-13": (
        "teams::test_the_new_messages_line_is_at_the_first_unread_one",
        "teams::test_a_channel_that_fits_on_the_screen_offers_no_way_to_its_end",
    ),
    "TEAM-14": ("flows_finding::test_what_is_unread_is_one_list_and_the_way_back_leads_where_one_was",),
    "TEAM-15": ("flows_everybody::test_sizes_directions_colours_and_clocks_are_ones_own",),
    "FILE-01": (
        "files::test_files_come_by_button_by_dropping_and_by_pasting",
        "files::test_a_cancelled_upload_leaves_nothing",
        "first_day::test_the_first_person_founds_a_team_and_chats_with_the_second",
    ),
    "FILE-02": ("flows_finding::test_a_large_file_goes_on_where_the_network_was_lost",),
    "FILE-03": ("files::test_a_file_above_the_limit_is_refused_before_it_is_sent",),
    "FILE-04": (
        "files::test_four_pictures_are_a_grid_that_does_not_move_when_they_arrive",
        "files::test_text_and_code_open_without_a_download",
        "first_day::test_the_first_person_founds_a_team_and_chats_with_the_second",
        "flows_finding::test_files_of_every_kind_are_opened_found_and_told_apart",
    ),
    "FILE-05": ("flows_finding::test_files_of_every_kind_are_opened_found_and_told_apart",),
    "FILE-06": ("flows_finding::test_a_large_file_goes_on_where_the_network_was_lost",),
    "FILE-07": ("flows_finding::test_files_of_every_kind_are_opened_found_and_told_apart",),
    "SRCH-01": ("search::test_search_finds_what_one_may_read_and_jumps_there",),
    "SRCH-02": ("flows_finding::test_files_of_every_kind_are_opened_found_and_told_apart",),
    "SRCH-03": ("search::test_filters_are_offered_and_narrow_the_results",),
    "SRCH-04": ("search::test_phrases_exclusions_and_beginnings",),
    "SRCH-05": ("search::test_what_messages_have_and_are_narrows_too",),
    "SRCH-06": ("flows_finding::test_a_search_reaches_all_teams_and_is_shared_by_its_address",),
    "SRCH-07": (
        "flows_finding::test_a_search_reaches_all_teams_and_is_shared_by_its_address",
        "search::test_recent_mentions_and_hashtags_are_searches",
    ),
    "SRCH-08": (
        "search::test_search_finds_what_one_may_read_and_jumps_there",
        "search::test_recent_mentions_and_hashtags_are_searches",
    ),
    "SRCH-09": ("flows_finding::test_a_search_reaches_all_teams_and_is_shared_by_its_address",),
    "NOTE-01": ("notifications::test_notes_come_for_all_for_mentions_or_never",),
    "NOTE-02": ("flows_writing::test_a_message_is_taken_back_and_what_calls_whom_is_a_matter_of_words",),
    "NOTE-03": (
        "notifications::test_everything_that_mentions_is_counted",
        "threads::test_a_mention_in_a_thread_makes_one_follow_it_with_a_badge",
    ),
    "NOTE-06": ("notifications::test_a_muted_channel_has_no_badge_but_for_direct_mentions",),
    "NOTE-07": ("notifications::test_nobody_is_called_outside_of_their_hours",),
    "NOTE-08": ("notifications::test_a_custom_status_shows_to_others_and_clears",),
    "NOTE-09": (
        "first_day::test_the_first_person_founds_a_team_and_chats_with_the_second",
        "notifications::test_presence_is_seen_by_others_when_they_turn_to_one",
    ),
    "NOTE-10": ("flows_writing::test_a_message_is_taken_back_and_what_calls_whom_is_a_matter_of_words",),
    "NOTE-11": (
        "first_day::test_the_first_person_founds_a_team_and_chats_with_the_second",
        "notifications::test_the_title_counts_mentions_and_marks_what_is_unread",
        "notifications::test_reading_on_one_device_clears_the_other",
    ),
    "NOTE-13": (
        "notifications::test_reading_on_one_device_clears_the_other",
        "offline::test_a_browser_in_the_background_is_called_and_leads_to_the_message",
    ),
    "NOTE-15": ("flows_writing::test_a_message_is_taken_back_and_what_calls_whom_is_a_matter_of_words",),
    "CLNT-01": ("offline::test_in_plane_mode_one_reads_on_and_what_one_writes_goes_out_once",),
    "CLNT-02": (
        "offline::test_a_browser_in_the_background_is_called_and_leads_to_the_message",
        "offline::test_a_browser_is_called_below_a_path_at_a_new_address_and_after_an_update",
    ),
    "CLNT-12": ("offline::test_on_a_poor_line_a_message_is_there_soon_and_once",),
    "INT-07": ("dialogs::test_a_form_of_a_program_is_filled_in_corrected_and_sent",),
    "ADM-01": ("console::test_settings_are_found_changed_checked_and_saved",),
    "ADM-02": ("console::test_settings_are_found_changed_checked_and_saved",),
    "ADM-03": ("console_site::test_the_looks_of_the_site_reach_everybody_and_history_takes_them_back",),
    "ADM-06": ("console_site::test_lists_figures_logs_and_jobs_tell_what_is_stored",),
    "ADM-07": ("console_site::test_lists_figures_logs_and_jobs_tell_what_is_stored",),
    "ADM-09": ("console_site::test_lists_figures_logs_and_jobs_tell_what_is_stored",),
    "ADM-10": ("console_setup::test_a_fresh_server_is_set_up_step_by_step_until_somebody_came",),
    "ADM-11": ("console_site::test_the_looks_of_the_site_reach_everybody_and_history_takes_them_back",),
    "ADM-12": ("console_site::test_the_looks_of_the_site_reach_everybody_and_history_takes_them_back",),
    "ADM-15": ("console_site::test_lists_figures_logs_and_jobs_tell_what_is_stored",),
    "ADM-18": ("console_setup::test_a_fresh_server_is_set_up_step_by_step_until_somebody_came",),
    "A11Y-01": (
        "accessibility::test_the_channel_and_everything_beside_it_is_accessible",
        "accessibility::test_every_dialog_is_accessible",
        "accessibility::test_the_pages_before_a_team_are_accessible",
    ),
    "A11Y-02": ("flows_everybody::test_ten_tasks_need_no_pointer_and_keys_are_ones_own",),
    "A11Y-03": ("flows_everybody::test_ten_tasks_need_no_pointer_and_keys_are_ones_own",),
    "A11Y-04": ("flows_everybody::test_ten_tasks_need_no_pointer_and_keys_are_ones_own",),
    "A11Y-05": ("flows_everybody::test_sizes_directions_colours_and_clocks_are_ones_own",),
    "A11Y-06": ("flows_everybody::test_every_word_comes_from_a_catalogue",),
    "A11Y-07": ("flows_everybody::test_sizes_directions_colours_and_clocks_are_ones_own",),
    "A11Y-08": ("flows_everybody::test_sizes_directions_colours_and_clocks_are_ones_own",),
    "A11Y-09": ("flows_writing::test_text_stays_as_it_was_meant_whatever_way_it_comes",),
    "A11Y-10": ("flows_everybody::test_sizes_directions_colours_and_clocks_are_ones_own",),
}

# What no flow shows, and why.
WAITING_BROWSER: dict[str, str] = {
    "MSG-10": "GIFs come from a provider outside; there is no button and no request for them.",
    "MSG-16": "There is no API for messages that return by a rule.",
    "MSG-20": "Three notifications take ten minutes; the test of the API moves the clock.",
    "MSG-31": "There is no API for polls and shared lists.",
    "MSG-32": "There is no API for snippets.",
    "INT-07": "Forms of 11.6 take no files and open no further form above them.",
    "A11Y-06": "English and German are complete; the other languages are to be translated.",
}

# The rows of the web client for people, teams, channels and messages, by their numbers.
SEEN: dict[str, tuple[range, ...]] = {
    "MSG": (range(1, 37),),
    "THR": (range(1, 8),),
    "CHN": (range(1, 19),),
    "TEAM": (range(1, 8), range(9, 12), range(13, 16)),
    "FILE": (range(1, 8),),
    "SRCH": (range(1, 10),),
    "NOTE": (range(1, 4), range(6, 12), range(13, 14), range(15, 16)),
    "INT": (range(7, 8),),
    "CLNT": (range(1, 3), range(12, 13)),
    "ADM": (range(1, 4), range(6, 8), range(9, 13), range(15, 16), range(18, 19)),
    "A11Y": (range(1, 11),),
}


def test_every_row_of_the_core_is_proved_or_says_what_it_waits_for() -> None:
    wanted = _rows(CORE)
    assert sorted(wanted - PROOFS.keys() - WAITING.keys()) == []
    assert all(WAITING.values())


def test_every_row_of_the_web_client_is_seen_or_says_why_not() -> None:
    assert sorted(_rows(SEEN) - BROWSER.keys() - WAITING_BROWSER.keys()) == []
    assert all(WAITING_BROWSER.values())


def test_every_flow_exists_and_names_its_rows() -> None:
    named = {row: proof for row, proofs in BROWSER.items() for proof in proofs if row not in _docstring(proof)}
    assert named == {}


def _rows(areas: dict[str, tuple[range, ...]]) -> set[str]:
    return {f"{area}-{number:02}" for area, spans in areas.items() for span in spans for number in span}


def _docstring(proof: str) -> str:
    """What a flow says of itself; empty if there is none."""
    file, name = proof.split("::")
    body = ast.parse((TESTS / "browser" / f"test_{file}.py").read_text()).body
    found = [each for each in body if isinstance(each, ast.AsyncFunctionDef) and each.name == name]
    return (ast.get_docstring(found[0]) or "") if found else ""


def test_every_proof_exists() -> None:
    missing = {row: proof for row, proofs in PROOFS.items() for proof in proofs if not _exists(proof)}
    assert missing == {}


def _exists(proof: str) -> bool:
    file, name = proof.split("::")
    found = ast.walk(ast.parse((TESTS / file).read_text()))
    return name in {each.name for each in found if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))}
