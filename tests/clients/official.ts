/**
 * The official JavaScript client, unmodified, walks through a first day: sign up, log in, create, post, reply, react,
 * upload, listen, lose the socket, resume. Every answer is recorded with the type the official client gives it;
 * afterwards the TypeScript compiler checks the recorded values against `@mattermost/types`.
 *
 * usage: node official.ts URL
 */
import assert from 'node:assert/strict';
import {checkTypes, record} from './recorded.ts';
import client from '@mattermost/client';

const {Client4, WebSocketClient} = client as any;
const url = process.argv[2];
const stamp = Date.now().toString(36);
const password = 'Correct-horse-9';

function signedOut() {
    const made = new Client4();
    made.setUrl(url);
    return made;
}

async function person(name: string) {
    const api = signedOut();
    const username = `${name}${stamp}`;
    const made = await api.createUser({username, email: `${username}@example.org`, password}, '', '', '');
    record('Person', made, 'users');
    const user = record('Person', await api.login(username, password), 'users');
    assert.ok(api.getToken(), 'the token comes in a header');
    return {api, user};
}

/** Node's WebSocket with the session in a header, as a browser sends its cookie. */
function listener(api: any) {
    const sockets: WebSocket[] = [];
    const socket = new WebSocketClient({
        newWebSocketFn: (address: string) => {
            const made = new (WebSocket as any)(address, {headers: {Authorization: `Bearer ${api.getToken()}`}});
            sockets.push(made);
            return made;
        },
        minWebSocketRetryTime: 50,
        reconnectJitterRange: 10,
    });
    const heard: any[] = [];
    const waiting: Array<() => void> = [];
    let hellos = 0;
    let missed = 0;
    socket.addMessageListener((message: any) => {
        heard.push(message);
        waiting.splice(0).forEach((wake) => wake());
    });
    socket.addFirstConnectListener(() => (hellos += 1));
    socket.addMissedMessageListener(() => (missed += 1));
    const until = async (name: string, where: (message: any) => boolean = () => true) => {
        const deadline = AbortSignal.timeout(10_000);
        for (;;) {
            const found = heard.find((message) => message.event === name && where(message));
            if (found) {
                return found;
            }
            await new Promise<void>((resolve, reject) => {
                waiting.push(resolve);
                deadline.addEventListener('abort', () => reject(new Error(`never heard ${name}`)));
            });
        }
    };
    socket.initialize(`${url.replace('http', 'ws')}/api/v4/websocket`);
    return {socket, heard, until, drop: () => sockets.at(-1)!.close(), missed: () => missed};
}

