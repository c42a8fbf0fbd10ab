import type { DialogProps } from "@/app/Dialogs";
import { t } from "@/i18n/t";
import { createCategory } from "./actions";
import { CategoryNameDialog } from "./CategoryNameDialog";

/** A new category; with an id the channel moves into it. */
export default function NewCategoryDialog({ id, onClose }: DialogProps) {
  return (
    <CategoryNameDialog
      title={t("sidebar.new_category")}
      action={t("sidebar.create_category")}
      name=""
      onSave={async (name) => {
        if (await createCategory(name, id === "" ? [] : [id])) onClose();
      }}
      onClose={onClose}
    />
  );
}
