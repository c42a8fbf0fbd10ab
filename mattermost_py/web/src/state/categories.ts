/** The sidebar: categories, what stands in them and in which order. */
import { withAll, withKey, without } from "./maps";
import { channelName, countUnread, isMuted, otherOf } from "./channels";
import type { ById, CategoriesState, Category, Channel, ChannelMember, State } from "./model";
import { displayOrder } from "./order";
import { isCollapsedThreads, preference } from "./preferences";
import { memo } from "./store";

function withCategories(state: State, patch: Partial<CategoriesState>): State {
  return { ...state, categories: { ...state.categories, ...patch } };
}

/** All categories of a team. */
export function receiveCategories(state: State, teamId: string, categories: readonly Category[], order: readonly string[]): State {
  const old = (state.categories.order[teamId] ?? []).filter((id) => !order.includes(id));
  return withCategories(state, {
    byId: withAll(without(state.categories.byId, ...old), categories),
    order: withKey(state.categories.order, teamId, order),
  });
}

/** Some categories changed; a channel now in one of them leaves the others of that team. */
export function updateCategories(state: State, changed: readonly Category[]): State {
  let byId = state.categories.byId;
  for (const category of changed) {
    const taken = new Set(category.channel_ids);
    for (const other of Object.values(byId)) {
      if (other.id === category.id || other.team_id !== category.team_id) continue;
      if (changed.some((one) => one.id === other.id) || !other.channel_ids.some((id) => taken.has(id))) continue;
      byId = withKey(byId, other.id, { ...other, channel_ids: other.channel_ids.filter((id) => !taken.has(id)) });
    }
    byId = withKey(byId, category.id, category);
  }
  return withCategories(state, { byId });
}

/** A new custom category stands behind the favourites. */
export function addCategory(state: State, category: Category): State {
  const order = state.categories.order[category.team_id] ?? [];
  const next = updateCategories(state, [category]);
  if (order.includes(category.id)) return next;
  const favorites = order.findIndex((id) => next.categories.byId[id]?.type === "favorites");
  return setCategoryOrder(next, category.team_id, order.toSpliced(favorites + 1, 0, category.id));
}

/** Its channels fall back to where they belong by kind. */
export function removeCategory(state: State, categoryId: string): State {
  const category = state.categories.byId[categoryId];
  if (category === undefined) return state;
  const order = (state.categories.order[category.team_id] ?? []).filter((id) => id !== categoryId);
  return withCategories(state, {
    byId: without(state.categories.byId, categoryId),
    order: withKey(state.categories.order, category.team_id, order),
  });
}

export function setCategoryOrder(state: State, teamId: string, order: readonly string[]): State {
  return withCategories(state, { order: withKey(state.categories.order, teamId, order) });
}

/** The category a channel stands in. */
export function categoryOf(state: State, teamId: string, channelId: string): Category | undefined {
  const order = state.categories.order[teamId] ?? [];
  return order.map((id) => state.categories.byId[id]).find((category) => category?.channel_ids.includes(channelId));
}

export function isFavorite(state: State, teamId: string, channelId: string): boolean {
  return categoryOf(state, teamId, channelId)?.type === "favorites";
}

/** The categories that change when channels move into one at a place (the end if `undefined`). */
export function movedChannels(
  state: State,
  teamId: string,
  channelIds: readonly string[],
  targetId: string,
  place: number | undefined,
): Category[] {
  const moving = new Set(channelIds);
  const order = state.categories.order[teamId] ?? [];
  return order.flatMap((id) => {
    const category = state.categories.byId[id];
    if (category === undefined) return [];
    const rest = category.channel_ids.filter((channelId) => !moving.has(channelId));
    if (id === targetId) {
      const sorting = place === undefined ? category.sorting : "manual";
      return [{ ...category, sorting, channel_ids: rest.toSpliced(place ?? rest.length, 0, ...channelIds) }];
    }
    return rest.length === category.channel_ids.length ? [] : [{ ...category, channel_ids: rest }];
  });
}

