"""Rules for database, files, search index and retention."""

from mattermost_py.config.rules import at_least, is_clock, matching, not_empty, one_of, positive, rule, whole
from mattermost_py.config.settings import Settings

_STORAGE_CLASSES = (
    "",
    "STANDARD",
    "REDUCED_REDUNDANCY",
    "STANDARD_IA",
    "ONEZONE_IA",
    "INTELLIGENT_TIERING",
    "GLACIER",
    "GLACIER_IR",
    "DEEP_ARCHIVE",
    "OUTPOSTS",
    "SNOW",
    "EXPRESS_ONEZONE",
)


def _trimmed(value: str) -> bool:
    return value == value.strip()


def _long_secret(value: str) -> bool:
    return len(value) >= 32


def _ignored_indexes(value: str) -> bool:
    return not any(name.strip().startswith("-") for name in value.split(","))


def _index_prefix(settings: Settings) -> bool:
    search = settings.ElasticsearchSettings
    return not search.IndexPrefix or search.IndexPrefix.startswith(search.GlobalSearchPrefix)


SQL = (
    matching("SqlSettings.AtRestEncryptKey", "encrypt_sql", "32 characters or more", _long_secret),
    one_of("SqlSettings.DriverName", "sql_driver", "postgres"),
    positive("SqlSettings.MaxIdleConns", "sql_idle"),
    at_least("SqlSettings.ConnMaxLifetimeMilliseconds", "sql_conn_max_lifetime_milliseconds", 0),
    at_least("SqlSettings.ConnMaxIdleTimeMilliseconds", "sql_conn_max_idle_time_milliseconds", 0),
    positive("SqlSettings.QueryTimeout", "sql_query_timeout"),
    matching(
        "SqlSettings.DataSource",
        "sql_data_src",
        "a URL such as postgres://user:password@host/database, or empty for the embedded database",
        # A socket may stand in the query part, so a host is not asked for; libpq's key=value form works too.
        lambda text: text.startswith(("postgres://", "postgresql://")) or "=" in text.split("://")[0],
    ),
    rule(
        "SqlSettings.DataSource",
        "sql_data_src",
        "set, because Embedded.Enable is false",
        bool,
        when=lambda s: not s.Embedded.Enable,
    ),
    positive("SqlSettings.MaxOpenConns", "sql_max_conn"),
)


FILES = (
    positive("FileSettings.MaxFileSize", "max_file_size"),
    one_of("FileSettings.DriverName", "file_driver", "local", "amazons3"),
    matching("FileSettings.PublicLinkSalt", "file_salt", "32 characters or more", _long_secret),
    not_empty("FileSettings.Directory", "directory"),
    rule("FileSettings.Directory", "directory_whitespace", "free of spaces around it", _trimmed),
    rule(
        "FileSettings.MaxImageDecoderConcurrency",
        "image_decoder_concurrency",
        "-1 or above 0",
        lambda n: n == -1 or n > 0,
    ),
    positive("FileSettings.AmazonS3RequestTimeoutMilliseconds", "amazons3_timeout"),
    one_of("FileSettings.AmazonS3StorageClass", "storage_class", *_STORAGE_CLASSES),
    rule("FileSettings.AmazonS3PathPrefix", "directory_whitespace", "free of spaces around it", _trimmed),
    one_of("FileSettings.ExportAmazonS3StorageClass", "storage_class", *_STORAGE_CLASSES),
    rule("FileSettings.ExportAmazonS3PathPrefix", "directory_whitespace", "free of spaces around it", _trimmed),
    rule("FileSettings.ExportDirectory", "directory_whitespace", "free of spaces around it", _trimmed),
    not_empty("ImportSettings.Directory", "import.directory"),
    positive("ImportSettings.RetentionDays", "import.retention_days_too_low"),
    not_empty("ExportSettings.Directory", "export.directory"),
    positive("ExportSettings.RetentionDays", "export.retention_days_too_low"),
)


SEARCH = (
    not_empty(
        "ElasticsearchSettings.ConnectionURL",
        "elastic_search.connection_url",
        when=lambda s: s.ElasticsearchSettings.EnableIndexing,
    ),
    *(
        rule(
            f"ElasticsearchSettings.{key}",
            f"elastic_search.{error}",
            f"false while {needed} is false",
            lambda on: not on,
            when=lambda s, needed=needed: not s.value("ElasticsearchSettings", needed),
        )
        for key, error, needed in (
            ("EnableSearching", "enable_searching", "EnableIndexing"),
            ("EnableCJKAnalyzers", "enable_cjk_analyzers", "EnableSearching"),
            ("EnableAutocomplete", "enable_autocomplete", "EnableIndexing"),
        )
    ),
    positive("ElasticsearchSettings.AggregatePostsAfterDays", "elastic_search.aggregate_posts_after_days"),
    rule(
        "ElasticsearchSettings.PostsAggregatorJobStartTime",
        "elastic_search.posts_aggregator_job_start_time",
        "a time such as 03:00",
        is_clock,
    ),
    positive("ElasticsearchSettings.LiveIndexingBatchSize", "elastic_search.live_indexing_batch_size"),
    positive("ElasticsearchSettings.BatchSize", "elastic_search.bulk_indexing_batch_size"),
    positive("ElasticsearchSettings.RequestTimeoutSeconds", "elastic_search.request_timeout_seconds"),
    rule(
        "ElasticsearchSettings.IgnoredPurgeIndexes",
        "elastic_search.ignored_indexes_dash_prefix",
        "names that do not begin with a dash",
        _ignored_indexes,
    ),
    one_of("ElasticsearchSettings.Backend", "elastic_search.invalid_backend", "elasticsearch", "opensearch"),
    rule(
        "ElasticsearchSettings.IndexPrefix",
        "elastic_search.empty_index_prefix",
        "set while GlobalSearchPrefix is set",
        bool,
        when=lambda s: s.ElasticsearchSettings.GlobalSearchPrefix != "",
    ),
    whole(
        "ElasticsearchSettings.IndexPrefix",
        "elastic_search.incorrect_search_prefix",
        "a text that begins with GlobalSearchPrefix",
        _index_prefix,
    ),
)


RETENTION = (
    *(
        at_least(f"DataRetentionSettings.{what}Retention{unit}", f"data_retention.{name}_{low}_too_low", 0)
        for what, name in (("Message", "message"), ("File", "file"))
        for unit, low in (("Days", "retention_days"), ("Hours", "retention_hours"))
    ),
    *(
        rule(
            f"DataRetentionSettings.{what}RetentionHours",
            f"data_retention.{name}_retention_misconfiguration",
            f"0 while {what}RetentionDays is set",
            lambda hours: hours <= 0,
            when=lambda s, what=what: s.value("DataRetentionSettings", f"{what}RetentionDays") > 0,
        )
        for what, name in (("Message", "message"), ("File", "file"))
    ),
    *(
        rule(
            f"DataRetentionSettings.{what}RetentionDays",
            f"data_retention.{name}_retention_both_zero",
            f"above 0, or {what}RetentionHours must be",
            bool,
            when=lambda s, what=what: s.value("DataRetentionSettings", f"{what}RetentionHours") == 0,
        )
        for what, name in (("Message", "message"), ("File", "file"))
    ),
    rule(
        "DataRetentionSettings.DeletionJobStartTime",
        "data_retention.deletion_job_start_time",
        "a time such as 02:00",
        is_clock,
    ),
    at_least(
        "MessageExportSettings.ExportFromTimestamp",
        "message_export.export_from",
        0,
        when=lambda s: s.MessageExportSettings.EnableExport,
    ),
)
