import { X } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { setPreference } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import Words from "@/markdown/Words";
import { useApp } from "@/state/store";
import { announcementMark, DISMISSED, SETUP } from "./announcing";
import styles from "./Announcements.module.css";

const SETUP_PATH = "/admin_console/setup";

interface Props {
  announcement: string;
  asksForSetup: boolean;
}

export default function AnnouncementBars({ announcement, asksForSetup }: Props) {
  const [path] = useLocation();
  return (
    <>
      {announcement !== "" && <Announcement text={announcement} />}
      {asksForSetup && !path.startsWith(SETUP_PATH) && (
        <Bar label={t("app.setup")} onDismiss={() => setPreference(DISMISSED, SETUP, "true")}>
          {t("app.setup_missing")} <Link to={SETUP_PATH}>{t("app.setup")}</Link>
        </Bar>
      )}
    </>
  );
}

function Announcement({ text }: { text: string }) {
  const color = useApp((state) => state.server.config["BannerColor"] ?? "");
  const textColor = useApp((state) => state.server.config["BannerTextColor"] ?? "");
  const mayDismiss = useApp((state) => state.server.config["AllowBannerDismissal"] === "true" && state.users.meId !== "");
  const dismiss = () => setPreference(DISMISSED, "banner", announcementMark(text));
  return (
    <Bar label={t("app.announcement")} colors={{ "--back": color, "--words": textColor } as CSSProperties} onDismiss={mayDismiss ? dismiss : undefined}>
      <Words text={text} />
    </Bar>
  );
}

interface BarProps {
  label: string;
  colors?: CSSProperties;
  onDismiss?: (() => void) | undefined;
  children: ReactNode;
}

function Bar({ label, colors, onDismiss, children }: BarProps) {
  return (
    <section className={styles.bar} aria-label={label} style={colors}>
      <div className={styles.words} role="status">
        {children}
      </div>
      {onDismiss && (
        <button type="button" className={styles.dismiss} aria-label={t("app.announcement_dismiss")} title={t("app.announcement_dismiss")} onClick={onDismiss}>
          <X size={16} aria-hidden="true" />
        </button>
      )}
    </section>
  );
}
