import { X } from "lucide-react";
import { type CSSProperties, type ReactNode, useEffect, useState } from "react";
import { Link, useLocation } from "wouter";
import { setPreference } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import Words from "@/markdown/Words";
import { preference } from "@/state/preferences";
import { useApp } from "@/state/store";
import { clockOf, dayKey, momentText, timeText } from "@/features/posts/times";
import { classes } from "@/ui/classes";
import { announcementMark, DISMISSED, SETUP } from "./announcing";
import { type Maintenance, maintenanceMark, stretch, useMaintenance } from "./maintenance";
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
      <PlannedBreak />
      {announcement !== "" && <Announcement text={announcement} />}
      {asksForSetup && !path.startsWith(SETUP_PATH) && (
        <Bar label={t("app.setup")} onDismiss={() => setPreference(DISMISSED, SETUP, "true")}>
          {t("app.setup_missing")} <Link to={SETUP_PATH}>{t("app.setup")}</Link>
        </Bar>
      )}
    </>
  );
}

function PlannedBreak() {
  const planned = useMaintenance();
  const seen = useApp((state) => preference(state, DISMISSED, "maintenance"));
  if (planned === null || (!planned.isNow && seen === maintenanceMark(planned))) return null;
  return <MaintenanceBar {...planned} />;
}

/** Counts down to the break, and then to its end; only what is still ahead can be put away. */
function MaintenanceBar(maintenance: Maintenance) {
  const { begins, ends, message, isNow } = maintenance;
  const clock = useApp(clockOf);
  const now = useNow();
  const isSignedIn = useApp((state) => state.users.meId !== "");
  const dismiss = () => setPreference(DISMISSED, "maintenance", maintenanceMark(maintenance));
  const [from, to] = [momentText(begins, clock, now), dayKey(begins, clock) === dayKey(ends, clock) ? timeText(ends, clock) : momentText(ends, clock, now)];
  return (
    <Bar
      label={t("app.maintenance")}
      strong={isNow}
      onDismiss={isNow || !isSignedIn ? undefined : dismiss}
      timer={t(isNow ? "app.maintenance_left" : "app.maintenance_begins_in", { left: stretch((isNow ? ends : begins) - now) })}
    >
      <strong>{isNow ? t("app.maintenance_now", { to }) : t("app.maintenance_ahead", { from, to })}</strong>
      {message.trim() !== "" && <Words text={message} />}
    </Bar>
  );
}

/** The time, second by second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
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
  strong?: boolean;
  /** Changes all the time, so it is read out on demand only. */
  timer?: string;
  onDismiss?: (() => void) | undefined;
  children: ReactNode;
}

function Bar({ label, colors, strong = false, timer, onDismiss, children }: BarProps) {
  return (
    <section className={classes(styles.bar, strong && styles.strong)} aria-label={label} style={colors}>
      <div className={styles.words}>
        <div role="status">{children}</div>
        {timer !== undefined && <span role="timer">{timer}</span>}
      </div>
      {onDismiss && (
        <button type="button" className={styles.dismiss} aria-label={t("app.announcement_dismiss")} title={t("app.announcement_dismiss")} onClick={onDismiss}>
          <X size={16} aria-hidden="true" />
        </button>
      )}
    </section>
  );
}
