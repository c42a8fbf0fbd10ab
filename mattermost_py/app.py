"""The composition root: every route, listener, chore and job in plain lists, and one worker of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mattermost_py.config import ConfigStore
from mattermost_py.features.access.audits import api as audits_api
from mattermost_py.features.access.onetime import jobs as onetime_jobs
from mattermost_py.features.access.roles import api as roles_api
from mattermost_py.features.access.schemes import api as schemes_api
from mattermost_py.features.access.sessions import api as sessions_api
from mattermost_py.features.access.sessions import jobs as sessions_jobs
from mattermost_py.features.access.sessions.authentication import authenticate
from mattermost_py.features.automation.letters import listeners as letters_listeners
from mattermost_py.features.channels.browsing import api as browsing_api
from mattermost_py.features.channels.channels import api as channels_api
from mattermost_py.features.channels.directs import api as directs_api
from mattermost_py.features.channels.gatherings.listeners import listeners as gatherings_listeners
from mattermost_py.features.channels.levels import api as channel_levels_api
from mattermost_py.features.channels.levels.listeners import listeners as channel_levels_listeners
from mattermost_py.features.channels.members import api as channel_members_api
from mattermost_py.features.channels.members.listeners import listeners as channel_members_listeners
from mattermost_py.features.channels.moderations import api as moderations_api
from mattermost_py.features.channels.moderations.listeners import listeners as moderations_listeners
from mattermost_py.features.channels.requests import api as channel_requests_api
from mattermost_py.features.channels.requests.listeners import listeners as channel_requests_listeners
from mattermost_py.features.channels.rooms import api as rooms_api
from mattermost_py.features.channels.sidebar import api as sidebar_api
from mattermost_py.features.channels.sidebar.listeners import listeners as sidebar_listeners
from mattermost_py.features.directory.groups import api as groups_api
from mattermost_py.features.directory.groups import jobs as groups_jobs
from mattermost_py.features.directory.groups import places_api as group_places_api
from mattermost_py.features.directory.groups.listeners import listeners as groups_listeners
from mattermost_py.features.governance.bulk_export import api as bulk_export_api
from mattermost_py.features.governance.bulk_export import jobs as bulk_export_jobs
from mattermost_py.features.governance.bulk_import import api as bulk_import_api
from mattermost_py.features.governance.bulk_import import jobs as bulk_import_jobs
from mattermost_py.features.governance.reports import api as reports_api
from mattermost_py.features.governance.reports import jobs as reports_jobs
from mattermost_py.features.governance.slack_import import api as slack_import_api
from mattermost_py.features.identity.accounts import api as accounts_api
from mattermost_py.features.identity.accounts import listeners as accounts_listeners
from mattermost_py.features.identity.attributes import api as attributes_api
from mattermost_py.features.identity.attributes import listeners as attributes_listeners
from mattermost_py.features.identity.bots import api as bots_api
from mattermost_py.features.identity.bots import listeners as bots_listeners
from mattermost_py.features.identity.credentials import api as credentials_api
from mattermost_py.features.identity.custom_statuses import api as custom_statuses_api
from mattermost_py.features.identity.custom_statuses import jobs as custom_statuses_jobs
from mattermost_py.features.identity.desktop import jobs as desktop_jobs
from mattermost_py.features.identity.desktop import listeners as desktop_listeners
from mattermost_py.features.identity.entrance import api as entrance_api
from mattermost_py.features.identity.guests import api as guests_api
from mattermost_py.features.identity.guests import service as guests
from mattermost_py.features.identity.mfa import api as mfa_api
from mattermost_py.features.identity.mfa import listeners as mfa_listeners
from mattermost_py.features.identity.mfa import service as mfa
from mattermost_py.features.identity.notices import listeners as notices_listeners
from mattermost_py.features.identity.people import api as people_api
from mattermost_py.features.identity.pictures import api as pictures_api
from mattermost_py.features.identity.pictures import listeners as pictures_listeners
from mattermost_py.features.identity.preferences import api as preferences_api
from mattermost_py.features.identity.recovery import api as recovery_api
from mattermost_py.features.identity.statuses import api as statuses_api
from mattermost_py.features.identity.statuses import listeners as statuses_listeners
from mattermost_py.features.identity.statuses import service as statuses
from mattermost_py.features.identity.stays import api as stays_api
from mattermost_py.features.identity.stays import jobs as stays_jobs
from mattermost_py.features.identity.stays import listeners as stays_listeners
from mattermost_py.features.identity.switching import api as switching_api
from mattermost_py.features.identity.tokens import api as tokens_api
from mattermost_py.features.identity.tokens import jobs as tokens_jobs
from mattermost_py.features.identity.users import visibility
from mattermost_py.features.integrations.actions import api as actions_api
from mattermost_py.features.integrations.commands import api as commands_api
from mattermost_py.features.integrations.commands import jobs as commands_jobs
from mattermost_py.features.integrations.commands.listeners import listeners as commands_listeners
from mattermost_py.features.integrations.dialogs import api as dialogs_api
from mattermost_py.features.integrations.rewriting import api as rewriting_api
from mattermost_py.features.messaging.acknowledgements import api as acknowledgements_api
from mattermost_py.features.messaging.acknowledgements.listeners import listeners as acknowledgements_listeners
from mattermost_py.features.messaging.bookmarks import api as bookmarks_api
from mattermost_py.features.messaging.bookmarks.listeners import listeners as bookmarks_listeners
from mattermost_py.features.messaging.burning import api as burning_api
from mattermost_py.features.messaging.burning import jobs as burning_jobs
from mattermost_py.features.messaging.burning.listeners import listeners as burning_listeners
from mattermost_py.features.messaging.drafts import api as drafts_api
from mattermost_py.features.messaging.drafts.listeners import listeners as drafts_listeners
from mattermost_py.features.messaging.emoji import api as emoji_api
from mattermost_py.features.messaging.files import api as files_api
from mattermost_py.features.messaging.files import jobs as files_jobs
from mattermost_py.features.messaging.files.listeners import listeners as files_listeners
from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.moving import api as moving_api
from mattermost_py.features.messaging.persistence import jobs as persistence_jobs
from mattermost_py.features.messaging.persistence.listeners import listeners as persistence_listeners
from mattermost_py.features.messaging.posts import api as posts_api
from mattermost_py.features.messaging.posts import jobs as posts_jobs
from mattermost_py.features.messaging.posts.listeners import listeners as posts_listeners
from mattermost_py.features.messaging.previews import api as previews_api
from mattermost_py.features.messaging.reactions import api as reactions_api
from mattermost_py.features.messaging.reactions.listeners import listeners as reactions_listeners
from mattermost_py.features.messaging.reminders import api as reminders_api
from mattermost_py.features.messaging.reminders import jobs as reminders_jobs
from mattermost_py.features.messaging.reminders.listeners import listeners as reminders_listeners
from mattermost_py.features.messaging.schedules import api as schedules_api
from mattermost_py.features.messaging.schedules import jobs as schedules_jobs
from mattermost_py.features.messaging.schedules.listeners import listeners as schedules_listeners
from mattermost_py.features.messaging.sealed.listeners import listeners as sealed_listeners
from mattermost_py.features.messaging.search import api as search_api
from mattermost_py.features.messaging.search import jobs as search_jobs
from mattermost_py.features.messaging.threads import api as threads_api
from mattermost_py.features.messaging.timeline import api as timeline_api
from mattermost_py.features.messaging.unreads import api as unreads_api
from mattermost_py.features.messaging.uploads import api as uploads_api
from mattermost_py.features.messaging.uploads import jobs as uploads_jobs
from mattermost_py.features.messaging.uploads.listeners import listeners as uploads_listeners
from mattermost_py.features.messaging.webpush import api as webpush_api
from mattermost_py.features.messaging.webpush import jobs as webpush_jobs
from mattermost_py.features.messaging.webpush import service as webpush
from mattermost_py.features.messaging.webpush.listeners import listeners as webpush_listeners
from mattermost_py.features.system.absent import api as absent_api
from mattermost_py.features.system.analytics import api as analytics_api
from mattermost_py.features.system.analytics import jobs as analytics_jobs
from mattermost_py.features.system.branding import api as branding_api
from mattermost_py.features.system.configuration import api as configuration_api
from mattermost_py.features.system.configuration import jobs as configuration_jobs
from mattermost_py.features.system.configuration import service as configuration
from mattermost_py.features.system.disk import api as disk_api
from mattermost_py.features.system.health import api as health_api
from mattermost_py.features.system.health import service as health
from mattermost_py.features.system.jobs import api as jobs_api
from mattermost_py.features.system.jobs import jobs as jobs_jobs
from mattermost_py.features.system.jobs import service as jobs_service
from mattermost_py.features.system.limits import api as limits_api
from mattermost_py.features.system.logs import api as logs_api
from mattermost_py.features.system.notices import api as site_notices_api
from mattermost_py.features.system.notices import listeners as site_notices_listeners
from mattermost_py.features.system.offers import api as offers_api
from mattermost_py.features.system.support import api as support_api
from mattermost_py.features.system.terms import api as terms_api
from mattermost_py.features.system.trials import api as trials_api
from mattermost_py.features.system.upkeep import api as upkeep_api
from mattermost_py.features.system.upkeep import service as upkeep
from mattermost_py.features.system.wishes import api as wishes_api
from mattermost_py.features.system.wishes import listeners as wishes_listeners
from mattermost_py.features.teams.entry import api as team_entry_api
from mattermost_py.features.teams.entry.listeners import listeners as team_entry_listeners
from mattermost_py.features.teams.icons import api as team_icons_api
from mattermost_py.features.teams.invitations import api as invitations_api
from mattermost_py.features.teams.invitations.listeners import listeners as invitations_listeners
from mattermost_py.features.teams.members import api as team_members_api
from mattermost_py.features.teams.members.listeners import listeners as team_members_listeners
from mattermost_py.features.teams.schemes import api as team_schemes_api
from mattermost_py.features.teams.schemes.listeners import listeners as team_schemes_listeners
from mattermost_py.features.teams.teams import api as teams_api
from mattermost_py.infra.blobs import open_blobs
from mattermost_py.infra.cache import Caches
from mattermost_py.infra.db.lanes import Bounds, Lanes
from mattermost_py.infra.http.application import ASGI, Application
from mattermost_py.infra.http.official import unbuilt
from mattermost_py.infra.http.router import Route, Router
from mattermost_py.infra.hub import endpoint as sockets
from mattermost_py.infra.hub.endpoint import WebSocketEndpoint
from mattermost_py.infra.hub.hub import Hub
from mattermost_py.infra.jobs.chores import Chore
from mattermost_py.infra.jobs.working import JobKind
from mattermost_py.infra.mail import jobs as mail_jobs
from mattermost_py.infra.mail.outbox import listeners as mail_listeners
from mattermost_py.infra.pool import WorkPool
from mattermost_py.infra.runtime import Listener, Runtime
from mattermost_py.sockets import SOCKET_RULES

ROUTES: list[Route] = [
    *roles_api.routes,
    *schemes_api.routes,
    *sessions_api.routes,
    *audits_api.routes,
    *accounts_api.routes,
    *entrance_api.routes,
    *switching_api.routes,
    *recovery_api.routes,
    *guests_api.routes,
    *stays_api.routes,
    *mfa_api.routes,
    *preferences_api.routes,
    *people_api.routes,
    *credentials_api.routes,
    *statuses_api.routes,
    *custom_statuses_api.routes,
    *pictures_api.routes,
    *tokens_api.routes,
    *bots_api.routes,
    *attributes_api.routes,
    *teams_api.routes,
    *team_members_api.routes,
    *team_entry_api.routes,
    *invitations_api.routes,
    *team_icons_api.routes,
    *team_schemes_api.routes,
    *browsing_api.routes,
    *channels_api.routes,
    *channel_members_api.routes,
    *rooms_api.routes,
    *moderations_api.routes,
    *channel_levels_api.routes,
    *channel_requests_api.routes,
    *directs_api.routes,
    *sidebar_api.routes,
    *files_api.routes,
    *uploads_api.routes,
    *emoji_api.routes,
    *drafts_api.routes,
    *posts_api.routes,
    *previews_api.routes,
    *acknowledgements_api.routes,
    *unreads_api.routes,
    *timeline_api.routes,
    *threads_api.routes,
    *reactions_api.routes,
    *schedules_api.routes,
    *moving_api.routes,
    *bookmarks_api.routes,
    *burning_api.routes,
    *reminders_api.routes,
    *search_api.routes,
    *webpush_api.routes,
    *commands_api.routes,
    *actions_api.routes,
    *dialogs_api.routes,
    *rewriting_api.routes,
    *groups_api.routes,
    *group_places_api.routes,
    *configuration_api.routes,
    *health_api.routes,
    *analytics_api.routes,
    *branding_api.routes,
    *trials_api.routes,
    *terms_api.routes,
    *jobs_api.routes,
    *disk_api.routes,
    *reports_api.routes,
    *bulk_export_api.routes,
    *slack_import_api.routes,
    *bulk_import_api.routes,
    *limits_api.routes,
    *logs_api.routes,
    *offers_api.routes,
    *support_api.routes,
    *upkeep_api.routes,
    *wishes_api.routes,
    *site_notices_api.routes,
    *absent_api.routes,
    *sockets.routes,
]

LISTENERS: list[Listener] = [
    *accounts_listeners.listeners,
    *mfa_listeners.listeners,
    *desktop_listeners.listeners,
    *notices_listeners.listeners,
    *stays_listeners.listeners,
    *bots_listeners.listeners,
    *attributes_listeners.listeners,
    *statuses_listeners.listeners,
    *pictures_listeners.listeners,
    *team_entry_listeners,
    *team_members_listeners,
    *channel_members_listeners,
    *gatherings_listeners,
    *invitations_listeners,
    *team_schemes_listeners,
    *moderations_listeners,
    *channel_levels_listeners,
    *channel_requests_listeners,
    *sidebar_listeners,
    *posts_listeners,
    *files_listeners,
    *uploads_listeners,
    *drafts_listeners,
    *acknowledgements_listeners,
    *reactions_listeners,
    *commands_listeners,
    *groups_listeners,
    *schedules_listeners,
    *sealed_listeners,
    *burning_listeners,
    *bookmarks_listeners,
    *reminders_listeners,
    *persistence_listeners,
    *webpush_listeners,
    *mail_listeners,
    *letters_listeners.listeners,
    *wishes_listeners.listeners,
    *site_notices_listeners.listeners,
]

CHORES: list[Chore] = [
    *mail_jobs.chores,
    *sessions_jobs.chores,
    *onetime_jobs.chores,
    *desktop_jobs.chores,
    *custom_statuses_jobs.chores,
    *stays_jobs.chores,
    *tokens_jobs.chores,
    *posts_jobs.chores,
    *uploads_jobs.chores,
    *commands_jobs.chores,
    *groups_jobs.chores,
    *schedules_jobs.chores,
    *reminders_jobs.chores,
    *persistence_jobs.chores,
    *webpush_jobs.chores,
    *burning_jobs.chores,
    *search_jobs.chores,
    *reports_jobs.chores,
    *jobs_jobs.chores,
    *configuration_jobs.chores,
]

JOBS: list[JobKind] = [
    *reports_jobs.kinds,
    *bulk_export_jobs.kinds,
    *bulk_import_jobs.kinds,
    *files_jobs.kinds,
    *analytics_jobs.kinds,
    *jobs_jobs.kinds,
]


@asynccontextmanager
async def open_application(
    config: ConfigStore, conninfo: str, *, pages: ASGI, caches: Caches | None = None
) -> AsyncIterator[Application]:
    """One worker's ASGI application with everything it holds, open while the context lasts.

    conninfo: libpq connection string of a migrated database.
    pages:    answers the paths that no route knows (the web client).
    """
    async with (
        Lanes(conninfo, Bounds.of(config.current)) as lanes,
        open_blobs(config) as blobs,
        WorkPool(config) as work,
    ):
        runtime = Runtime(
            config=config, lanes=lanes, hub=Hub(), blobs=blobs, work=work, listeners=LISTENERS, caches=caches
        )
        runtime.hub.is_visible = visibility.of_events(runtime)
        presence = statuses.start(runtime)
        following.prepare(runtime)
        guests.prepare(runtime)
        mfa.prepare(runtime)
        health.prepare(runtime)
        jobs_service.prepare(runtime, [each.name for each in JOBS])
        upkeep.prepare(runtime)
        await configuration.prepare(runtime)
        await webpush.prepare(runtime)
        yield Application(
            runtime,
            build_router(),
            authenticate,
            websocket=WebSocketEndpoint(runtime, SOCKET_RULES),
            pages=pages,
            version_id=lambda: configuration.version_id(runtime),
        )
        presence.stop()
        runtime.hub.close_all()
        await runtime.drain()


def build_router() -> Router:
    """All built routes; every other official one answers that it is not built."""
    router = Router(ROUTES)
    for each in unbuilt(ROUTES):
        router.add(each)
    return router