async function main() {
    const ana = await person('ana');
    const bob = await person('bob');
    const api = ana.api;

    record('Settings', await api.getClientConfig(), 'config');
    record('ClientLicense', await api.getClientLicenseOld(), 'config');
    const team = record('Team', await api.createTeam({name: `t${stamp}`, display_name: 'Team', type: 'O'}), 'teams');
    record('Member', await api.addToTeam(team.id, bob.user.id), 'teams');
    record('Team[]', await api.getMyTeams(), 'teams');
    record('Member[]', await api.getMyTeamMembers(), 'teams');
    record('TeamUnread[]', await api.getMyTeamUnreads(true), 'teams');
    record('TeamStats', await api.getTeamStats(team.id), 'teams');
    record('Role[]', await api.getRolesByNames(['system_user', 'team_user', 'channel_user']), 'roles');

    const channel = record(
        'Channel',
        await api.createChannel({team_id: team.id, name: `c${stamp}`, display_name: 'Channel', type: 'O'}),
        'channels',
    );
    record('ChannelMembership', await api.addToChannel(bob.user.id, channel.id), 'channels');
    record('Channel[]', await api.getMyChannels(team.id), 'channels');
    record('ChannelMembership[]', await api.getMyChannelMembers(team.id), 'channels');
    record('ChannelStats', await api.getChannelStats(channel.id, true), 'channels');
    record('OrderedChannelCategories', await api.getChannelCategories(ana.user.id, team.id), 'channel_categories');
    const direct = record('Channel', await api.createDirectChannel([ana.user.id, bob.user.id]), 'channels');

    const ears = listener(bob.api);
    await ears.until('hello');

    const pending = `${ana.user.id}:${Date.now()}`;
    const draft = {channel_id: channel.id, message: 'hello **world** :tada:', pending_post_id: pending};
    const post = record('Post', await api.createPost(draft), 'posts');
    const again = await api.createPost(draft);
    assert.equal(again.id, post.id, 'a repeated pending_post_id is the same post');
    const posted = await ears.until('posted', (message) => JSON.parse(message.data.post).id === post.id);
    record('Post', JSON.parse(posted.data.post), 'posts');

    const reply = record(
        'Post',
        await bob.api.createPost({channel_id: channel.id, root_id: post.id, message: `@ana${stamp} hi`}),
        'posts',
    );
    record('PostList', await api.getPostThread(post.id), 'posts');
    record('PaginatedPostList', await api.getPosts(channel.id), 'posts');
    record('PostList', await api.getPostsSince(channel.id, post.create_at - 1), 'posts');
    record('PostList', await api.getPostsBefore(channel.id, reply.id), 'posts');
    record('PostList', await api.getPostsAfter(channel.id, post.id), 'posts');
    record('PostList', await api.getPostsUnread(channel.id, ana.user.id), 'posts');
    record('UserThreadList', await api.getUserThreads('me', team.id, {extended: true}), 'threads');
    await api.updateThreadReadForUser('me', team.id, post.id, Date.now());
    record('Post', await api.patchPost({id: post.id, message: 'hello again'}), 'posts');
    await ears.until('post_edited');
    record('Reaction', await bob.api.addReaction(bob.user.id, post.id, 'thumbsup'), 'reactions');
    record('Reaction[]', await api.getReactionsForPost(post.id), 'reactions');
    await bob.api.removeReaction(bob.user.id, post.id, 'thumbsup');
    await ears.until('reaction_removed');
    await api.pinPost(post.id);
    record('PostList', await api.getPinnedPosts(channel.id), 'posts');

    const form = new FormData();
    form.append('channel_id', channel.id);
    form.append('files', new Blob(['some text'], {type: 'text/plain'}), 'notes.txt');
    const upload = record('FileUploadResponse', await api.uploadFile(form), 'files');
    const withFile = await api.createPost({
        channel_id: channel.id,
        message: 'a file',
        file_ids: [upload.file_infos[0].id],
    });
    record('FileInfo[]', await api.getFileInfosForPost(withFile.id), 'files');
    record('PostSearchResults', await api.searchPostsWithParams(team.id, {terms: 'again', is_or_search: false}), 'posts');

    await api.savePreferences(ana.user.id, [
        {user_id: ana.user.id, category: 'display_settings', name: 'use_military_time', value: 'true'},
    ]);
    record('PreferenceType[]', await api.getMyPreferences(), 'preferences');
    record('UserStatus[]', await api.getStatusesByIds([ana.user.id, bob.user.id]), 'users');
    record('UserStatus', await api.updateStatus({user_id: ana.user.id, status: 'dnd'}), 'users');
    record('UserAutocomplete', await api.autocompleteUsers('bo', team.id, channel.id), 'autocomplete');
    record('Person[]', await api.getProfilesByIds([bob.user.id]), 'users');
    record('Session[]', await api.getSessions('me'), 'sessions');
    record('ChannelUnread', await api.getChannelUnread?.(ana.user.id, channel.id) ?? {
        team_id: team.id, channel_id: channel.id, msg_count: 0, mention_count: 0, urgent_mention_count: 0,
        last_viewed_at: 0, deltaMsgs: 0,
    }, 'channels', true);
    await api.viewMyChannel(channel.id);
    await api.markPostAsUnread(ana.user.id, post.id);
    await api.upsertDraft({channel_id: channel.id, root_id: '', message: 'half', file_ids: [], props: {}, create_at: 1}, '');
    record('Draft[]', await api.getUserDrafts(team.id), 'drafts');
    record('CustomEmoji[]', await api.getCustomEmojis(), 'emojis');

    // The socket is lost; what happens meanwhile arrives once, in order, and without a new hello.
    const before = ears.heard.filter((message) => message.event === 'hello').length;
    ears.drop();
    const meanwhile: string[] = [];
    for (let i = 0; i < 5; i++) {
        meanwhile.push((await api.createPost({channel_id: direct.id, message: `while you were away ${i}`})).id);
    }
    await ears.until('posted', (message) => JSON.parse(message.data.post).id === meanwhile.at(-1));
    const arrived = ears.heard
        .filter((message) => message.event === 'posted')
        .map((message) => JSON.parse(message.data.post).id)
        .filter((id: string) => meanwhile.includes(id));
    assert.deepEqual(arrived, meanwhile, 'nothing lost, doubled or out of order');
    assert.equal(ears.heard.filter((message) => message.event === 'hello').length, before, 'resumed without hello');
    assert.equal(ears.missed(), 0);
    ears.socket.close();

    await api.deletePost(post.id);
    await assert.rejects(api.getPost(post.id), (error: any) => error.status_code === 404);
    await assert.rejects(signedOut().getMe(), (error: any) => {
        return error.server_error_id === 'api.context.session_expired.app_error' && error.status_code === 401;
    });
    await api.logout();
    const complaints = checkTypes();
    assert.deepEqual(complaints, [], complaints.join('\n'));
    console.log('official client: everything works');
    process.exit(0);
}

await main();
