import type { DialogProps } from "@/app/Dialogs";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { renameCategory } from "./actions";
import { CategoryNameDialog } from "./CategoryNameDialog";

/** Another name for a category. */
export default function RenameCategoryDialog({ id, onClose }: DialogProps) {
  const category = useApp((state) => state.categories.byId[id]);
  if (category === undefined) return null;
  return (
    <CategoryNameDialog
      title={t("sidebar.rename_category")}
      action={t("common.save")}
      name={category.display_name}
      onSave={async (name) => {
        await renameCategory(category, name);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
