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
  return placesOf(state.categories.order[teamId] ?? NO_ORDER, state.categories.byId).get(channelId);
}

/** Asked with every change of the state, so that looking through thousands of ids would be felt. */
const placesOf = memo((order: readonly string[], categories: ById<Category>): ReadonlyMap<string, Category> => {
  const places = new Map<string, Category>();
  for (const categoryId of order.toReversed()) {
    const category = categories[categoryId];
    for (const id of category?.channel_ids ?? []) if (category) places.set(id, category);
  }
  return places;
});

export function isFavorite(state: State, teamId: string, channelId: string): boolean {
  return categoryOf(state, teamId, channelId)?.type === "favorites";
}

/** The channels of a category in the order in which they stand on the screen, folded or not. */
export function channelsShownIn(state: State, teamId: string, categoryId: string): readonly string[] {
  return sections(state, teamId).find(({ category }) => category.id === categoryId)?.channelIds ?? [];
}

/** The category in which a channel stands on the screen. */
export function categoryShowing(state: State, teamId: string, channelId: string): Category | undefined {
  return sections(state, teamId).find(({ channelIds }) => channelIds.includes(channelId))?.category;
}

/** The categories that change when channels move into one at a place among those it shows (the end if `undefined`). */
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
      if (place === undefined) return [{ ...category, channel_ids: [...rest, ...channelIds] }];
      // From now on they stand as they are seen, in whatever order that was; what is hidden comes behind.
      const shown = channelsShownIn(state, teamId, id).filter((channelId) => !moving.has(channelId));
      const seen = new Set(shown);
      const hidden = rest.filter((channelId) => !seen.has(channelId));
      return [{ ...category, sorting: "manual", channel_ids: [...shown.toSpliced(place, 0, ...channelIds), ...hidden] }];
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

/** What the sidebar of a team shows now; the same list while that is the same. */
export function sidebarRows(state: State, teamId: string): readonly SidebarRow[] {
  const all = sections(state, teamId);
  const onlyUnread = teamId in state.ui.unreadFilter;
  const groupUnread = preference(state, "sidebar_settings", "show_unread_section", "false") === "true";
  // Where everything is drawn anyway, it does not matter what is unread or open.
  const isPartial = onlyUnread || groupUnread || all.some(({ category }) => category.collapsed);
  const drawn = isPartial
    ? rows(all, state.channels.byId, state.channels.mine, state.channels.currentId, onlyUnread, groupUnread, isCollapsedThreads(state))
    : rows(all, NONE, NONE, "", false, false, false);
  if (!isSameRows(drawn, lastRows)) lastRows = drawn;
  return lastRows;
}

const NONE = {};
let lastRows: readonly SidebarRow[] = [];

function isSameRows(some: readonly SidebarRow[], others: readonly SidebarRow[]): boolean {
  if (some === others) return true;
  return some.length === others.length && some.every((row, index) => row.id === others[index]?.id && categoryIdOf(row) === categoryIdOf(others[index]));
}

const categoryIdOf = (row: SidebarRow): string => (row.kind === "channel" ? row.categoryId : row.kind);

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

/** What the order of the sidebar depends on; the same object while nothing of that changed, as when posts come in. */
interface Shape {
  readonly channels: ById<Channel>;
  readonly mine: ById<ChannelMember>;
}

let shape: Shape = { channels: {}, mine: {} };
let compared: Shape & { isByTime: boolean } = { ...shape, isByTime: false };

function shapeOf(state: State, teamId: string): Shape {
  const { byId, mine } = state.channels;
  const isByTime = (state.categories.order[teamId] ?? NO_ORDER).some((id) => state.categories.byId[id]?.sorting === "recent");
  if (compared.channels === byId && compared.mine === mine && compared.isByTime === isByTime) return shape;
  const isSameChannel = (one: Channel, other: Channel) =>
    one.display_name === other.display_name &&
    one.delete_at === other.delete_at &&
    one.team_id === other.team_id &&
    one.type === other.type &&
    (one.last_post_at === other.last_post_at || (one.team_id !== "" && !isByTime));
  const isSameMember = (one: ChannelMember, other: ChannelMember) => isMuted(one) === isMuted(other);
  const isSame = compared.isByTime === isByTime && isSameMap(shape.mine, mine, isSameMember) && isSameMap(shape.channels, byId, isSameChannel);
  compared = { channels: byId, mine, isByTime };
  if (!isSame) shape = compared;
  return shape;
}

function isSameMap<T>(some: ById<T>, others: ById<T>, isSame: (one: T, other: T) => boolean): boolean {
  let left = 0;
  for (const id in others) {
    const one = some[id];
    const other = others[id];
    if (one === undefined || other === undefined || (one !== other && !isSame(one, other))) return false;
    left += 1;
  }
  return left === Object.keys(some).length;
}

