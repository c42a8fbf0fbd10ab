"""Every permission id of the official server and the scope in which it is evaluated."""

from enum import StrEnum


class Permission(StrEnum):
    """A right that a role may grant; the value is the id on the wire and in `roles.permissions`."""

    ADD_BOOKMARK_PRIVATE_CHANNEL = "add_bookmark_private_channel"
    ADD_BOOKMARK_PUBLIC_CHANNEL = "add_bookmark_public_channel"
    ADD_LDAP_PRIVATE_CERT = "add_ldap_private_cert"
    ADD_LDAP_PUBLIC_CERT = "add_ldap_public_cert"
    ADD_REACTION = "add_reaction"
    ADD_SAML_IDP_CERT = "add_saml_idp_cert"
    ADD_SAML_PRIVATE_CERT = "add_saml_private_cert"
    ADD_SAML_PUBLIC_CERT = "add_saml_public_cert"
    ADD_USER_TO_TEAM = "add_user_to_team"
    ASSIGN_BOT = "assign_bot"
    ASSIGN_SYSTEM_ADMIN_ROLE = "assign_system_admin_role"
    BYPASS_INCOMING_WEBHOOK_CHANNEL_LOCK = "bypass_incoming_webhook_channel_lock"
    CONVERT_PRIVATE_CHANNEL_TO_PUBLIC = "convert_private_channel_to_public"
    CONVERT_PUBLIC_CHANNEL_TO_PRIVATE = "convert_public_channel_to_private"
    CREATE_BOT = "create_bot"
    CREATE_COMPLIANCE_EXPORT_JOB = "create_compliance_export_job"
    CREATE_CUSTOM_GROUP = "create_custom_group"
    CREATE_DATA_RETENTION_JOB = "create_data_retention_job"
    CREATE_DIRECT_CHANNEL = "create_direct_channel"
    CREATE_ELASTICSEARCH_POST_AGGREGATION_JOB = "create_elasticsearch_post_aggregation_job"
    CREATE_ELASTICSEARCH_POST_INDEXING_JOB = "create_elasticsearch_post_indexing_job"
    CREATE_EMOJIS = "create_emojis"
    CREATE_GROUP_CHANNEL = "create_group_channel"
    CREATE_LDAP_SYNC_JOB = "create_ldap_sync_job"
    CREATE_POST = "create_post"
    CREATE_POST_BLEVE_INDEXES_JOB = "create_post_bleve_indexes_job"
    CREATE_POST_EPHEMERAL = "create_post_ephemeral"
    CREATE_POST_PUBLIC = "create_post_public"
    CREATE_PRIVATE_CHANNEL = "create_private_channel"
    CREATE_PUBLIC_CHANNEL = "create_public_channel"
    CREATE_TEAM = "create_team"
    CREATE_USER_ACCESS_TOKEN = "create_user_access_token"
    DELETE_BOOKMARK_PRIVATE_CHANNEL = "delete_bookmark_private_channel"
    DELETE_BOOKMARK_PUBLIC_CHANNEL = "delete_bookmark_public_channel"
    DELETE_CUSTOM_GROUP = "delete_custom_group"
    DELETE_EMOJIS = "delete_emojis"
    DELETE_OTHERS_EMOJIS = "delete_others_emojis"
    DELETE_OTHERS_POSTS = "delete_others_posts"
    DELETE_POST = "delete_post"
    DELETE_PRIVATE_CHANNEL = "delete_private_channel"
    DELETE_PUBLIC_CHANNEL = "delete_public_channel"
    DEMOTE_TO_GUEST = "demote_to_guest"
    DOWNLOAD_COMPLIANCE_EXPORT_RESULT = "download_compliance_export_result"
    EDIT_BOOKMARK_PRIVATE_CHANNEL = "edit_bookmark_private_channel"
    EDIT_BOOKMARK_PUBLIC_CHANNEL = "edit_bookmark_public_channel"
    EDIT_BRAND = "edit_brand"
    EDIT_CUSTOM_GROUP = "edit_custom_group"
    EDIT_OTHER_USERS = "edit_other_users"
    EDIT_OTHERS_POSTS = "edit_others_posts"
    EDIT_POST = "edit_post"
    GET_ANALYTICS = "get_analytics"
    GET_LOGS = "get_logs"
    GET_PUBLIC_LINK = "get_public_link"
    GET_SAML_CERT_STATUS = "get_saml_cert_status"
    GET_SAML_METADATA_FROM_IDP = "get_saml_metadata_from_idp"
    IMPORT_TEAM = "import_team"
    INVALIDATE_CACHES = "invalidate_caches"
    INVALIDATE_EMAIL_INVITE = "invalidate_email_invite"
    INVITE_GUEST = "invite_guest"
    INVITE_USER = "invite_user"
    JOIN_PRIVATE_TEAMS = "join_private_teams"
    JOIN_PUBLIC_CHANNELS = "join_public_channels"
    JOIN_PUBLIC_TEAMS = "join_public_teams"
    LIST_PRIVATE_TEAMS = "list_private_teams"
    LIST_PUBLIC_TEAMS = "list_public_teams"
    LIST_TEAM_CHANNELS = "list_team_channels"
    LIST_USERS_WITHOUT_TEAM = "list_users_without_team"
    MANAGE_BOTS = "manage_bots"
    MANAGE_CHANNEL_ACCESS_RULES = "manage_channel_access_rules"
    MANAGE_CHANNEL_ROLES = "manage_channel_roles"
    MANAGE_COMPLIANCE_EXPORT_JOB = "manage_compliance_export_job"
    MANAGE_CUSTOM_GROUP_MEMBERS = "manage_custom_group_members"
    MANAGE_DATA_RETENTION_JOB = "manage_data_retention_job"
    MANAGE_ELASTICSEARCH_POST_AGGREGATION_JOB = "manage_elasticsearch_post_aggregation_job"
    MANAGE_ELASTICSEARCH_POST_INDEXING_JOB = "manage_elasticsearch_post_indexing_job"
    MANAGE_EMOJIS = "manage_emojis"
    MANAGE_INCOMING_WEBHOOKS = "manage_incoming_webhooks"
    MANAGE_JOBS = "manage_jobs"
    MANAGE_LDAP_SYNC_JOB = "manage_ldap_sync_job"
    MANAGE_LICENSE_INFORMATION = "manage_license_information"
    MANAGE_OAUTH = "manage_oauth"
    MANAGE_OTHERS_BOTS = "manage_others_bots"
    MANAGE_OTHERS_EMOJIS = "manage_others_emojis"
    MANAGE_OTHERS_INCOMING_WEBHOOKS = "manage_others_incoming_webhooks"
    MANAGE_OTHERS_OUTGOING_WEBHOOKS = "manage_others_outgoing_webhooks"
    MANAGE_OTHERS_SLASH_COMMANDS = "manage_others_slash_commands"
    MANAGE_OTHERS_WEBHOOKS = "manage_others_webhooks"
    MANAGE_OUTGOING_OAUTH_CONNECTIONS = "manage_outgoing_oauth_connections"
    MANAGE_OUTGOING_WEBHOOKS = "manage_outgoing_webhooks"
    MANAGE_OWN_INCOMING_WEBHOOKS = "manage_own_incoming_webhooks"
    MANAGE_OWN_OUTGOING_WEBHOOKS = "manage_own_outgoing_webhooks"
    MANAGE_OWN_SLASH_COMMANDS = "manage_own_slash_commands"
    MANAGE_POST_BLEVE_INDEXES_JOB = "manage_post_bleve_indexes_job"
    MANAGE_PRIVATE_CHANNEL_AUTO_TRANSLATION = "manage_private_channel_auto_translation"
    MANAGE_PRIVATE_CHANNEL_BANNER = "manage_private_channel_banner"
    MANAGE_PRIVATE_CHANNEL_MEMBERS = "manage_private_channel_members"
    MANAGE_PRIVATE_CHANNEL_PROPERTIES = "manage_private_channel_properties"
    MANAGE_PUBLIC_CHANNEL_AUTO_TRANSLATION = "manage_public_channel_auto_translation"
    MANAGE_PUBLIC_CHANNEL_BANNER = "manage_public_channel_banner"
    MANAGE_PUBLIC_CHANNEL_MEMBERS = "manage_public_channel_members"
    MANAGE_PUBLIC_CHANNEL_PROPERTIES = "manage_public_channel_properties"
    MANAGE_ROLES = "manage_roles"
    MANAGE_SECURE_CONNECTIONS = "manage_secure_connections"
    MANAGE_SHARED_CHANNELS = "manage_shared_channels"
    MANAGE_SLASH_COMMANDS = "manage_slash_commands"
    MANAGE_SYSTEM = "manage_system"
    MANAGE_SYSTEM_WIDE_OAUTH = "manage_system_wide_oauth"
    MANAGE_TEAM = "manage_team"
    MANAGE_TEAM_ROLES = "manage_team_roles"
    MANAGE_WEBHOOKS = "manage_webhooks"
    ORDER_BOOKMARK_PRIVATE_CHANNEL = "order_bookmark_private_channel"
    ORDER_BOOKMARK_PUBLIC_CHANNEL = "order_bookmark_public_channel"
    PERMANENT_DELETE_USER = "permanent_delete_user"
    PLAYBOOK_PRIVATE_CREATE = "playbook_private_create"
    PLAYBOOK_PRIVATE_MAKE_PUBLIC = "playbook_private_make_public"
    PLAYBOOK_PRIVATE_MANAGE_MEMBERS = "playbook_private_manage_members"
    PLAYBOOK_PRIVATE_MANAGE_PROPERTIES = "playbook_private_manage_properties"
    PLAYBOOK_PRIVATE_MANAGE_ROLES = "playbook_private_manage_roles"
    PLAYBOOK_PRIVATE_VIEW = "playbook_private_view"
    PLAYBOOK_PUBLIC_CREATE = "playbook_public_create"
    PLAYBOOK_PUBLIC_MAKE_PRIVATE = "playbook_public_make_private"
    PLAYBOOK_PUBLIC_MANAGE_MEMBERS = "playbook_public_manage_members"
    PLAYBOOK_PUBLIC_MANAGE_PROPERTIES = "playbook_public_manage_properties"
    PLAYBOOK_PUBLIC_MANAGE_ROLES = "playbook_public_manage_roles"
    PLAYBOOK_PUBLIC_VIEW = "playbook_public_view"
    PROMOTE_GUEST = "promote_guest"
    PURGE_BLEVE_INDEXES = "purge_bleve_indexes"
    PURGE_ELASTICSEARCH_INDEXES = "purge_elasticsearch_indexes"
    READ_AUDITS = "read_audits"
    READ_BOTS = "read_bots"
    READ_CHANNEL = "read_channel"
    READ_CHANNEL_CONTENT = "read_channel_content"
    READ_COMPLIANCE_EXPORT_JOB = "read_compliance_export_job"
    READ_DATA_RETENTION_JOB = "read_data_retention_job"
    READ_DELETED_POSTS = "read_deleted_posts"
    READ_ELASTICSEARCH_POST_AGGREGATION_JOB = "read_elasticsearch_post_aggregation_job"
    READ_ELASTICSEARCH_POST_INDEXING_JOB = "read_elasticsearch_post_indexing_job"
    READ_JOBS = "read_jobs"
    READ_LDAP_SYNC_JOB = "read_ldap_sync_job"
    READ_LICENSE_INFORMATION = "read_license_information"
    READ_OTHER_USERS_TEAMS = "read_other_users_teams"
    READ_OTHERS_BOTS = "read_others_bots"
    READ_PRIVATE_CHANNEL_GROUPS = "read_private_channel_groups"
    READ_PUBLIC_CHANNEL = "read_public_channel"
    READ_PUBLIC_CHANNEL_GROUPS = "read_public_channel_groups"
    READ_USER_ACCESS_TOKEN = "read_user_access_token"
    RECYCLE_DATABASE_CONNECTIONS = "recycle_database_connections"
    RELOAD_CONFIG = "reload_config"
    REMOVE_LDAP_PRIVATE_CERT = "remove_ldap_private_cert"
    REMOVE_LDAP_PUBLIC_CERT = "remove_ldap_public_cert"
    REMOVE_OTHERS_REACTIONS = "remove_others_reactions"
    REMOVE_REACTION = "remove_reaction"
    REMOVE_SAML_IDP_CERT = "remove_saml_idp_cert"
    REMOVE_SAML_PRIVATE_CERT = "remove_saml_private_cert"
    REMOVE_SAML_PUBLIC_CERT = "remove_saml_public_cert"
    REMOVE_USER_FROM_TEAM = "remove_user_from_team"
    RESTORE_CUSTOM_GROUP = "restore_custom_group"
    REVOKE_USER_ACCESS_TOKEN = "revoke_user_access_token"
    RUN_CREATE = "run_create"
    RUN_MANAGE_MEMBERS = "run_manage_members"
    RUN_MANAGE_PROPERTIES = "run_manage_properties"
    RUN_VIEW = "run_view"
    SYSCONSOLE_READ_ABOUT = "sysconsole_read_about"
    SYSCONSOLE_READ_ABOUT_EDITION_AND_LICENSE = "sysconsole_read_about_edition_and_license"
    SYSCONSOLE_READ_AUTHENTICATION = "sysconsole_read_authentication"
    SYSCONSOLE_READ_AUTHENTICATION_EMAIL = "sysconsole_read_authentication_email"
    SYSCONSOLE_READ_AUTHENTICATION_GUEST_ACCESS = "sysconsole_read_authentication_guest_access"
    SYSCONSOLE_READ_AUTHENTICATION_LDAP = "sysconsole_read_authentication_ldap"
    SYSCONSOLE_READ_AUTHENTICATION_MFA = "sysconsole_read_authentication_mfa"
    SYSCONSOLE_READ_AUTHENTICATION_OPENID = "sysconsole_read_authentication_openid"
    SYSCONSOLE_READ_AUTHENTICATION_PASSWORD = "sysconsole_read_authentication_password"
    SYSCONSOLE_READ_AUTHENTICATION_SAML = "sysconsole_read_authentication_saml"
    SYSCONSOLE_READ_AUTHENTICATION_SIGNUP = "sysconsole_read_authentication_signup"
    SYSCONSOLE_READ_BILLING = "sysconsole_read_billing"
    SYSCONSOLE_READ_COMPLIANCE = "sysconsole_read_compliance"
    SYSCONSOLE_READ_COMPLIANCE_COMPLIANCE_EXPORT = "sysconsole_read_compliance_compliance_export"
    SYSCONSOLE_READ_COMPLIANCE_COMPLIANCE_MONITORING = "sysconsole_read_compliance_compliance_monitoring"
    SYSCONSOLE_READ_COMPLIANCE_CUSTOM_TERMS_OF_SERVICE = "sysconsole_read_compliance_custom_terms_of_service"
    SYSCONSOLE_READ_COMPLIANCE_DATA_RETENTION_POLICY = "sysconsole_read_compliance_data_retention_policy"
    SYSCONSOLE_READ_ENVIRONMENT = "sysconsole_read_environment"
    SYSCONSOLE_READ_ENVIRONMENT_DATABASE = "sysconsole_read_environment_database"
    SYSCONSOLE_READ_ENVIRONMENT_DEVELOPER = "sysconsole_read_environment_developer"
    SYSCONSOLE_READ_ENVIRONMENT_ELASTICSEARCH = "sysconsole_read_environment_elasticsearch"
    SYSCONSOLE_READ_ENVIRONMENT_FILE_STORAGE = "sysconsole_read_environment_file_storage"
    SYSCONSOLE_READ_ENVIRONMENT_HIGH_AVAILABILITY = "sysconsole_read_environment_high_availability"
    SYSCONSOLE_READ_ENVIRONMENT_IMAGE_PROXY = "sysconsole_read_environment_image_proxy"
    SYSCONSOLE_READ_ENVIRONMENT_LOGGING = "sysconsole_read_environment_logging"
    SYSCONSOLE_READ_ENVIRONMENT_MOBILE_SECURITY = "sysconsole_read_environment_mobile_security"
    SYSCONSOLE_READ_ENVIRONMENT_PERFORMANCE_MONITORING = "sysconsole_read_environment_performance_monitoring"
    SYSCONSOLE_READ_ENVIRONMENT_PUSH_NOTIFICATION_SERVER = "sysconsole_read_environment_push_notification_server"
    SYSCONSOLE_READ_ENVIRONMENT_RATE_LIMITING = "sysconsole_read_environment_rate_limiting"
    SYSCONSOLE_READ_ENVIRONMENT_SESSION_LENGTHS = "sysconsole_read_environment_session_lengths"
    SYSCONSOLE_READ_ENVIRONMENT_SMTP = "sysconsole_read_environment_smtp"
    SYSCONSOLE_READ_ENVIRONMENT_WEB_SERVER = "sysconsole_read_environment_web_server"
    SYSCONSOLE_READ_EXPERIMENTAL = "sysconsole_read_experimental"
    SYSCONSOLE_READ_EXPERIMENTAL_BLEVE = "sysconsole_read_experimental_bleve"
    SYSCONSOLE_READ_EXPERIMENTAL_FEATURE_FLAGS = "sysconsole_read_experimental_feature_flags"
    SYSCONSOLE_READ_EXPERIMENTAL_FEATURES = "sysconsole_read_experimental_features"
    SYSCONSOLE_READ_INTEGRATIONS = "sysconsole_read_integrations"
    SYSCONSOLE_READ_INTEGRATIONS_BOT_ACCOUNTS = "sysconsole_read_integrations_bot_accounts"
    SYSCONSOLE_READ_INTEGRATIONS_CORS = "sysconsole_read_integrations_cors"
    SYSCONSOLE_READ_INTEGRATIONS_GIF = "sysconsole_read_integrations_gif"
    SYSCONSOLE_READ_INTEGRATIONS_INTEGRATION_MANAGEMENT = "sysconsole_read_integrations_integration_management"
    SYSCONSOLE_READ_PLUGINS = "sysconsole_read_plugins"
    SYSCONSOLE_READ_PRODUCTS_BOARDS = "sysconsole_read_products_boards"
    SYSCONSOLE_READ_REPORTING = "sysconsole_read_reporting"
    SYSCONSOLE_READ_REPORTING_SERVER_LOGS = "sysconsole_read_reporting_server_logs"
    SYSCONSOLE_READ_REPORTING_SITE_STATISTICS = "sysconsole_read_reporting_site_statistics"
    SYSCONSOLE_READ_REPORTING_TEAM_STATISTICS = "sysconsole_read_reporting_team_statistics"
    SYSCONSOLE_READ_SITE = "sysconsole_read_site"
    SYSCONSOLE_READ_SITE_ANNOUNCEMENT_BANNER = "sysconsole_read_site_announcement_banner"
    SYSCONSOLE_READ_SITE_CUSTOMIZATION = "sysconsole_read_site_customization"
    SYSCONSOLE_READ_SITE_EMOJI = "sysconsole_read_site_emoji"
    SYSCONSOLE_READ_SITE_FILE_SHARING_AND_DOWNLOADS = "sysconsole_read_site_file_sharing_and_downloads"
    SYSCONSOLE_READ_SITE_IP_FILTERS = "sysconsole_read_site_ip_filters"
    SYSCONSOLE_READ_SITE_LOCALIZATION = "sysconsole_read_site_localization"
    SYSCONSOLE_READ_SITE_NOTICES = "sysconsole_read_site_notices"
    SYSCONSOLE_READ_SITE_NOTIFICATIONS = "sysconsole_read_site_notifications"
    SYSCONSOLE_READ_SITE_POSTS = "sysconsole_read_site_posts"
    SYSCONSOLE_READ_SITE_PUBLIC_LINKS = "sysconsole_read_site_public_links"
    SYSCONSOLE_READ_SITE_USERS_AND_TEAMS = "sysconsole_read_site_users_and_teams"
    SYSCONSOLE_READ_USER_MANAGEMENT_CHANNELS = "sysconsole_read_user_management_channels"
    SYSCONSOLE_READ_USER_MANAGEMENT_GROUPS = "sysconsole_read_user_management_groups"
    SYSCONSOLE_READ_USER_MANAGEMENT_PERMISSIONS = "sysconsole_read_user_management_permissions"
    SYSCONSOLE_READ_USER_MANAGEMENT_SYSTEM_ROLES = "sysconsole_read_user_management_system_roles"
    SYSCONSOLE_READ_USER_MANAGEMENT_TEAMS = "sysconsole_read_user_management_teams"
    SYSCONSOLE_READ_USER_MANAGEMENT_USERS = "sysconsole_read_user_management_users"
    SYSCONSOLE_WRITE_ABOUT = "sysconsole_write_about"
    SYSCONSOLE_WRITE_ABOUT_EDITION_AND_LICENSE = "sysconsole_write_about_edition_and_license"
    SYSCONSOLE_WRITE_AUTHENTICATION = "sysconsole_write_authentication"
    SYSCONSOLE_WRITE_AUTHENTICATION_EMAIL = "sysconsole_write_authentication_email"
    SYSCONSOLE_WRITE_AUTHENTICATION_GUEST_ACCESS = "sysconsole_write_authentication_guest_access"
    SYSCONSOLE_WRITE_AUTHENTICATION_LDAP = "sysconsole_write_authentication_ldap"
    SYSCONSOLE_WRITE_AUTHENTICATION_MFA = "sysconsole_write_authentication_mfa"
    SYSCONSOLE_WRITE_AUTHENTICATION_OPENID = "sysconsole_write_authentication_openid"
    SYSCONSOLE_WRITE_AUTHENTICATION_PASSWORD = "sysconsole_write_authentication_password"
    SYSCONSOLE_WRITE_AUTHENTICATION_SAML = "sysconsole_write_authentication_saml"
    SYSCONSOLE_WRITE_AUTHENTICATION_SIGNUP = "sysconsole_write_authentication_signup"
    SYSCONSOLE_WRITE_BILLING = "sysconsole_write_billing"
    SYSCONSOLE_WRITE_COMPLIANCE = "sysconsole_write_compliance"
    SYSCONSOLE_WRITE_COMPLIANCE_COMPLIANCE_EXPORT = "sysconsole_write_compliance_compliance_export"
    SYSCONSOLE_WRITE_COMPLIANCE_COMPLIANCE_MONITORING = "sysconsole_write_compliance_compliance_monitoring"
    SYSCONSOLE_WRITE_COMPLIANCE_CUSTOM_TERMS_OF_SERVICE = "sysconsole_write_compliance_custom_terms_of_service"
    SYSCONSOLE_WRITE_COMPLIANCE_DATA_RETENTION_POLICY = "sysconsole_write_compliance_data_retention_policy"
    SYSCONSOLE_WRITE_ENVIRONMENT = "sysconsole_write_environment"
    SYSCONSOLE_WRITE_ENVIRONMENT_DATABASE = "sysconsole_write_environment_database"
    SYSCONSOLE_WRITE_ENVIRONMENT_DEVELOPER = "sysconsole_write_environment_developer"
    SYSCONSOLE_WRITE_ENVIRONMENT_ELASTICSEARCH = "sysconsole_write_environment_elasticsearch"
    SYSCONSOLE_WRITE_ENVIRONMENT_FILE_STORAGE = "sysconsole_write_environment_file_storage"
    SYSCONSOLE_WRITE_ENVIRONMENT_HIGH_AVAILABILITY = "sysconsole_write_environment_high_availability"
    SYSCONSOLE_WRITE_ENVIRONMENT_IMAGE_PROXY = "sysconsole_write_environment_image_proxy"
    SYSCONSOLE_WRITE_ENVIRONMENT_LOGGING = "sysconsole_write_environment_logging"
    SYSCONSOLE_WRITE_ENVIRONMENT_MOBILE_SECURITY = "sysconsole_write_environment_mobile_security"
    SYSCONSOLE_WRITE_ENVIRONMENT_PERFORMANCE_MONITORING = "sysconsole_write_environment_performance_monitoring"
    SYSCONSOLE_WRITE_ENVIRONMENT_PUSH_NOTIFICATION_SERVER = "sysconsole_write_environment_push_notification_server"
    SYSCONSOLE_WRITE_ENVIRONMENT_RATE_LIMITING = "sysconsole_write_environment_rate_limiting"
    SYSCONSOLE_WRITE_ENVIRONMENT_SESSION_LENGTHS = "sysconsole_write_environment_session_lengths"
    SYSCONSOLE_WRITE_ENVIRONMENT_SMTP = "sysconsole_write_environment_smtp"
    SYSCONSOLE_WRITE_ENVIRONMENT_WEB_SERVER = "sysconsole_write_environment_web_server"
    SYSCONSOLE_WRITE_EXPERIMENTAL = "sysconsole_write_experimental"
    SYSCONSOLE_WRITE_EXPERIMENTAL_BLEVE = "sysconsole_write_experimental_bleve"
    SYSCONSOLE_WRITE_EXPERIMENTAL_FEATURE_FLAGS = "sysconsole_write_experimental_feature_flags"
    SYSCONSOLE_WRITE_EXPERIMENTAL_FEATURES = "sysconsole_write_experimental_features"
    SYSCONSOLE_WRITE_INTEGRATIONS = "sysconsole_write_integrations"
    SYSCONSOLE_WRITE_INTEGRATIONS_BOT_ACCOUNTS = "sysconsole_write_integrations_bot_accounts"
    SYSCONSOLE_WRITE_INTEGRATIONS_CORS = "sysconsole_write_integrations_cors"
    SYSCONSOLE_WRITE_INTEGRATIONS_GIF = "sysconsole_write_integrations_gif"
    SYSCONSOLE_WRITE_INTEGRATIONS_INTEGRATION_MANAGEMENT = "sysconsole_write_integrations_integration_management"
    SYSCONSOLE_WRITE_PLUGINS = "sysconsole_write_plugins"
    SYSCONSOLE_WRITE_PRODUCTS_BOARDS = "sysconsole_write_products_boards"
    SYSCONSOLE_WRITE_REPORTING = "sysconsole_write_reporting"
    SYSCONSOLE_WRITE_REPORTING_SERVER_LOGS = "sysconsole_write_reporting_server_logs"
    SYSCONSOLE_WRITE_REPORTING_SITE_STATISTICS = "sysconsole_write_reporting_site_statistics"
    SYSCONSOLE_WRITE_REPORTING_TEAM_STATISTICS = "sysconsole_write_reporting_team_statistics"
    SYSCONSOLE_WRITE_SITE = "sysconsole_write_site"
    SYSCONSOLE_WRITE_SITE_ANNOUNCEMENT_BANNER = "sysconsole_write_site_announcement_banner"
    SYSCONSOLE_WRITE_SITE_CUSTOMIZATION = "sysconsole_write_site_customization"
    SYSCONSOLE_WRITE_SITE_EMOJI = "sysconsole_write_site_emoji"
    SYSCONSOLE_WRITE_SITE_FILE_SHARING_AND_DOWNLOADS = "sysconsole_write_site_file_sharing_and_downloads"
    SYSCONSOLE_WRITE_SITE_IP_FILTERS = "sysconsole_write_site_ip_filters"
    SYSCONSOLE_WRITE_SITE_LOCALIZATION = "sysconsole_write_site_localization"
    SYSCONSOLE_WRITE_SITE_NOTICES = "sysconsole_write_site_notices"
    SYSCONSOLE_WRITE_SITE_NOTIFICATIONS = "sysconsole_write_site_notifications"
    SYSCONSOLE_WRITE_SITE_POSTS = "sysconsole_write_site_posts"
    SYSCONSOLE_WRITE_SITE_PUBLIC_LINKS = "sysconsole_write_site_public_links"
    SYSCONSOLE_WRITE_SITE_USERS_AND_TEAMS = "sysconsole_write_site_users_and_teams"
    SYSCONSOLE_WRITE_USER_MANAGEMENT_CHANNELS = "sysconsole_write_user_management_channels"
    SYSCONSOLE_WRITE_USER_MANAGEMENT_GROUPS = "sysconsole_write_user_management_groups"
    SYSCONSOLE_WRITE_USER_MANAGEMENT_PERMISSIONS = "sysconsole_write_user_management_permissions"
    SYSCONSOLE_WRITE_USER_MANAGEMENT_SYSTEM_ROLES = "sysconsole_write_user_management_system_roles"
    SYSCONSOLE_WRITE_USER_MANAGEMENT_TEAMS = "sysconsole_write_user_management_teams"
    SYSCONSOLE_WRITE_USER_MANAGEMENT_USERS = "sysconsole_write_user_management_users"
    TEST_ELASTICSEARCH = "test_elasticsearch"
    TEST_EMAIL = "test_email"
    TEST_LDAP = "test_ldap"
    TEST_S3 = "test_s3"
    TEST_SITE_URL = "test_site_url"
    UPLOAD_FILE = "upload_file"
    USE_CHANNEL_MENTIONS = "use_channel_mentions"
    USE_GROUP_MENTIONS = "use_group_mentions"
    USE_SLASH_COMMANDS = "use_slash_commands"
    VIEW_MEMBERS = "view_members"
    VIEW_TEAM = "view_team"


