/** Calls of the official JavaScript client about teams, channels, sidebars, roles and schemes. */
import {client, refused} from './calling.ts';
import type {Given} from './calls.ts';

export async function teams({api, admin, person, unique, picture}: Given) {
    const [ana, bob, eve] = [await person('ana'), await person('bob'), await person('eve')];
    const team = await api.createTeam({name: unique('team'), display_name: 'Team', type: 'O', allow_open_invite: true});
    await api.getTeam(team.id);
    await api.getTeamByName(team.name);
    await api.checkIfTeamExists(team.name);
    await api.getTeams();
    await api.searchTeams('team', {page: 0, per_page: 10});
    await api.updateTeam({...team, description: 'About'});
    await api.patchTeam({id: team.id, display_name: 'Our team'});
    await api.regenerateTeamInviteId(team.id);
    const {invite_id: inviteId} = await api.getTeam(team.id);
    await api.getTeamInviteInfo(inviteId);
    await ana.api.joinTeam(inviteId);
    await bob.api.addToTeamFromInvite('', inviteId);
    await api.addUsersToTeam(team.id, [eve.id]);
    await api.addUsersToTeamGracefully(team.id, [eve.id]);
    await api.setTeamIcon(team.id, picture);
    api.getTeamIconUrl(team.id, 0);
    await api.removeTeamIcon(team.id);
    await api.getMyTeams();
    await api.getTeamsForUser(admin.id);
    await api.getMyTeamMembers();
    await api.getMyTeamUnreads(true);
    await api.getTeamMembers(team.id);
    await api.getTeamMembersForUser(ana.id);
    await api.getTeamMember(team.id, ana.id);
    await api.getTeamMembersByIds(team.id, [ana.id]);
    await api.getTeamStats(team.id);
    await api.updateTeamMemberRoles(team.id, ana.id, 'team_user team_admin');
    await api.updateTeamMemberSchemeRoles(team.id, ana.id, true, false);
    await api.removeFromTeam(team.id, ana.id);
    await api.deleteTeam(team.id);
    await api.unarchiveTeam(team.id);
}

export async function invitations({url, api, tokens, team, channel, unique}: Given) {
    const address = () => `${unique('invited')}@example.org`;
    await api.sendEmailInvitesToTeam(team.id, [address()]);
    await api.sendEmailInvitesToTeamGracefully(team.id, [address()]);
    await api.sendEmailInvitesToTeamAndChannelsGracefully(team.id, [channel.id], [address()], 'Welcome');
    await api.sendEmailGuestInvitesToChannels(team.id, [channel.id], [address()], 'Welcome');
    await api.sendEmailGuestInvitesToChannelsGracefully(team.id, [channel.id], [address()], 'Welcome');
    await client(url, tokens.invited).addToTeamFromInvite(tokens.invite, '');
    await api.invalidateAllEmailInvites();
}

