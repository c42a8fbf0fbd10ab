/** A small database in the browser, one for each account: named values in a few stores. */

const VERSION = 1;
const STORES = ["parts", "channels", "users", "posts"] as const;
export type StoreName = (typeof STORES)[number];
export type Entry = readonly [key: string, value: unknown];

const nameOf = (userId: string) => `mmpy.${userId}`;

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser's database failed."));
  });
}

/** Opens the account's database, making it if need be. */
export function openDatabase(userId: string): Promise<IDBDatabase> {
  const request = indexedDB.open(nameOf(userId), VERSION);
  request.onupgradeneeded = () => STORES.forEach((store) => request.result.createObjectStore(store));
  return done(request).then((database) => {
    // Another window wants to forget everything.
    database.onversionchange = () => database.close();
    return database;
  });
}

/** Removes the account's database, in all windows. */
export async function deleteDatabase(userId: string): Promise<void> {
  await done(indexedDB.deleteDatabase(nameOf(userId)));
}

/** Everything in a store, by key. */
export async function readAll<T>(database: IDBDatabase, store: StoreName): Promise<Map<string, T>> {
  const source = database.transaction(store).objectStore(store);
  const [keys, values] = await Promise.all([done(source.getAllKeys()), done(source.getAll() as IDBRequest<T[]>)]);
  return new Map(values.map((value, index) => [keys[index] as string, value]));
}

export function read<T>(database: IDBDatabase, store: StoreName, key: string): Promise<T | undefined> {
  return done(database.transaction(store).objectStore(store).get(key) as IDBRequest<T | undefined>);
}

/** Puts all of these at once; `undefined` removes. */
export function write(database: IDBDatabase, store: StoreName, entries: readonly Entry[]): Promise<void> {
  const change = database.transaction(store, "readwrite");
  const target = change.objectStore(store);
  for (const [key, value] of entries) {
    if (value === undefined) target.delete(key);
    else target.put(value, key);
  }
  return new Promise((resolve, reject) => {
    change.oncomplete = () => resolve();
    change.onabort = () => reject(change.error ?? new Error("The browser's database took nothing."));
  });
}
