/**
 * Every method of the official JavaScript client that the server has something for, called as the web client does.
 *
 * usage: node calls.ts JSON, with the url, the admin's token, an id of a directory's group, and tokens out of mails.
 */
import {client, uncalled} from './calling.ts';
import * as messages from './calls_messages.ts';
import * as people from './calls_people.ts';
import * as places from './calls_places.ts';
import * as site from './calls_site.ts';

/** Who and what the calls are about. */
export interface Given {
    url: string;
    api: any; // the admin's client
    admin: any;
    team: any;
    channel: any; // everybody is in it
    directoryGroup: string;
    tokens: {verify: string; reset: string; invite: string; invited: string};
    picture: Blob;
    person: (name: string) => Promise<{api: any; id: string; username: string}>;
    unique: (word: string) => string;
}

// Areas that come later, methods of newer servers, and one that ends the server.
const LATER = /AccessControl|Policy|Policies|OAuth|IncomingWebhook|OutgoingWebhook|OutgoingHook|Ldap|Saml|Elasticsearch|Compliance|DataRetention|RemoteCluster|Remote(Invite|Uninvite)|SharedChannel|ContentFlagging|[fF]lagged(Post$|PostReport)|^flagPost$|Recap|Marketplace(Plugin|Apps)|^(upload|install|remove|enable|disable)Plugin(FromUrl)?$|CallsChannelState|doPostAction|InteractiveDialog|AppCall|Apps(Bindings|BotIDs)|AuditLogCertificate|AIRewritten|createGroupTeamsAndChannels|canUserDirectMessage|expressionToVisual|AccessControlExpression|ExpressionAgainst/;
const NEWER = /^(getRecommendedChannelsForUser|markAllInTeamAsRead|markAllMessagesAsRead|getManagedCategories|\w*Property(Values|Fields?)|previewLicense|testFileStoreConnection|restartServer|loginWithMagicLink)$/;

const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function given(): Promise<Given> {
    const {url, token, directoryGroup, tokens} = JSON.parse(process.argv[2]);
    let numbers = 0;
    const unique = (word: string) => `${word}j${++numbers}${Date.now().toString(36)}`;
    const api = client(url, token);
    const admin = await api.getMe();
    const team = await api.createTeam({name: unique('team'), display_name: 'Team', type: 'O'});
    const channel = await api.getChannelByName(team.id, 'town-square');
    const person = async (name: string) => {
        const username = unique(name);
        const theirs = client(url);
        const password = 'Correct-horse-9';
        const {id} = await theirs.createUser({username, email: `${username}@example.org`, password}, '', '', '');
        await theirs.login(username, password);
        await api.addToTeam(team.id, id);
        return {api: theirs, id, username};
    };
    const picture = new Blob([Buffer.from(PICTURE, 'base64')], {type: 'image/png'});
    return {url, api, admin, team, channel, directoryGroup, tokens, picture, person, unique};
}

async function main() {
    const all = await given();
    const complaints: string[] = [];
    const {endings, ...sites} = site;
    const calls = [people, places, messages, sites].flatMap((each) => Object.values(each));
    for (const call of [...calls, endings]) {
        try {
            await call(all);
        } catch (error: any) {
            const where = String(error.stack).split('\n').find((line: string) => line.includes('calls_')) ?? '';
            complaints.push(`${call.name}: ${error.status_code ?? ''} ${error.server_error_id ?? ''} ${error.message} ${error.url ?? ''} ${where.trim()}`);
        }
    }
    const missed = uncalled(new RegExp(`${LATER.source}|${NEWER.source}`));
    if (missed.length) {
        complaints.push(`never called: ${missed.join(' ')}`);
    }
    console.log(complaints.join('\n') || 'every method works');
    process.exit(complaints.length ? 1 : 0);
}

await main();
