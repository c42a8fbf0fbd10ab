/** Calls of the official JavaScript client about messages and what belongs to them. */
import {refused} from './calling.ts';
import type {Given} from './calls.ts';

export async function posts({api, admin, person, team, channel, unique}: Given) {
    const {api: me, id} = await person('ana');
    const post = await me.createPost({channel_id: channel.id, message: 'a root'});
    await api.createPostEphemeral(id, {channel_id: channel.id, message: 'only for you'});
    await me.getPost(post.id);
    await me.getPostsByIds([post.id]);
    await me.getPostInfo(post.id);
    await me.getPosts(channel.id);
    await me.getPostsUnread(channel.id, id);
    await me.getPostsSince(channel.id, post.create_at - 1);
    await me.getPostsBefore(channel.id, post.id);
    await me.getPostsAfter(channel.id, post.id);
    await me.searchPosts(team.id, 'root', false);
    await me.searchPostsWithParams(team.id, {terms: 'root', is_or_search: false, page: 0, per_page: 20});
    await me.updatePost({...post, message: 'a changed root'});
    await me.patchPost({id: post.id, message: 'changed again'});
    const versions = await me.getPostEditHistory(post.id);
    await me.restorePostVersion(post.id, versions[0].id, '');
    await me.pinPost(post.id);
    await me.getPinnedPosts(channel.id);
    await me.unpinPost(post.id);
    await me.markPostAsUnread(id, post.id);
    await me.addPostReminder(id, post.id, Math.floor(Date.now() / 1000) + 600);
    await me.getFlaggedPosts(id);
    await me.addReaction(id, post.id, 'wave');
    await me.getReactionsForPost(post.id);
    await me.removeReaction(id, post.id, 'wave');
    const priority = {priority: 'important', requested_ack: true};
    const asked = await me.createPost({channel_id: channel.id, message: 'please read', metadata: {priority}});
    await api.acknowledgePost(asked.id, admin.id);
    await api.unacknowledgePost(asked.id, admin.id);
    const other = await api.createChannel({team_id: team.id, name: unique('channel'), display_name: 'Other', type: 'O'});
    const moving = await api.createPost({channel_id: channel.id, message: 'moves'});
    await api.moveThread(moving.id, other.id);
    await me.deletePost(post.id);
    const direct = await me.createDirectChannel([id, admin.id]);
    const secret = await me.createPost({channel_id: direct.id, message: 'secret', type: 'burn_on_read'});
    await api.revealBurnOnReadPost(secret.id);
    await api.burnPostNow(secret.id);
}

export async function threads({api, person, team, channel}: Given) {
    const {api: me, id} = await person('ana');
    const root = await me.createPost({channel_id: channel.id, message: 'a root'});
    const reply = await api.createPost({channel_id: channel.id, root_id: root.id, message: 'a reply'});
    await me.getPostThread(root.id);
    await me.getPaginatedPostThread(root.id, {perPage: 10});
    await me.getUserThreads(id, team.id, {extended: true});
    await me.getUserThread(id, team.id, root.id, true);
    await me.updateThreadReadForUser(id, team.id, root.id, reply.create_at);
    await me.markThreadAsUnreadForUser(id, team.id, root.id, reply.id);
    await me.updateThreadsReadForUser(id, team.id);
    await me.updateThreadFollowForUser(id, team.id, root.id, false);
    await me.updateThreadFollowForUser(id, team.id, root.id, true);
    for (const root_id of ['', root.id]) {
        await me.upsertDraft({channel_id: channel.id, root_id, message: 'half', file_ids: [], props: {}}, '');
        await me.getUserDrafts(team.id);
        await me.deleteDraft(channel.id, root_id, '');
    }
    const later = {channel_id: channel.id, message: 'later', root_id: '', user_id: id, scheduled_at: Date.now() + 3_600_000};
    const {data: made} = await me.createScheduledPost(later, '');
    await me.getScheduledPosts(team.id, true);
    await me.updateScheduledPost({...made, message: 'still later'}, '');
    await me.deleteScheduledPost(id, made.id, '');
}

export async function files({url, person, team, channel, picture}: Given) {
    const {api: me} = await person('ana');
    const form = new FormData();
    form.append('channel_id', channel.id);
    form.append('files', picture, 'picture.png');
    const {file_infos: [file]} = await me.uploadFile(form);
    const post = await me.createPost({channel_id: channel.id, message: 'a picture', file_ids: [file.id]});
    await me.getFileInfosForPost(post.id);
    await me.getFilePublicLink(file.id);
    await me.searchFiles(team.id, 'picture', false);
    await me.searchFilesWithParams(team.id, {terms: 'picture', is_or_search: false, page: 0, per_page: 20});
    const headers = {Authorization: `Bearer ${me.getToken()}`};
    for (const address of [me.getFileUrl(file.id, 0), me.getFileThumbnailUrl(file.id, 0), me.getFilePreviewUrl(file.id, 0)]) {
        const answer = await fetch(address, {headers});
        if (answer.status !== 200) {
            throw new Error(`${address} ${url}: ${answer.status}`);
        }
    }
}

export async function emoji({api, admin, picture, unique}: Given) {
    const name = unique('party');
    const made = await api.createCustomEmoji({name, creator_id: admin.id}, picture);
    await api.getCustomEmoji(made.id);
    await api.getCustomEmojiByName(name);
    await api.getCustomEmojisByNames([name]);
    await api.getCustomEmojis();
    await api.searchCustomEmoji(name);
    await api.autocompleteCustomEmoji(name.slice(0, 3));
    api.getCustomEmojiImageUrl(made.id);
    api.getSystemEmojiImageUrl('smile');
    await api.deleteCustomEmoji(made.id);
}

export async function commands({api, team, channel, unique}: Given) {
    const trigger = unique('trigger');
    const made = await api.addCommand({team_id: team.id, trigger, method: 'P', url: 'http://127.0.0.1:1/'});
    await api.getCommandsList(team.id);
    await api.getCustomTeamCommands(team.id);
    await api.getAutocompleteCommandsList(team.id);
    await api.getCommandAutocompleteSuggestionsList('/sh', team.id, {channel_id: channel.id});
    await api.editCommand({...made, description: 'changed'});
    await api.regenCommandToken(made.id);
    await api.deleteCommand(made.id);
    await api.executeCommand('/shrug well', {channel_id: channel.id, team_id: team.id});
    await refused(api.executeCommand(`/${trigger}`, {channel_id: channel.id, team_id: team.id}), 404);
    await api.getTranslations(`${api.getUrl()}/api/v4/system/timezones`); // it reads any JSON
}