/** One line of the sidebar, from top to bottom. */
export type SidebarRow =
  | { readonly kind: "category"; readonly id: string }
  | { readonly kind: "unreads"; readonly id: "unreads" }
  | { readonly kind: "channel"; readonly id: string; readonly categoryId: string };

interface Section {
  readonly category: Category;
  readonly channelIds: readonly string[];
}

/** What the sidebar of a team shows now. */
export function sidebarRows(state: State, teamId: string): readonly SidebarRow[] {
  return rows(
    sections(state, teamId),
    state.channels.byId,
    state.channels.mine,
    state.channels.currentId,
    teamId in state.ui.unreadFilter,
    preference(state, "sidebar_settings", "show_unread_section", "false") === "true",
    isCollapsedThreads(state),
  );
}

/** Channel ids from top to bottom as drawn, for Alt+↑ and Alt+↓. */
export function channelsInSight(state: State, teamId: string): readonly string[] {
  return sidebarRows(state, teamId).flatMap((row) => (row.kind === "channel" ? [row.id] : []));
}

const rows = memo(
  (
    all: readonly Section[],
    channels: ById<Channel>,
    mine: ById<ChannelMember>,
    currentId: string,
    onlyUnread: boolean,
    groupUnread: boolean,
    roots: boolean,
  ): readonly SidebarRow[] => {
    const isUnread = (id: string) => countUnread(channels[id], mine[id], roots).isUnread;
    const drawn: SidebarRow[] = [];
    const apart = new Set<string>();
    if (onlyUnread || groupUnread) {
      const waiting = all.flatMap((section) => section.channelIds).filter((id) => isUnread(id) || (onlyUnread && id === currentId));
      if (waiting.length > 0 || onlyUnread) drawn.push({ kind: "unreads", id: "unreads" });
      for (const id of waiting) {
        apart.add(id);
        drawn.push({ kind: "channel", id, categoryId: "unreads" });
      }
      if (onlyUnread) return drawn;
    }
    for (const { category, channelIds } of all) {
      const there = channelIds.filter((id) => !apart.has(id));
      if (category.type === "favorites" && channelIds.length === 0) continue;
      drawn.push({ kind: "category", id: category.id });
      for (const id of there) {
        if (category.collapsed && id !== currentId && !isUnread(id)) continue;
        drawn.push({ kind: "channel", id, categoryId: category.id });
      }
    }
    return drawn;
  },
);

let lastNames: { from: readonly unknown[]; names: ById<string> } = { from: [], names: {} };

/** Names of the user's channels; the same object while no name changed, so sorting is not repeated. */
function channelNames(state: State): ById<string> {
  const from = [state.channels.byId, state.channels.mine, state.users.byId, state.preferences.byKey, state.server.config];
  if (from.every((part, index) => part === lastNames.from[index])) return lastNames.names;
  const names: Record<string, string> = {};
  for (const id of Object.keys(state.channels.mine)) {
    const channel = state.channels.byId[id];
    if (channel) names[id] = channelName(state, channel);
  }
  const keys = Object.keys(names);
  const old = lastNames.names;
  const isSame = keys.length === Object.keys(old).length && keys.every((id) => old[id] === names[id]);
  lastNames = { from, names: isSame ? old : names };
  return lastNames.names;
}

function sections(state: State, teamId: string): readonly Section[] {
  const names = channelNames(state);
  return build(
    state.categories.order[teamId] ?? NO_ORDER,
    state.categories.byId,
    names,
    state.channels.byId,
    state.channels.mine,
    shownDirects(state, teamId),
    state.channels.currentId,
    teamId,
  );
}

const NO_ORDER: readonly string[] = [];

