"""Calls about the whole server: configuration, jobs, reports, logs, and what only hosted servers have."""

from mattermostautodriver.exceptions import (
    FeatureDisabled,
    InvalidOrMissingParameters,
    NoAccessTokenProvided,
    NotEnoughPermissions,
    ResourceNotFound,
    TooManyRequests,
)

from mattermost_py.kernel.clock import now_ms
from tests.clients.driver.using import Cast, refused
from tests.features.messaging.files.pictures import picture
from tests.fixtures.world import unique


async def configuration(cast: Cast) -> None:
    api = (await cast.driver(await cast.world.admin())).system
    config = await api.get_config()
    await api.update_config(config)
    await api.patch_config({"TeamSettings": {"SiteName": "Ours"}})
    await api.reload_config()
    await api.get_environment_config()
    await api.get_client_config()
    await api.get_client_license("old")
    await api.get_license_load_metric()
    await api.get_ping(get_server_status=True)
    await api.get_supported_timezone()
    await api.get_notices((await cast.world.team()).id, "11.6.0", "web")
    await api.mark_notices_viewed(["notice"])
    await api.get_onboarding_complete()
    await api.complete_onboarding(organization="Ours")
    await api.database_recycle()
    await api.invalidate_caches()
    await api.test_notification()
    await api.test_email(config)
    await api.test_site_url(cast.world.base_url)
    await api.get_audits()
    await api.get_applied_schema_migrations()
    await api.get_analytics_old()
    await api.get_redirect_location(cast.world.base_url)
    await api.update_marketplace_visited_by_admin({})
    await api.set_server_busy(seconds=30)
    await api.get_server_busy_expires()
    await api.clear_server_busy()


async def logs(cast: Cast) -> None:
    api = await cast.driver(await cast.world.admin())
    await api.system.post_log("ERROR", "from a test")
    await api.system.get_logs()
    await api.system.query_logs()
    await api.logs.download_system_logs()
    await api.system.generate_support_packet()
    now = float(now_ms())
    await api.metrics.submit_performance_report(
        "0.1.0", now - 1, now, labels={"platform": "linux"}, counters=[], histograms=[]
    )
    await api.usage.get_posts_usage()
    await api.usage.get_storage_usage()
    await api.usage.get_teams_usage()
    await api.brand.upload_brand_image(("brand.png", picture("PNG")))
    await api.brand.get_brand_image()
    await api.brand.delete_brand_image()
    await api.agents.get_agents()
    await api.agents.get_agents_status()
    await api.agents.get_llm_services()
    await api.plugins.get_plugins()
    await api.plugins.get_webapp_plugins()
    await api.plugins.get_plugin_statuses()
    await api.plugins.get_marketplace_visited_by_admin()
    await api.cluster.get_cluster_status()


async def reports(cast: Cast) -> None:
    world = cast.world
    channel = await world.town_square()
    api = await cast.driver(await world.admin())
    await api.reports.get_users_for_reporting(sort_column="Username", page_size=50)
    await api.reports.get_user_count_for_reporting()
    await api.reports.start_batch_users_export()
    await api.reports.get_posts_for_reporting(channel.id)
    job = await api.jobs.create_job("extract_content")
    await api.jobs.get_jobs()
    await api.jobs.get_job(job["id"])
    await api.jobs.get_jobs_by_type("extract_content")
    await api.jobs.cancel_job(job["id"])
    await refused(api.jobs.download_job(job["id"]), FeatureDisabled)  # only exports have a file


async def only_hosted(cast: Cast) -> None:
    """What the official server refuses where it is not hosted by its maker, or has no licence to change."""
    api = await cast.driver(await cast.world.admin())
    kinds = (
        FeatureDisabled,
        NotEnoughPermissions,
        InvalidOrMissingParameters,
        ResourceNotFound,
        NoAccessTokenProvided,
        TooManyRequests,
    )
    name = unique("customer")
    cloud, system = api.cloud, api.system
    for asking in (
        cloud.get_cloud_limits(), cloud.get_cloud_products(), cloud.get_cloud_customer(),
        cloud.update_cloud_customer(name=name), cloud.update_cloud_customer_address({"city": name}),
        cloud.validate_business_email(f"{name}@example.org"), cloud.validate_workspace_business_email(),
        cloud.get_subscription(), cloud.get_endpoint_for_installation_information(),
        cloud.get_invoices_for_subscription(), cloud.get_invoice_for_subscription_as_pdf("invoice"),
        cloud.hosted_customer_signup_available(), cloud.check_cws_connection(),
        cloud.post_endpoint_for_cws_webhooks(), cloud.get_preview_modal_data(),
        api.ip.my_ip(), api.ip.get_ip_filters(), api.ip.apply_ip_filters([]),
        system.upload_license_file(("licence", b"x")), system.remove_license_file(),
        system.request_trial_license(10), system.get_prev_trial_license(), system.get_latest_version(),
        system.upgrade_to_enterprise(), system.upgrade_to_enterprise_status(),
        system.is_allowed_to_upgrade_to_enterprise(), system.get_image_by_url(), system.connect_web_socket(),
        system.test_s3_connection({}), api.users.notify_admin({"required_plan": "x", "required_feature": "y"}),
        api.users.trigger_notify_admin_posts({}),
    ):  # fmt: skip
        try:
            await asking
        except kinds:
            continue


async def endings(cast: Cast) -> None:
    """What ends sessions and processes comes last."""
    api = await cast.driver(await cast.world.admin())
    await api.users.revoke_sessions_from_all_users()