const directIds = memo(({ channels, mine }: Shape): readonly string[] => Object.keys(mine).filter((id) => channels[id]?.team_id === ""));

const namesInTeams = memo(({ channels, mine }: Shape): ById<string> => {
  const names: Record<string, string> = {};
  for (const id of Object.keys(mine)) {
    const channel = channels[id];
    if (channel && channel.team_id !== "") names[id] = channel.display_name;
  }
  return names;
});

let lastNames: { inTeams: ById<string>; direct: readonly string[]; names: ById<string> } = { inTeams: {}, direct: [], names: {} };

/** Names of the user's channels; the same object while no name changed, so sorting is not repeated. */
function channelNames(state: State, known: Shape): ById<string> {
  const inTeams = namesInTeams(known);
  const ids = directIds(known);
  const direct = ids.map((id) => {
    const channel = known.channels[id];
    return channel ? channelName(state, channel) : "";
  });
  const isSame = lastNames.inTeams === inTeams && direct.length === lastNames.direct.length && direct.every((name, index) => name === lastNames.direct[index]);
  if (!isSame) lastNames = { inTeams, direct, names: { ...inTeams, ...Object.fromEntries(ids.map((id, index) => [id, direct[index] ?? ""])) } };
  return lastNames.names;
}

function sections(state: State, teamId: string): readonly Section[] {
  const known = shapeOf(state, teamId);
  const { currentId } = state.channels;
  return build(
    state.categories.order[teamId] ?? NO_ORDER,
    state.categories.byId,
    channelNames(state, known),
    known,
    shownDirects(state, known, teamId),
    // An archived channel shows only while it is open.
    (known.channels[currentId]?.delete_at ?? 0) > 0 ? currentId : "",
    teamId,
  );
}

const NO_ORDER: readonly string[] = [];

const build = memo(
  (
    order: readonly string[],
    categories: ById<Category>,
    names: ById<string>,
    { channels, mine }: Shape,
    directs: ReadonlySet<string>,
    archivedId: string,
    teamId: string,
  ): readonly Section[] => {
    const placed = new Set(order.flatMap((id) => categories[id]?.channel_ids ?? []));
    const isHere = (id: string) => {
      const channel = channels[id];
      if (channel === undefined || !(id in mine)) return false;
      if (channel.delete_at > 0 && id !== archivedId) return false;
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
  return byName.some((id) => isMuted(mine[id])) ? [...byName].sort(quietLast) : byName;
}

/** Direct and group channels that are not closed: the most recent ones up to the user's limit, and unread ones. */
function shownDirects(state: State, known: Shape, teamId: string): ReadonlySet<string> {
  const { byId, mine, currentId } = state.channels;
  const preferences = state.preferences.byKey;
  const limit = Number(preferences["sidebar_settings/limit_visible_dms_gms"] ?? "") || 40;
  const pinned = pinnedIn(state.categories.byId, teamId);
  const always: string[] = [];
  const recent: Channel[] = [];
  for (const id of directIds(known)) {
    const channel = byId[id];
    if (channel === undefined) continue;
    const unread = countUnread(channel, mine[id], false);
    if (id === currentId || unread.mentions > 0 || pinned.has(id)) always.push(id);
    else if (isOpen(channel, preferences, state.users.meId)) recent.push(channel);
  }
  recent.sort((a, b) => b.last_post_at - a.last_post_at);
  const shown = [...always, ...recent.slice(0, Math.max(0, limit - always.length)).map((channel) => channel.id)];
  if (shown.length !== lastDirects.size || !shown.every((id) => lastDirects.has(id))) lastDirects = new Set(shown);
  return lastDirects;
}

let lastDirects: ReadonlySet<string> = new Set();

/** What stands in a category of its own choice is not hidden. */
const pinnedIn = memo((categories: ById<Category>, teamId: string): ReadonlySet<string> => {
  const chosen = Object.values(categories).filter((category) => category.team_id === teamId && category.type !== "direct_messages");
  return new Set(chosen.flatMap((category) => category.channel_ids));
});

function isOpen(channel: Channel, preferences: ById<string>, meId: string): boolean {
  const key = channel.type === "D" ? `direct_channel_show/${otherOf(channel, meId)}` : `group_channel_show/${channel.id}`;
  const wish = preferences[key];
  // Without a wish a conversation shows once somebody wrote something.
  return wish === undefined ? channel.last_post_at > channel.create_at || channel.total_msg_count > 0 : wish === "true";
}
