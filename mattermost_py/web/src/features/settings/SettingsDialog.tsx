import { Bell, Monitor, PanelLeft, Shield, SlidersHorizontal, User } from "lucide-react";
import { type ComponentType, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { DialogProps } from "@/app/Dialogs";
import { t } from "@/i18n/t";
import { Dialog } from "@/ui/Dialog";
import { Skeleton } from "@/ui/Skeleton";
import { late, Later } from "@/ui/late";
import styles from "./Settings.module.css";

const SECTIONS = [
  { name: "profile", icon: User, Panel: late(() => import("./ProfileSettings")) },
  { name: "notifications", icon: Bell, Panel: late(() => import("./NotificationSettings")) },
  { name: "display", icon: Monitor, Panel: late(() => import("./DisplaySettings")) },
  { name: "sidebar", icon: PanelLeft, Panel: late(() => import("./SidebarSettings")) },
  { name: "advanced", icon: SlidersHorizontal, Panel: late(() => import("./AdvancedSettings")) },
  { name: "security", icon: Shield, Panel: late(() => import("./SecuritySettings")) },
] as const satisfies readonly { name: string; icon: ComponentType<{ size: number }>; Panel: ComponentType }[];

/** Everything about oneself and about how things look; `id` may name the section to begin with. */
export default function SettingsDialog({ id, onClose }: DialogProps) {
  const [name, setName] = useState<string>(id === "" ? "profile" : id);
  const section = SECTIONS.find((one) => one.name === name) ?? SECTIONS[0];
  const tabs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On narrow screens the names lie in a row that scrolls.
    tabs.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [section.name]);
  return (
    <Dialog title={t("settings.title")} size="l" bare onClose={onClose}>
      <div className={styles.frame}>
        <div ref={tabs} className={styles.tabs} role="tablist" aria-label={t("settings.title")} aria-orientation="vertical" onKeyDown={moveTab} tabIndex={-1}>
          {SECTIONS.map(({ name: tab, icon: Icon }) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`settings-tab-${tab}`}
              aria-selected={tab === section.name}
              aria-controls="settings-panel"
              data-autofocus={tab === section.name || undefined}
              tabIndex={tab === section.name ? 0 : -1}
              className={styles.tab}
              onClick={() => setName(tab)}
            >
              <Icon size={17} />
              <span>{t(`settings.${tab}`)}</span>
            </button>
          ))}
        </div>
        <div className={styles.panel} role="tabpanel" id="settings-panel" key={section.name} aria-labelledby={`settings-tab-${section.name}`}>
          <Later fallback={<Skeleton rows={4} />}>
            <section.Panel />
          </Later>
        </div>
      </div>
    </Dialog>
  );
}

function moveTab(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === "ArrowDown" || event.key === "ArrowRight" ? 1 : event.key === "ArrowUp" || event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0) return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const next = tabs[(tabs.indexOf(document.activeElement as HTMLElement) + step + tabs.length) % tabs.length];
  event.preventDefault();
  next?.focus();
  next?.click();
}
