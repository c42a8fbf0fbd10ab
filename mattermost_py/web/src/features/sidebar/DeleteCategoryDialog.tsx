import type { DialogProps } from "@/app/Dialogs";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { Confirm } from "@/ui/Confirm";
import { deleteCategory } from "./actions";

/** Asks before a category is dissolved. */
export default function DeleteCategoryDialog({ id, onClose }: DialogProps) {
  const category = useApp((state) => state.categories.byId[id]);
  if (category === undefined) return null;
  return (
    <Confirm title={`${t("sidebar.delete_category")}: ${category.display_name}`} action={t("common.delete")} danger onConfirm={() => deleteCategory(category)} onClose={onClose}>
      {t("sidebar.delete_category_text")}
    </Confirm>
  );
}
