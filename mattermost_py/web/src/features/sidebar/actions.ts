/** What the user does with categories. */
import * as client from "@/client/channels";
import { saveCategories, tried } from "@/features/channels/actions";
import { needCategories } from "@/load/channels";
import { addCategory, removeCategory, setCategoryOrder } from "@/state/categories";
import type { Category, CategorySort } from "@/state/model";
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

/** Puts a category before another one. */
export async function moveCategory(teamId: string, movedId: string, beforeId: string): Promise<void> {
  const order = getState().categories.order[teamId] ?? [];
  const rest = order.filter((id) => id !== movedId);
  const next = rest.toSpliced(rest.indexOf(beforeId), 0, movedId);
  change(setCategoryOrder, teamId, next);
  const saved = await tried(() => client.setCategoryOrder(teamId, next));
  if (!saved) needCategories(teamId);
}
