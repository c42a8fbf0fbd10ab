import { CircleHelp } from "lucide-react";
import { t, withWords } from "@/i18n/t";
import { IconButton } from "@/ui/IconButton";
import { Menu } from "@/ui/Menu";
import { late } from "@/ui/late";

const HelpMenuRows = late(() => withWords(import("./headerRows"), "more"), (rows) => rows.HelpMenuRows);

/** Everything that helps to go on. */
export function HelpMenu() {
  return (
    <Menu label={t("app.help")} placement="bottom-end" button={<IconButton label={t("app.help")} icon={<CircleHelp size={18} />} />}>
      <HelpMenuRows />
    </Menu>
  );
}
