/** The official JavaScript client with a memory of what was called. */
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';

const {Client4} = createRequire(import.meta.url)('@mattermost/client');

const called = new Set<string>();

/** A client, unmodified; the names of the methods that are used are noted. */
export function client(url: string, token = ''): any {
    const made = new Client4();
    made.setUrl(url);
    if (token) {
        made.setToken(token);
    }
    return new Proxy(made, {
        get(target, name: string) {
            const value = target[name];
            if (typeof value !== 'function') {
                return value;
            }
            called.add(name);
            return value.bind(target);
        },
    });
}

/** A call that the official server refuses in this situation, too. */
export async function refused(asking: Promise<unknown>, ...statuses: number[]): Promise<void> {
    await assert.rejects(asking, (error: any) => {
        assert.ok(statuses.includes(error.status_code), `${error.status_code} ${error.server_error_id} ${error.message}`);
        return true;
    });
}

/** A call that may be refused: what counts is that the server knows it. */
export async function known(asking: Promise<unknown>): Promise<void> {
    try {
        await asking;
    } catch (error: any) {
        assert.ok(error.status_code, String(error));
        assert.ok(error.status_code < 500 || error.status_code === 501, `${error.status_code} ${error.server_error_id}`);
        assert.notEqual(error.server_error_id, 'api.not_built.app_error');
    }
}

/** Methods that nobody called, without those that build addresses out of others. */
export function uncalled(elsewhere: RegExp): string[] {
    const made = new Client4();
    const names = new Set([...Object.getOwnPropertyNames(Client4.prototype), ...Object.keys(made)]);
    names.delete('constructor');
    return [...names].filter(
        (name) => typeof made[name] === 'function' && !/^get\w*Route$/.test(name) && !called.has(name) && !elsewhere.test(name),
    );
}
