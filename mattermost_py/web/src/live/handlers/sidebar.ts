/** Events about the sidebar's categories and the user's preferences. */
import { needCategories } from "@/load/channels";
import { removeCategory, setCategoryOrder, updateCategories } from "@/state/categories";
import { receivePreferences, removePreferences } from "@/state/preferences";
import { change } from "@/state/store";
import type { Handlers } from "../dispatch";

export const sidebarHandlers = {
  sidebar_category_created(_data, { team_id }) {
    needCategories(team_id);
  },
  sidebar_category_updated({ updatedCategories }, { team_id }) {
    if (updatedCategories) change(updateCategories, updatedCategories);
    // Without both it only says that preferences changed, which has an event of its own.
    else needCategories(team_id);
  },
  sidebar_category_deleted({ category_id }, { team_id }) {
    change(removeCategory, category_id);
    needCategories(team_id);
  },
  sidebar_category_order_updated({ order }, { team_id }) {
    change(setCategoryOrder, team_id, order);
  },
  preference_changed({ preference }) {
    change(receivePreferences, [preference]);
  },
  preferences_changed({ preferences }) {
    change(receivePreferences, preferences);
  },
  preferences_deleted({ preferences }) {
    change(removePreferences, preferences);
  },
} satisfies Handlers;
