/** Calls of the official JavaScript client about accounts. */
import {client, known, refused} from './calling.ts';
import type {Given} from './calls.ts';

const password = 'Correct-horse-9';

export async function accounts({url, api, admin, team, unique, tokens}: Given) {
    const nobody = client(url);
    const name = unique('newcomer');
    const made = await nobody.createUser({username: name, email: `${name}@example.org`, password}, '', '', '');
    const me = client(url);
    await me.login(name, password);
    await client(url).loginById(made.id, password);
    await api.addToTeam(team.id, made.id);
    await me.getMe();
    await me.getUser(made.id);
    await me.getUserByUsername(name);
    await me.getUserByEmail(`${name}@example.org`);
    await me.getKnownUsers();
    await me.getProfiles();
    await me.getProfilesByIds([made.id]);
    await me.getProfilesByUsernames([name]);
    await me.getProfilesInTeam(team.id);
    await api.getProfilesNotInTeam(team.id, false);
    await api.getProfilesWithoutTeam();
    await me.searchUsers(name, {limit: 10});
    await me.autocompleteUsers(name, team.id, '');
    await me.getTotalUsersStats();
    await api.getFilteredUsersStats({in_team: team.id});
    await me.patchMe({nickname: 'comer'});
    await api.patchUser({id: made.id, position: 'tester'});
    await api.updateUser({...made, first_name: 'New'});
    await api.updateUserRoles(made.id, 'system_user');
    await me.updateUserPassword(made.id, password, `${password}b`);
    await api.updateUserAuth(made.id, {auth_service: '', password});
    await nobody.getUserLoginType(name);
    await nobody.sendVerificationEmail(`${name}@example.org`);
    await nobody.sendPasswordResetEmail(`${name}@example.org`);
    await nobody.verifyUserEmail(tokens.verify);
    await nobody.resetUserPassword(tokens.reset, password);
    await refused(nobody.loginWithDesktopToken('x'.repeat(64)), 400, 401);
    await api.resetFailedAttempts(made.id);
    await api.updateUserActive(made.id, false);
    await api.updateUserActive(made.id, true);
    await api.getServerLimits();
    await api.getUserAudits(admin.id);
    await Promise.all([
        nobody.switchEmailToOAuth('gitlab', `${name}@example.org`, password),
        nobody.switchOAuthToEmail('gitlab', `${name}@example.org`, password),
        nobody.switchEmailToLdap(`${name}@example.org`, password, 'id', 'secret'),
        nobody.switchLdapToEmail('secret', `${name}@example.org`, password),
        nobody.checkUserMfa(name),
    ].map(known));
}

export async function profiles({api, person, team, channel, picture}: Given) {
    const ana = await person('ana');
    await ana.api.uploadProfileImage(ana.id, picture);
    await ana.api.setDefaultProfileImage(ana.id);
    const seen = await fetch(ana.api.getProfilePictureUrl(ana.id, 0), {headers: {Authorization: `Bearer ${ana.api.getToken()}`}});
    const drawn = await fetch(ana.api.getDefaultProfilePictureUrl(ana.id), {headers: {Authorization: `Bearer ${ana.api.getToken()}`}});
    if (seen.status !== 200 || drawn.status !== 200) {
        throw new Error(`pictures: ${seen.status} ${drawn.status}`);
    }
    await ana.api.generateMfaSecret(ana.id);
    await ana.api.updateUserMfa(ana.id, false, '');
    await ana.api.getProfilesInChannel(channel.id);
    await ana.api.getProfilesNotInChannel(team.id, channel.id, false);
    const group = await ana.api.createGroupChannel([ana.id, (await person('bob')).id, (await person('eve')).id]);
    await ana.api.getProfilesInGroupChannels([group.id]);
    const sessions = await ana.api.getSessions(ana.id);
    await ana.api.getStatus(ana.id);
    await ana.api.getStatusesByIds([ana.id]);
    await ana.api.updateStatus({user_id: ana.id, status: 'away'});
    const custom = {emoji: 'wave', text: 'here', duration: 'today', expires_at: '2099-01-01T00:00:00Z'};
    await ana.api.updateCustomStatus(custom);
    await ana.api.removeRecentCustomStatus(custom);
    await ana.api.unsetCustomStatus();
    const wishes = [{user_id: ana.id, category: 'display_settings', name: 'name_format', value: 'username'}];
    await ana.api.savePreferences(ana.id, wishes);
    await ana.api.getMyPreferences();
    await api.getUserPreferences(ana.id);
    await ana.api.deletePreferences(ana.id, wishes);
    const terms = await api.createTermsOfService('Be kind.');
    await ana.api.getTermsOfService();
    await ana.api.updateMyTermsOfServiceStatus(terms.id, true);
    await ana.api.revokeSession(ana.id, sessions[0].id);
    const bob = await person('bob');
    await bob.api.revokeAllSessionsForUser(bob.id);
    const eve = await person('eve');
    await eve.api.logout();
}

