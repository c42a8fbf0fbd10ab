import { CircleHelp, Keyboard, LogOut, MessageCircleWarning, Moon, Settings, ShieldCheck, Smile, Sun, SunMoon, Type, X } from "lucide-react";
import { go } from "@/app/paths";
import { type ThemeChoice, themeChoice, themeRules } from "@/app/theme";
import { pictureUrl } from "@/client/users";
import { Emoji } from "@/features/emoji";
import { setPreference } from "@/features/channels/actions";
import { problemLink, siteLinks } from "@/features/login/site";
import { t } from "@/i18n/t";
import { signOut } from "@/load/session";
import type { User } from "@/state/model";
import { mayOpenConsole } from "@/state/roles";
import { isEnabled } from "@/state/server";
import { change, useApp, useAppShallow } from "@/state/store";
import { openDialog } from "@/state/ui";
import { customStatusOf, me, presenceOf } from "@/state/users";
import { Avatar, PresenceDot } from "@/ui/Avatar";
import { MenuChoice, MenuHeading, MenuItem, MenuSeparator, SubMenu } from "@/ui/Menu";
import { PAUSES, choosePresence, presenceName, removeCustomStatus } from "./presence";
import styles from "./StatusMenu.module.css";

/** What the menu of oneself offers: presence, status, look, settings, help, the way out. */
export function StatusRows({ user, name }: { user: User; name: string }) {
  const administers = useApp(mayOpenConsole);
  return (
    <>
      <div className={styles.head}>
        <Avatar src={pictureUrl(user)} name={name} size={36} />
        <span className={styles.names}>
          <strong>{name === user.username ? `${user.first_name} ${user.last_name}`.trim() || name : name}</strong>
          <span>@{user.username}</span>
        </span>
      </div>
      <StatusRow />
      <MenuSeparator />
      <PresenceRows />
      <MenuSeparator />
      <ThemeRows />
      <MenuSeparator />
      <MenuItem icon={<Settings size={16} />} onSelect={() => change(openDialog, "settings")}>
        {t("settings.title")}
      </MenuItem>
      <HelpRows />
      {administers && (
        <MenuItem icon={<ShieldCheck size={16} />} onSelect={() => go("/admin_console")}>
          {t("app.console")}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem icon={<LogOut size={16} />} onSelect={() => void signOut()}>
        {t("users.sign_out")}
      </MenuItem>
    </>
  );
}

/** What the help menu offers, and which version this is. */
export function HelpMenuRows() {
  const version = useApp((state) => state.server.config["Version"] ?? "");
  return (
    <>
      <HelpRows />
      {version === "" ? null : <MenuHeading>{t("app.version", { version })}</MenuHeading>}
    </>
  );
}

/** Keys and formats, the site's own help, and the place for complaints, where it has them. */
function HelpRows() {
  const help = useApp((state) => siteLinks(state.server.config).find((link) => link.name === "help")?.href ?? "");
  const problem = useApp((state) => problemLink(state.server.config));
  return (
    <>
      <MenuItem icon={<Keyboard size={16} />} onSelect={() => change(openDialog, "shortcuts")}>
        {t("shortcuts.title")}
      </MenuItem>
      <MenuItem icon={<Type size={16} />} onSelect={() => change(openDialog, "formatting")}>
        {t("app.formatting")}
      </MenuItem>
      {help !== "" && (
        <MenuItem icon={<CircleHelp size={16} />} onSelect={() => window.open(help, "_blank", "noopener")}>
          {t("app.help")}
        </MenuItem>
      )}
      {problem !== "" && (
        <MenuItem icon={<MessageCircleWarning size={16} />} onSelect={() => window.open(problem, "_blank", "noopener")}>
          {t("app.report_problem")}
        </MenuItem>
      )}
    </>
  );
}

function StatusRow() {
  const enabled = useApp((state) => isEnabled(state, "EnableCustomUserStatuses"));
  const status = useAppShallow((state) => customStatusOf(me(state), Date.now()));
  if (!enabled) return null;
  return (
    <>
      <MenuItem icon={status?.emoji ? <Emoji name={status.emoji} /> : <Smile size={16} />} onSelect={() => change(openDialog, "custom-status")}>
        {status ? status.text || t("users.status_set") : t("users.status_set")}
      </MenuItem>
      {status && (
        <MenuItem icon={<X size={16} />} onSelect={() => void removeCustomStatus()}>
          {t("users.status_clear")}
        </MenuItem>
      )}
    </>
  );
}

function PresenceRows() {
  const mine = useApp((state) => presenceOf(state, state.users.meId));
  return (
    <>
      {(["online", "away"] as const).map((presence) => (
        <MenuItem key={presence} icon={<PresenceDot presence={presence} />} checked={mine === presence} onSelect={() => void choosePresence(presence)}>
          {presenceName(presence)}
        </MenuItem>
      ))}
      <SubMenu text={presenceName("dnd")} icon={<PresenceDot presence="dnd" />}>
        {PAUSES.map((pause) => (
          <MenuItem key={pause.words} onSelect={() => void choosePresence("dnd", pause.until(new Date()))}>
            {t(pause.words)}
          </MenuItem>
        ))}
      </SubMenu>
      <MenuItem icon={<PresenceDot presence="offline" />} checked={mine === "offline"} onSelect={() => void choosePresence("offline")}>
        {presenceName("offline")}
      </MenuItem>
    </>
  );
}

function ThemeRows() {
  const choice = useApp(themeChoice);
  const config = useApp((state) => state.server.config);
  const { mayChoose, offered } = themeRules(config);
  const all: { value: ThemeChoice; text: string; icon: React.ReactNode }[] = [
    { value: "system", text: t("settings.theme_system"), icon: <SunMoon size={16} /> },
    { value: "light", text: t("settings.theme_light"), icon: <Sun size={16} /> },
    { value: "dark", text: t("settings.theme_dark"), icon: <Moon size={16} /> },
  ];
  const options = all.filter((one) => offered.includes(one.value));
  if (!mayChoose || options.length < 2) return null;
  return <MenuChoice label={t("settings.theme")} value={choice} options={options} onChange={(value) => void setPreference("display_settings", "mmpy_theme", value)} />;
}