const build = memo(
  (
    order: readonly string[],
    categories: ById<Category>,
    names: ById<string>,
    channels: ById<Channel>,
    mine: ById<ChannelMember>,
    directs: ReadonlySet<string>,
    currentId: string,
    teamId: string,
  ): readonly Section[] => {
    const placed = new Set(order.flatMap((id) => categories[id]?.channel_ids ?? []));
    const isHere = (id: string) => {
      const channel = channels[id];
      if (channel === undefined || !(id in mine)) return false;
      if (channel.delete_at > 0 && id !== currentId) return false;
      return channel.team_id === teamId || (channel.team_id === "" && directs.has(id));
    };
    const orphans = Object.keys(mine).filter((id) => !placed.has(id) && isHere(id));
    return order.flatMap((categoryId) => {
      const category = categories[categoryId];
      if (category === undefined) return [];
      const strays = orphans.filter((id) => {
        const isDirect = channels[id]?.team_id === "";
        return category.type === (isDirect ? "direct_messages" : "channels");
      });
      const there = [...category.channel_ids.filter(isHere), ...strays];
      return [{ category, channelIds: sorted(there, category.sorting, names, channels, mine) }];
    });
  },
);

const alphabetical = new Map<string, { ids: string; names: ById<string>; result: string[] }>();

function sorted(
  ids: readonly string[],
  sorting: Category["sorting"],
  names: ById<string>,
  channels: ById<Channel>,
  mine: ById<ChannelMember>,
): readonly string[] {
  if (sorting === "manual") return ids;
  const quietLast = (a: string, b: string) => Number(isMuted(mine[a])) - Number(isMuted(mine[b]));
  if (sorting === "recent") {
    const at = (id: string) => channels[id]?.last_post_at ?? 0;
    return [...ids].sort((a, b) => at(b) - at(a));
  }
  // Comparing names in the user's language is slow; the order is kept while neither members nor names change.
  const key = ids[0] ?? "";
  const joined = ids.join();
  const kept = alphabetical.get(key);
  const byName =
    kept?.ids === joined && kept.names === names
      ? kept.result
      : [...ids].sort((a, b) => displayOrder(names[a] ?? "", names[b] ?? ""));
  if (alphabetical.size > 200) alphabetical.clear();
  alphabetical.set(key, { ids: joined, names, result: byName });
  return [...byName].sort(quietLast);
}

/** Direct and group channels that are not closed: the most recent ones up to the user's limit, and unread ones. */
function shownDirects(state: State, teamId: string): ReadonlySet<string> {
  return directs(state.channels.byId, state.channels.mine, state.preferences.byKey, state.channels.currentId, state.users.meId, state.categories.byId, teamId);
}

const directs = memo(
  (
    channels: ById<Channel>,
    mine: ById<ChannelMember>,
    preferences: ById<string>,
    currentId: string,
    meId: string,
    categories: ById<Category>,
    teamId: string,
  ): ReadonlySet<string> => {
    const limit = Number(preferences["sidebar_settings/limit_visible_dms_gms"] ?? "") || 40;
    const pinned = new Set(
      Object.values(categories)
        .filter((category) => category.team_id === teamId && category.type !== "direct_messages")
        .flatMap((category) => category.channel_ids),
    );
    const always = new Set<string>();
    const recent: Channel[] = [];
    for (const id of Object.keys(mine)) {
      const channel = channels[id];
      if (channel === undefined || channel.team_id !== "") continue;
      const unread = countUnread(channel, mine[id], false);
      if (id === currentId || unread.mentions > 0 || pinned.has(id)) always.add(id);
      else if (isOpen(channel, preferences, meId)) recent.push(channel);
    }
    recent.sort((a, b) => b.last_post_at - a.last_post_at);
    return new Set([...always, ...recent.slice(0, Math.max(0, limit - always.size)).map((channel) => channel.id)]);
  },
);

function isOpen(channel: Channel, preferences: ById<string>, meId: string): boolean {
  const key = channel.type === "D" ? `direct_channel_show/${otherOf(channel, meId)}` : `group_channel_show/${channel.id}`;
  const wish = preferences[key];
  // Without a wish a conversation shows once somebody wrote something.
  return wish === undefined ? channel.last_post_at > channel.create_at || channel.total_msg_count > 0 : wish === "true";
}
