/** What the user does with categories. */
import * as client from "@/client/channels";
import { moveChannels, saveCategories, tried } from "@/features/channels/actions";
import { needCategories } from "@/load/channels";
import { addCategory, categoryShowing, channelsShownIn, removeCategory, setCategoryOrder } from "@/state/categories";
import type { Category, CategorySort, State } from "@/state/model";
import { change, getState } from "@/state/store";

export function toggleCollapsed(category: Category): void {
  void saveCategories(category.team_id, [{ ...category, collapsed: !category.collapsed }]);
}

export function setSorting(category: Category, sorting: CategorySort): void {
  void saveCategories(category.team_id, [{ ...category, sorting }]);
}

/** Mutes or unmutes the category with all its channels. */
export function toggleCategoryMuted(category: Category): void {
  void saveCategories(category.team_id, [{ ...category, muted: !category.muted }]);
}

export async function createCategory(name: string, channelIds: readonly string[] = []): Promise<boolean> {
  const { teams, users } = getState();
  const teamId = teams.currentId;
  return tried(async () => {
    const category = await client.createCategory(teamId, users.meId, name, channelIds);
    change(addCategory, { ...category, channel_ids: category.channel_ids.length > 0 ? category.channel_ids : [...channelIds] });
  });
}

export async function renameCategory(category: Category, name: string): Promise<void> {
  await saveCategories(category.team_id, [{ ...category, display_name: name }]);
}

export async function deleteCategory(category: Category): Promise<void> {
  await client.deleteCategory(category.team_id, category.id);
  change(removeCategory, category.id);
  needCategories(category.team_id);
}

/** A step up or down. */
export type Step = -1 | 1;

/** Puts a category before another one. */
export async function moveCategory(teamId: string, movedId: string, beforeId: string): Promise<void> {
  const rest = (getState().categories.order[teamId] ?? []).filter((id) => id !== movedId);
  await saveOrder(teamId, rest.toSpliced(rest.indexOf(beforeId), 0, movedId));
}

/** The category a step away that this one may change places with: favourites stay on top. */
export function neighbourOf(state: State, { id, team_id }: Category, step: Step): Category | undefined {
  const order = (state.categories.order[team_id] ?? []).flatMap((one) => state.categories.byId[one] ?? []).filter(({ type }) => type !== "favorites");
  const at = order.findIndex((one) => one.id === id);
  return at < 0 ? undefined : order[at + step];
}

/** Lets a category and the one a step away change places. */
export async function shiftCategory(category: Category, step: Step): Promise<void> {
  const other = neighbourOf(getState(), category, step);
  if (other === undefined) return;
  const swap = (id: string) => (id === category.id ? other.id : id === other.id ? category.id : id);
  await saveOrder(category.team_id, (getState().categories.order[category.team_id] ?? []).map(swap));
}

/** Whether a channel can go a step up or down in its category. */
export function canShift(state: State, channelId: string, step: Step): boolean {
  const teamId = state.teams.currentId;
  const shown = channelsShownIn(state, teamId, categoryShowing(state, teamId, channelId)?.id ?? "");
  return shown.includes(channelId) && shown[shown.indexOf(channelId) + step] !== undefined;
}

/** Takes a channel a step up or down in its category, which is in an order of its own from then on. */
export function shiftChannel(channelId: string, step: Step): void {
  const state = getState();
  const teamId = state.teams.currentId;
  const category = categoryShowing(state, teamId, channelId);
  if (category === undefined || !canShift(state, channelId, step)) return;
  void moveChannels([channelId], category.id, channelsShownIn(state, teamId, category.id).indexOf(channelId) + step);
}

async function saveOrder(teamId: string, next: readonly string[]): Promise<void> {
  change(setCategoryOrder, teamId, next);
  const saved = await tried(() => client.setCategoryOrder(teamId, next));
  if (!saved) needCategories(teamId);
}