export async function channels({api, admin, person, team, unique}: Given) {
    const [ana, bob] = [await person('ana'), await person('bob')];
    const channel = await api.createChannel({team_id: team.id, name: unique('channel'), display_name: 'Channel', type: 'O'});
    await api.getChannel(channel.id);
    await api.getChannelByName(team.id, channel.name);
    await api.getChannelByNameAndTeamName(team.name, channel.name);
    await api.getAllChannels();
    await api.searchAllChannels('channel');
    await api.getChannels(team.id);
    await api.getAllTeamsChannels();
    await api.getMyChannels(team.id);
    await api.updateChannel({...channel, header: 'Hello'});
    await api.patchChannel(channel.id, {purpose: 'Talk'});
    await api.getChannelStats(channel.id, true);
    await api.getChannelTimezones(channel.id);
    await api.autocompleteChannels(team.id, 'cha');
    await api.autocompleteChannelsForSearch(team.id, 'cha');
    await api.searchChannels(team.id, 'cha');
    await api.getChannelModerations(channel.id);
    await api.patchChannelModerations(channel.id, [{name: 'create_post', roles: {members: true}}]);
    await api.getChannelMemberCountsByGroup(channel.id, true);
    await api.getChannelsMemberCount([channel.id]);
    await api.addToChannel(ana.id, channel.id);
    await api.addToChannels([bob.id], channel.id);
    await api.getMyChannelMember(channel.id);
    await api.getMyChannelMembers(team.id);
    await api.getAllChannelsMembers(admin.id);
    await api.getChannelMembers(channel.id);
    await api.getChannelMember(channel.id, ana.id);
    await api.getChannelMembersByIds(channel.id, [ana.id]);
    await ana.api.updateChannelNotifyProps({channel_id: channel.id, user_id: ana.id, desktop: 'all'});
    await api.updateChannelMemberRoles(channel.id, ana.id, 'channel_user channel_admin');
    await api.updateChannelMemberSchemeRoles(channel.id, ana.id, true, false);
    await ana.api.viewMyChannel(channel.id);
    await ana.api.readMultipleChannels([channel.id]);
    await refused(ana.api.setMyChannelAutotranslation(channel.id, true), 403, 501);
    await api.removeFromChannel(ana.id, channel.id);
    await api.updateChannelPrivacy(channel.id, 'P');
    await api.deleteChannel(channel.id);
    await api.getArchivedChannels(team.id);
    await api.unarchiveChannel(channel.id);
    await api.createDirectChannel([admin.id, ana.id]);
    const group = await api.createGroupChannel([admin.id, ana.id, bob.id]);
    await api.searchGroupChannels(ana.username);
    await api.getGroupMessageMembersCommonTeams(group.id);
    await api.convertGroupMessageToPrivateChannel(group.id, team.id, 'Was a group', unique('was'));
}

export async function sidebar({person, team, channel}: Given) {
    const {api, id} = await person('ana');
    await api.getChannelCategories(id, team.id);
    const made = await api.createChannelCategory(id, team.id, {user_id: id, team_id: team.id, display_name: 'Mine', channel_ids: []});
    const order = await api.getChannelCategoryOrder(id, team.id);
    await api.updateChannelCategoryOrder(id, team.id, order);
    await api.getChannelCategory(id, team.id, made.id);
    await api.updateChannelCategory(id, team.id, {...made, display_name: 'Ours'});
    await api.updateChannelCategories(id, team.id, [made]);
    await api.deleteChannelCategory(id, team.id, made.id);
    const bookmark = await api.createChannelBookmark(
        channel.id, {display_name: 'Docs', type: 'link', link_url: 'https://example.org'}, '',
    );
    await api.getChannelBookmarks(channel.id, 0);
    await api.updateChannelBookmark(channel.id, bookmark.id, {display_name: 'Manual'}, '');
    await api.updateChannelBookmarkSortOrder(channel.id, bookmark.id, 0, '');
    await api.deleteChannelBookmark(channel.id, bookmark.id, '');
}

export async function schemes({api, unique}: Given) {
    const team = await api.createTeam({name: unique('team'), display_name: 'Team', type: 'O'});
    const channel = await api.createChannel({team_id: team.id, name: unique('channel'), display_name: 'Channel', type: 'O'});
    const ofTeam = await api.createScheme({display_name: 'Of a team', scope: 'team'});
    const ofChannel = await api.createScheme({display_name: 'Of a channel', scope: 'channel'});
    await api.getSchemes();
    await api.getScheme(ofTeam.id);
    await api.patchScheme(ofTeam.id, {description: 'Strict'});
    await api.updateTeamScheme(team.id, ofTeam.id);
    await api.updateChannelScheme(channel.id, ofChannel.id);
    await api.getSchemeTeams(ofTeam.id);
    await api.getSchemeChannels(ofChannel.id);
    await api.deleteScheme(ofChannel.id);
    const role = await api.getRoleByName('channel_guest');
    await api.getRole(role.id);
    await api.getRolesByNames(['system_user']);
    await api.patchRole(role.id, {permissions: role.permissions});
    await api.getAncillaryPermissions(['sysconsole_read_reporting_site_statistics']);
}