SCOPES: dict[str, str] = {
    "add_bookmark_private_channel": "channel",
    "add_bookmark_public_channel": "channel",
    "add_ldap_private_cert": "system",
    "add_ldap_public_cert": "system",
    "add_reaction": "channel",
    "add_saml_idp_cert": "system",
    "add_saml_private_cert": "system",
    "add_saml_public_cert": "system",
    "add_user_to_team": "team",
    "assign_bot": "system",
    "assign_system_admin_role": "system",
    "bypass_incoming_webhook_channel_lock": "team",
    "convert_private_channel_to_public": "channel",
    "convert_public_channel_to_private": "channel",
    "create_bot": "system",
    "create_compliance_export_job": "system",
    "create_custom_group": "system",
    "create_data_retention_job": "system",
    "create_direct_channel": "system",
    "create_elasticsearch_post_aggregation_job": "system",
    "create_elasticsearch_post_indexing_job": "system",
    "create_emojis": "team",
    "create_group_channel": "system",
    "create_ldap_sync_job": "system",
    "create_post": "channel",
    "create_post_bleve_indexes_job": "system",
    "create_post_ephemeral": "channel",
    "create_post_public": "channel",
    "create_private_channel": "team",
    "create_public_channel": "team",
    "create_team": "system",
    "create_user_access_token": "system",
    "delete_bookmark_private_channel": "channel",
    "delete_bookmark_public_channel": "channel",
    "delete_custom_group": "group",
    "delete_emojis": "team",
    "delete_others_emojis": "team",
    "delete_others_posts": "channel",
    "delete_post": "channel",
    "delete_private_channel": "channel",
    "delete_public_channel": "channel",
    "demote_to_guest": "system",
    "download_compliance_export_result": "system",
    "edit_bookmark_private_channel": "channel",
    "edit_bookmark_public_channel": "channel",
    "edit_brand": "system",
    "edit_custom_group": "group",
    "edit_other_users": "system",
    "edit_others_posts": "channel",
    "edit_post": "channel",
    "get_analytics": "system",
    "get_logs": "system",
    "get_public_link": "system",
    "get_saml_cert_status": "system",
    "get_saml_metadata_from_idp": "system",
    "import_team": "team",
    "invalidate_caches": "system",
    "invalidate_email_invite": "system",
    "invite_guest": "team",
    "invite_user": "team",
    "join_private_teams": "system",
    "join_public_channels": "team",
    "join_public_teams": "system",
    "list_private_teams": "system",
    "list_public_teams": "system",
    "list_team_channels": "team",
    "list_users_without_team": "system",
    "manage_bots": "system",
    "manage_channel_access_rules": "channel",
    "manage_channel_roles": "channel",
    "manage_compliance_export_job": "system",
    "manage_custom_group_members": "group",
    "manage_data_retention_job": "system",
    "manage_elasticsearch_post_aggregation_job": "system",
    "manage_elasticsearch_post_indexing_job": "system",
    "manage_emojis": "team",
    "manage_incoming_webhooks": "team",
    "manage_jobs": "system",
    "manage_ldap_sync_job": "system",
    "manage_license_information": "system",
    "manage_oauth": "system",
    "manage_others_bots": "system",
    "manage_others_emojis": "team",
    "manage_others_incoming_webhooks": "team",
    "manage_others_outgoing_webhooks": "team",
    "manage_others_slash_commands": "team",
    "manage_others_webhooks": "team",
    "manage_outgoing_oauth_connections": "system",
    "manage_outgoing_webhooks": "team",
    "manage_own_incoming_webhooks": "team",
    "manage_own_outgoing_webhooks": "team",
    "manage_own_slash_commands": "team",
    "manage_post_bleve_indexes_job": "system",
    "manage_private_channel_auto_translation": "channel",
    "manage_private_channel_banner": "channel",
    "manage_private_channel_members": "channel",
    "manage_private_channel_properties": "channel",
    "manage_public_channel_auto_translation": "channel",
    "manage_public_channel_banner": "channel",
    "manage_public_channel_members": "channel",
    "manage_public_channel_properties": "channel",
    "manage_roles": "system",
    "manage_secure_connections": "system",
    "manage_shared_channels": "system",
    "manage_slash_commands": "team",
    "manage_system": "system",
    "manage_system_wide_oauth": "system",
    "manage_team": "team",
    "manage_team_roles": "team",
    "manage_webhooks": "team",
    "order_bookmark_private_channel": "channel",
    "order_bookmark_public_channel": "channel",
    "permanent_delete_user": "system",
    "playbook_private_create": "team",
    "playbook_private_make_public": "playbook",
    "playbook_private_manage_members": "playbook",
    "playbook_private_manage_properties": "playbook",
    "playbook_private_manage_roles": "playbook",
    "playbook_private_view": "playbook",
    "playbook_public_create": "team",
    "playbook_public_make_private": "playbook",
    "playbook_public_manage_members": "playbook",
    "playbook_public_manage_properties": "playbook",
    "playbook_public_manage_roles": "playbook",
    "playbook_public_view": "playbook",
    "promote_guest": "system",
    "purge_bleve_indexes": "system",
    "purge_elasticsearch_indexes": "system",
    "read_audits": "system",
    "read_bots": "system",
    "read_channel": "channel",
    "read_channel_content": "channel",
    "read_compliance_export_job": "system",
    "read_data_retention_job": "system",
    "read_deleted_posts": "channel",
    "read_elasticsearch_post_aggregation_job": "system",
    "read_elasticsearch_post_indexing_job": "system",
    "read_jobs": "system",
    "read_ldap_sync_job": "system",
    "read_license_information": "system",
    "read_other_users_teams": "system",
    "read_others_bots": "system",
    "read_private_channel_groups": "channel",
    "read_public_channel": "team",
    "read_public_channel_groups": "channel",
    "read_user_access_token": "system",
    "recycle_database_connections": "system",
    "reload_config": "system",
    "remove_ldap_private_cert": "system",
    "remove_ldap_public_cert": "system",
    "remove_others_reactions": "channel",
    "remove_reaction": "channel",
    "remove_saml_idp_cert": "system",
    "remove_saml_private_cert": "system",
    "remove_saml_public_cert": "system",
    "remove_user_from_team": "team",
    "restore_custom_group": "group",
    "revoke_user_access_token": "system",
    "run_create": "playbook",
    "run_manage_members": "run",
    "run_manage_properties": "run",
    "run_view": "run",
    "sysconsole_read_about": "system",
    "sysconsole_read_about_edition_and_license": "system",
    "sysconsole_read_authentication": "system",
    "sysconsole_read_authentication_email": "system",
    "sysconsole_read_authentication_guest_access": "system",
    "sysconsole_read_authentication_ldap": "system",
    "sysconsole_read_authentication_mfa": "system",
    "sysconsole_read_authentication_openid": "system",
    "sysconsole_read_authentication_password": "system",
    "sysconsole_read_authentication_saml": "system",
    "sysconsole_read_authentication_signup": "system",
    "sysconsole_read_billing": "system",
    "sysconsole_read_compliance": "system",
    "sysconsole_read_compliance_compliance_export": "system",
    "sysconsole_read_compliance_compliance_monitoring": "system",
    "sysconsole_read_compliance_custom_terms_of_service": "system",
    "sysconsole_read_compliance_data_retention_policy": "system",
    "sysconsole_read_environment": "system",
    "sysconsole_read_environment_database": "system",
    "sysconsole_read_environment_developer": "system",
    "sysconsole_read_environment_elasticsearch": "system",
    "sysconsole_read_environment_file_storage": "system",
    "sysconsole_read_environment_high_availability": "system",
    "sysconsole_read_environment_image_proxy": "system",
    "sysconsole_read_environment_logging": "system",
    "sysconsole_read_environment_mobile_security": "system",
    "sysconsole_read_environment_performance_monitoring": "system",
    "sysconsole_read_environment_push_notification_server": "system",
    "sysconsole_read_environment_rate_limiting": "system",
    "sysconsole_read_environment_session_lengths": "system",
    "sysconsole_read_environment_smtp": "system",
    "sysconsole_read_environment_web_server": "system",
    "sysconsole_read_experimental": "system",
    "sysconsole_read_experimental_bleve": "system",
    "sysconsole_read_experimental_feature_flags": "system",
    "sysconsole_read_experimental_features": "system",
    "sysconsole_read_integrations": "system",
    "sysconsole_read_integrations_bot_accounts": "system",
    "sysconsole_read_integrations_cors": "system",
    "sysconsole_read_integrations_gif": "system",
    "sysconsole_read_integrations_integration_management": "system",
    "sysconsole_read_plugins": "system",
    "sysconsole_read_products_boards": "system",
    "sysconsole_read_reporting": "system",
    "sysconsole_read_reporting_server_logs": "system",
    "sysconsole_read_reporting_site_statistics": "system",
    "sysconsole_read_reporting_team_statistics": "system",
    "sysconsole_read_site": "system",
    "sysconsole_read_site_announcement_banner": "system",
    "sysconsole_read_site_customization": "system",
    "sysconsole_read_site_emoji": "system",
    "sysconsole_read_site_file_sharing_and_downloads": "system",
    "sysconsole_read_site_ip_filters": "system",
    "sysconsole_read_site_localization": "system",
    "sysconsole_read_site_notices": "system",
    "sysconsole_read_site_notifications": "system",
    "sysconsole_read_site_posts": "system",
    "sysconsole_read_site_public_links": "system",
    "sysconsole_read_site_users_and_teams": "system",
    "sysconsole_read_user_management_channels": "system",
    "sysconsole_read_user_management_groups": "system",
    "sysconsole_read_user_management_permissions": "system",
    "sysconsole_read_user_management_system_roles": "system",
    "sysconsole_read_user_management_teams": "system",
    "sysconsole_read_user_management_users": "system",
    "sysconsole_write_about": "system",
    "sysconsole_write_about_edition_and_license": "system",
    "sysconsole_write_authentication": "system",
    "sysconsole_write_authentication_email": "system",
    "sysconsole_write_authentication_guest_access": "system",
    "sysconsole_write_authentication_ldap": "system",
    "sysconsole_write_authentication_mfa": "system",
    "sysconsole_write_authentication_openid": "system",
    "sysconsole_write_authentication_password": "system",
    "sysconsole_write_authentication_saml": "system",
    "sysconsole_write_authentication_signup": "system",
    "sysconsole_write_billing": "system",
    "sysconsole_write_compliance": "system",
    "sysconsole_write_compliance_compliance_export": "system",
    "sysconsole_write_compliance_compliance_monitoring": "system",
    "sysconsole_write_compliance_custom_terms_of_service": "system",
    "sysconsole_write_compliance_data_retention_policy": "system",
    "sysconsole_write_environment": "system",
    "sysconsole_write_environment_database": "system",
    "sysconsole_write_environment_developer": "system",
    "sysconsole_write_environment_elasticsearch": "system",
    "sysconsole_write_environment_file_storage": "system",
    "sysconsole_write_environment_high_availability": "system",
    "sysconsole_write_environment_image_proxy": "system",
    "sysconsole_write_environment_logging": "system",
    "sysconsole_write_environment_mobile_security": "system",
    "sysconsole_write_environment_performance_monitoring": "system",
    "sysconsole_write_environment_push_notification_server": "system",
    "sysconsole_write_environment_rate_limiting": "system",
    "sysconsole_write_environment_session_lengths": "system",
    "sysconsole_write_environment_smtp": "system",
    "sysconsole_write_environment_web_server": "system",
    "sysconsole_write_experimental": "system",
    "sysconsole_write_experimental_bleve": "system",
    "sysconsole_write_experimental_feature_flags": "system",
    "sysconsole_write_experimental_features": "system",
    "sysconsole_write_integrations": "system",
    "sysconsole_write_integrations_bot_accounts": "system",
    "sysconsole_write_integrations_cors": "system",
    "sysconsole_write_integrations_gif": "system",
    "sysconsole_write_integrations_integration_management": "system",
    "sysconsole_write_plugins": "system",
    "sysconsole_write_products_boards": "system",
    "sysconsole_write_reporting": "system",
    "sysconsole_write_reporting_server_logs": "system",
    "sysconsole_write_reporting_site_statistics": "system",
    "sysconsole_write_reporting_team_statistics": "system",
    "sysconsole_write_site": "system",
    "sysconsole_write_site_announcement_banner": "system",
    "sysconsole_write_site_customization": "system",
    "sysconsole_write_site_emoji": "system",
    "sysconsole_write_site_file_sharing_and_downloads": "system",
    "sysconsole_write_site_ip_filters": "system",
    "sysconsole_write_site_localization": "system",
    "sysconsole_write_site_notices": "system",
    "sysconsole_write_site_notifications": "system",
    "sysconsole_write_site_posts": "system",
    "sysconsole_write_site_public_links": "system",
    "sysconsole_write_site_users_and_teams": "system",
    "sysconsole_write_user_management_channels": "system",
    "sysconsole_write_user_management_groups": "system",
    "sysconsole_write_user_management_permissions": "system",
    "sysconsole_write_user_management_system_roles": "system",
    "sysconsole_write_user_management_teams": "system",
    "sysconsole_write_user_management_users": "system",
    "test_elasticsearch": "system",
    "test_email": "system",
    "test_ldap": "system",
    "test_s3": "system",
    "test_site_url": "system",
    "upload_file": "channel",
    "use_channel_mentions": "channel",
    "use_group_mentions": "channel",
    "use_slash_commands": "channel",
    "view_members": "team",
    "view_team": "team",
}
"""Permission id → `system`, `team`, `channel`, `playbook`, `run` or `group`."""