export async function programs({api, admin, person, unique}: Given) {
    const ana = await person('ana');
    await api.demoteUserToGuest(ana.id);
    await api.promoteGuestToUser(ana.id);
    const bot = await api.createBot({username: unique('bot'), display_name: 'Bot'});
    await api.patchBot(bot.user_id, {display_name: 'Robot'});
    await api.getBot(bot.user_id);
    await api.getBots();
    await api.getBotsIncludeDeleted();
    await api.getBotsOrphaned();
    await api.assignBot(bot.user_id, ana.id);
    await api.disableBot(bot.user_id);
    await api.enableBot(bot.user_id);
    const token = await api.createUserAccessToken(admin.id, 'for a test');
    await api.getUserAccessToken(token.id);
    await api.getUserAccessTokensForUser(admin.id);
    await api.getUserAccessTokens();
    await api.disableUserAccessToken(token.id);
    await api.enableUserAccessToken(token.id);
    await api.revokeUserAccessToken(token.id);
}

export async function attributes({api, person, unique}: Given) {
    const ana = await person('ana');
    const field = await api.createCustomProfileAttributeField({name: unique('field'), type: 'text'});
    await api.patchCustomProfileAttributeField(field.id, {name: unique('renamed')});
    await ana.api.getCustomProfileAttributeFields();
    await ana.api.updateCustomProfileAttributeValues({[field.id]: 'mine'});
    await api.updateUserCustomProfileAttributesValues(ana.id, {[field.id]: 'theirs'});
    await ana.api.getUserCustomProfileAttributesValues(ana.id);
    await api.deleteCustomProfileAttributeField(field.id);
    const filter = {page_size: 50, sort_column: 'Username', sort_direction: 'asc'};
    await api.getUsersForReporting(filter);
    await api.getUserCountForReporting({});
    await api.startUsersBatchExport({});
}

export async function groups({api, admin, team, channel, person, unique, directoryGroup}: Given) {
    const ana = await person('ana');
    const wanted = {name: unique('group'), display_name: 'Group', source: 'custom', allow_reference: true, user_ids: [ana.id]};
    const made = await api.createGroupWithUserIds(wanted);
    await api.getGroup(made.id, true);
    await api.getGroups({page: 0, per_page: 10});
    await api.searchGroups({q: 'Group', filter_allow_reference: true, page: 0, per_page: 10, include_member_count: true});
    await api.patchGroup(made.id, {display_name: 'Circle'});
    await api.addUsersToGroup(made.id, [admin.id]);
    await api.removeUsersFromGroup(made.id, [admin.id]);
    await api.getProfilesInGroup(made.id);
    await api.getProfilesNotInGroup(made.id);
    await api.getGroupStats(made.id);
    await api.getGroupsByUserId(ana.id);
    await api.getGroupsByNames([made.name]);
    await api.archiveGroup(made.id);
    await api.restoreGroup(made.id);
    for (const [id, kind] of [[team.id, 'team'], [channel.id, 'channel']]) {
        await api.linkGroupSyncable(directoryGroup, id, kind, {auto_add: false});
        await api.patchGroupSyncable(directoryGroup, id, kind, {auto_add: true});
        await api.getGroupSyncables(directoryGroup, kind);
    }
    await api.getGroupsAssociatedToTeam(team.id);
    await api.getAllGroupsAssociatedToTeam(team.id);
    await api.getAllGroupsAssociatedToChannelsInTeam(team.id);
    await api.getGroupsAssociatedToChannel(channel.id);
    await api.getAllGroupsAssociatedToChannel(channel.id);
    await api.getGroupsNotAssociatedToTeam(team.id);
    await api.getGroupsNotAssociatedToChannel(channel.id);
    await api.teamMembersMinusGroupMembers(team.id, [directoryGroup], 0, 10);
    await api.channelMembersMinusGroupMembers(channel.id, [directoryGroup], 0, 10);
    await api.unlinkGroupSyncable(directoryGroup, channel.id, 'channel');
    await api.unlinkGroupSyncable(directoryGroup, team.id, 'team');
}
