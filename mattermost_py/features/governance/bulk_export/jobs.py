"""The job that makes an export."""

from mattermost_py.features.governance.bulk_export import service
from mattermost_py.infra.jobs.working import JobKind

kinds = [JobKind(service.KIND, service.make)]
