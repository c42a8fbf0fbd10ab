import { pictureUrl } from "@/client/users";
import { t, withWords } from "@/i18n/t";
import { useApp } from "@/state/store";
import { displayName, me, nameFormat, presenceOf } from "@/state/users";
import { Avatar } from "@/ui/Avatar";
import { Menu } from "@/ui/Menu";
import { late } from "@/ui/late";
import { presenceName } from "./presence";
import styles from "./StatusMenu.module.css";

const StatusRows = late(() => withWords(import("./headerRows"), "more"), (rows) => rows.StatusRows);

/** Oneself in the header: presence, status, look, settings, the way out. */
export function StatusMenu() {
  const user = useApp(me);
  const presence = useApp((state) => presenceOf(state, state.users.meId));
  const format = useApp(nameFormat);
  if (user === undefined) return null;
  const name = displayName(user, format);
  const button = (
    <button type="button" className={styles.me} aria-label={t("users.my_menu", { name, presence: presenceName(presence) })}>
      <Avatar src={pictureUrl(user)} name={name} size={24} presence={presence} />
    </button>
  );
  return (
    <Menu label={name} placement="bottom-end" button={button}>
      <StatusRows user={user} name={name} />
    </Menu>
  );
}
