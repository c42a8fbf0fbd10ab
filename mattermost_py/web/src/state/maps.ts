/** Small pure steps on id maps, that keep identity where nothing changed. */
import type { ById } from "./model";

/** The map with these things in it, by `id`. */
export function withAll<T extends { id: string }>(map: ById<T>, things: readonly T[]): ById<T> {
  if (things.length === 0) return map;
  const next: Record<string, T> = { ...map };
  for (const thing of things) next[thing.id] = thing;
  return next;
}

/** The map with one entry set. */
export function withKey<T>(map: ById<T>, key: string, value: T): ById<T> {
  return Object.is(map[key], value) ? map : { ...map, [key]: value };
}

/** The map without these keys. */
export function without<T>(map: ById<T>, ...keys: readonly string[]): ById<T> {
  if (!keys.some((key) => key in map)) return map;
  const next: Record<string, T> = { ...map };
  for (const key of keys) Reflect.deleteProperty(next, key);
  return next;
}

/** The map with one entry patched, unchanged if the entry is unknown. */
export function patched<T>(map: ById<T>, key: string, patch: Partial<T>): ById<T> {
  const old = map[key];
  return old === undefined ? map : { ...map, [key]: { ...old, ...patch } };
}
