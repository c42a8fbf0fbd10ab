"""Where data lives: database, files, cache, search index, imports, exports."""

from mattermost_py.config.sections.base import Part, Section


class ReplicaLag(Part):
    """How far one read replica lags: where to ask, and the two queries."""

    DataSource: str = ""
    QueryAbsoluteLag: str = ""
    QueryTimeLag: str = ""


class SqlSettings(Section):
    """The PostgreSQL database; an empty DataSource means the embedded one."""

    DriverName: str = "postgres"
    DataSource: str = ""
    DataSourceReplicas: tuple[str, ...] = ()
    DataSourceSearchReplicas: tuple[str, ...] = ()
    MaxIdleConns: int = 50
    ConnMaxLifetimeMilliseconds: int = 3600000
    ConnMaxIdleTimeMilliseconds: int = 300000
    MaxOpenConns: int = 100
    Trace: bool = False
    AtRestEncryptKey: str = ""
    QueryTimeout: int = 30
    DisableDatabaseSearch: bool = False
    MigrationsStatementTimeoutSeconds: int = 100000
    ReplicaLagSettings: tuple[ReplicaLag, ...] = ()
    ReplicaMonitorIntervalSeconds: int = 5


class FileSettings(Section):
    """Where uploads are kept, and how large they may be."""

    EnableFileAttachments: bool = True
    EnableMobileUpload: bool = True
    EnableMobileDownload: bool = True
    MaxFileSize: int = 104857600
    MaxImageResolution: int = 33177600
    MaxImageDecoderConcurrency: int = -1
    DriverName: str = "local"
    Directory: str = "./data/"
    EnablePublicLink: bool = False
    ExtractContent: bool = True
    ArchiveRecursion: bool = False
    PublicLinkSalt: str = ""
    InitialFont: str = "nunito-bold.ttf"
    AmazonS3AccessKeyId: str = ""
    AmazonS3SecretAccessKey: str = ""
    AmazonS3Bucket: str = ""
    AmazonS3PathPrefix: str = ""
    AmazonS3Region: str = ""
    AmazonS3Endpoint: str = "s3.amazonaws.com"
    AmazonS3SSL: bool = True
    AmazonS3SignV2: bool = False
    AmazonS3SSE: bool = False
    AmazonS3Trace: bool = False
    AmazonS3RequestTimeoutMilliseconds: int = 30000
    AmazonS3UploadPartSizeBytes: int = 5242880
    AmazonS3StorageClass: str = ""
    DedicatedExportStore: bool = False
    ExportDriverName: str = "local"
    ExportDirectory: str = "./data/"
    ExportAmazonS3AccessKeyId: str = ""
    ExportAmazonS3SecretAccessKey: str = ""
    ExportAmazonS3Bucket: str = ""
    ExportAmazonS3PathPrefix: str = ""
    ExportAmazonS3Region: str = ""
    ExportAmazonS3Endpoint: str = "s3.amazonaws.com"
    ExportAmazonS3SSL: bool = True
    ExportAmazonS3SignV2: bool = False
    ExportAmazonS3SSE: bool = False
    ExportAmazonS3Trace: bool = False
    ExportAmazonS3RequestTimeoutMilliseconds: int = 30000
    ExportAmazonS3PresignExpiresSeconds: int = 21600
    ExportAmazonS3UploadPartSizeBytes: int = 104857600
    ExportAmazonS3StorageClass: str = ""


class CacheSettings(Section):
    """The cache shared by the nodes of a cluster."""

    CacheType: str = "lru"
    RedisAddress: str = ""
    RedisPassword: str = ""
    RedisDB: int = -1
    RedisCachePrefix: str = ""
    DisableClientCache: bool = False


class ElasticsearchSettings(Section):
    """The optional Elasticsearch or OpenSearch index."""

    ConnectionURL: str = "http://localhost:9200"
    Backend: str = "elasticsearch"
    Username: str = "elastic"
    Password: str = "changeme"
    EnableIndexing: bool = False
    EnableSearching: bool = False
    EnableCJKAnalyzers: bool = False
    EnableAutocomplete: bool = False
    Sniff: bool = True
    PostIndexReplicas: int = 1
    PostIndexShards: int = 1
    ChannelIndexReplicas: int = 1
    ChannelIndexShards: int = 1
    UserIndexReplicas: int = 1
    UserIndexShards: int = 1
    AggregatePostsAfterDays: int = 365
    PostsAggregatorJobStartTime: str = "03:00"
    IndexPrefix: str = ""
    GlobalSearchPrefix: str = ""
    LiveIndexingBatchSize: int = 10
    BulkIndexingTimeWindowSeconds: int | None = None
    BatchSize: int = 10000
    RequestTimeoutSeconds: int = 30
    SkipTLSVerification: bool = False
    CA: str = ""
    ClientCert: str = ""
    ClientKey: str = ""
    Trace: str = ""
    IgnoredPurgeIndexes: str = ""
    EnableSearchPublicChannelsWithoutMembership: bool = False


class ImportSettings(Section):
    """Where import archives are kept, and for how long."""

    Directory: str = "./import"
    RetentionDays: int = 30


class ExportSettings(Section):
    """Where export archives are kept, and for how long."""

    Directory: str = "./export"
    RetentionDays: int = 30
