import { useEffect } from "react";
import { useLocation } from "wouter";
import NotFoundScreen from "@/app/NotFoundScreen";
import { Trouble } from "@/app/Trouble";
import { t } from "@/i18n/t";
import { needRoles } from "@/load/roles";
import { can } from "@/state/roles";
import { useApp, useAppShallow } from "@/state/store";
import { me } from "@/state/users";
import { Skeleton } from "@/ui/Skeleton";
import { Later } from "@/ui/late";
import { BackToNav, ConsoleNav } from "./ConsoleNav";
import styles from "./Console.module.css";
import { loadConfiguration, resetConfiguration, useConfiguration } from "./configuration";
import { CONSOLE, ENTRANCE, GROUPS, type PageEntry } from "./pages";
import { SettingsPage } from "./settings/SettingsPage";
import { SaveBar } from "./settings/SaveBar";
import { loadSettingWords } from "./words";

/** The system console: navigation at the left, one page at the right; on a phone one after the other. */
export default function ConsoleScreen() {
  const known = useApp((state) => (me(state)?.roles ?? "").split(" ").every((name) => name in state.roles.byName));
  const granted = useAppShallow((state) => ENTRANCE.filter((permission) => can(state, permission)));
  useEffect(needRoles, []);
  if (!known) return null;
  if (granted.length === 0) return <NotFoundScreen />;
  return <Console granted={new Set(granted)} />;
}

function Console({ granted }: { granted: ReadonlySet<string> }) {
  const [path] = useLocation();
  const manages = granted.has("manage_system");
  const groups = GROUPS.map((group) => ({ ...group, pages: group.pages.filter((page) => page.needs.some((one) => granted.has(one))) })).filter(
    (group) => group.pages.length > 0,
  );
  const place = path.slice(CONSOLE.length).replace(/^\/|\/$/g, "");
  useSettings(manages);
  useEffect(() => {
    document.title = t("console.title");
    document.getElementById("console-page")?.scrollTo(0, 0);
  }, [place]);
  return (
    <div className={styles.console} data-at={place === "" ? "index" : "page"}>
      <a href="#console-page" className={styles.skip} onClick={skip}>
        {t("console.skip")}
      </a>
      <ConsoleNav groups={groups} withSettings={manages} place={place} />
      {/* A page may have nothing in it that takes the focus; its scroll bar must be reached by keys all the same. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above */}
      <main className={styles.main} id="console-page" tabIndex={0}>
        <BackToNav />
        <Trouble place={place}>
          <Later fallback={<Skeleton rows={6} />}>
            <Place place={place} pages={groups.flatMap((group) => group.pages)} withSettings={manages} />
          </Later>
        </Trouble>
        {/* The set-up saves one question after the other. */}
        {manages && place !== "setup" && <SaveBar />}
      </main>
    </div>
  );
}

/** Those who manage the system get all settings; changes not saved yet are not lost by a careless key. */
function useSettings(manages: boolean): void {
  const hasDrafts = useConfiguration((state) => Object.keys(state.drafts).length > 0);
  useEffect(() => {
    if (!manages) return;
    void loadSettingWords().then(loadConfiguration);
    return resetConfiguration;
  }, [manages]);
  useEffect(() => {
    if (!hasDrafts) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", stay);
    return () => window.removeEventListener("beforeunload", stay);
  }, [hasDrafts]);
}

function Place({ place, pages, withSettings }: { place: string; pages: readonly PageEntry[]; withSettings: boolean }) {
  if (withSettings && place.startsWith("settings/")) {
    const section = place.slice("settings/".length);
    return <SettingsPage key={section} name={section} />;
  }
  const page = pages.find((one) => place === one.path || place.startsWith(`${one.path}/`)) ?? pages[0];
  if (page === undefined) return null;
  const id = place.startsWith(`${page.path}/`) ? place.slice(page.path.length + 1) : "";
  if (id !== "" && page.One) return <page.One key={id} id={id} />;
  return <page.List id="" />;
}

function skip(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById("console-page")?.focus();
}
