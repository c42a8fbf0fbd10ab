/** Calls of the official JavaScript client about the whole server. */
import assert from 'node:assert/strict';
import {client, known} from './calling.ts';
import type {Given} from './calls.ts';

/** What the client knows by itself. */
export async function itself({url}: Given) {
    const made = client(url);
    made.setUrl(url);
    assert.equal(made.getUrl(), url);
    made.getAbsoluteUrl('/x');
    made.setUserAgent('test');
    made.setToken('token');
    made.getToken();
    made.setCSRF('');
    made.getCSRFFromCookie();
    made.setAcceptLanguage('en');
    made.setHeader('X-Test', 'yes');
    made.removeHeader('X-Test');
    made.setEnableLogging(true);
    made.setIncludeCookies(false);
    made.setUserId('me');
    made.setUserRoles('system_user');
    made.setDiagnosticId('id');
    made.getUrlVersion();
    made.getBrandImageUrl('1');
    made.getWebSocketUrl();
    made.getOptions({});
    made.setToken('');
    await made.ping(false);
    made.getServerVersion();
    await made.doFetch(`${url}/api/v4/system/ping`, {method: 'get'});
    await made.doFetchWithResponse(`${url}/api/v4/system/ping`, {method: 'get'});
}

export async function configuration({url, api, team, picture}: Given) {
    await api.getClientConfig();
    await api.getClientLicenseOld();
    await api.getLicenseLoadMetric();
    const config = await api.getConfig();
    await api.updateConfig(config);
    await api.patchConfig({TeamSettings: {SiteName: 'Ours'}});
    await api.reloadConfig();
    await api.getEnvironmentConfig();
    await api.testEmail(config);
    await api.testSiteURL(url);
    await api.sendTestNotificaiton();
    await api.invalidateCaches();
    await api.recycleDatabase();
    await api.uploadBrandImage(picture);
    await api.deleteBrandImage();
    await api.getClusterStatus();
    await api.getAnalytics();
    await api.getAudits();
    await api.getLogs({server_names: [], log_levels: [], date_from: '', date_to: ''});
    await api.getPlainLogs();
    api.setEnableLogging(true);
    await api.logClientError('from a test', 'error');
    await api.getAppliedSchemaMigrations();
    await api.getInProductNotices(team.id, 'web', '11.6.0');
    await api.updateNoticesAsViewed(['notice']);
    await api.completeSetup({organization: 'Ours', install_plugins: []});
    await api.getFirstAdminSetupComplete();
    await api.setFirstAdminVisitMarketplaceStatus();
    await api.getFirstAdminVisitMarketplaceStatus();
    await api.getPlugins();
    await api.getPluginStatuses();
    await api.getWebappPlugins();
    await api.getAgents();
    await api.getAgentsStatus();
    await api.getLLMServices();
    await api.getPostsUsage();
    await api.getFilesUsage();
    await api.getTeamsUsage();
    const job = await api.createJob({type: 'extract_content'});
    await api.getJob(job.id);
    await api.getJobs();
    await api.getJobsByType('extract_content');
    await api.cancelJob(job.id);
}

/** What the official server refuses where it is not hosted by its maker; the web client asks some of it anyway. */
export async function onlyHosted({api, picture}: Given) {
    await Promise.all([
        api.getCloudProducts(), api.cwsAvailabilityCheck(), api.getCloudCustomer(), api.updateCloudCustomer({name: 'x'}),
        api.updateCloudCustomerAddress({city: 'x'}), api.notifyAdmin({required_plan: 'x', required_feature: 'y'}),
        api.validateBusinessEmail('x@example.org'), api.validateWorkspaceBusinessEmail(), api.getSubscription(),
        api.getInstallation(), api.getCloudPreviewModalData(), api.getInvoices(), api.getCloudLimits(),
        api.getIPFilters(), api.getCurrentIP(), api.applyIPFilters([]), api.uploadLicense(picture),
        api.requestTrialLicense({users: 10}), api.removeLicense(), api.getPrevTrialLicense(), api.upgradeToEnterprise(),
        api.upgradeToEnterpriseStatus(), api.isAllowedToUpgradeToEnterprise(), api.testS3Connection({}),
    ].map(known));
    api.getInvoicePdfUrl('invoice');
}

/** What ends sessions comes last. */
export async function endings({api}: Given) {
    await api.revokeSessionsForAllUsers();
}
