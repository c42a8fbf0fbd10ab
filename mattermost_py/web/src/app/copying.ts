/** Copying something the user asked for, and saying so. */
import { t } from "@/i18n/t";
import { change } from "@/state/store";
import { showToast } from "@/state/ui";
import { copyToClipboard } from "@/ui/clipboard";

/** True if it is in the clipboard now. `note` says what was copied; empty where the screen shows it otherwise. */
export async function copy(text: string, note = t("common.link_copied")): Promise<boolean> {
  try {
    await copyToClipboard(text);
    if (note !== "") change(showToast, note);
    return true;
  } catch {
    change(showToast, t("common.copy_refused"), "danger");
    return false;
  }
}
