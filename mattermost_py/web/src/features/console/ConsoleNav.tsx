import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { t } from "@/i18n/t";
import { BackLink } from "@/ui/BackLink";
import { TextField } from "@/ui/Field";
import { classes } from "@/ui/classes";
import styles from "./Console.module.css";
import { useConfiguration } from "./configuration";
import { CONSOLE, type PageGroup, pagePath, SETTING_GROUPS, settingsPath } from "./pages";
import { type Found, findPlaces } from "./search";
import { sectionTitle } from "./words";

interface Props {
  groups: readonly PageGroup[];
  withSettings: boolean;
  place: string;
}

/** Every page and every section of settings, or what was searched for among them. */
export function ConsoleNav({ groups, withSettings, place }: Props) {
  const [term, setTerm] = useState("");
  const sections = useConfiguration((state) => state.sections);
  const list = useRef<HTMLDivElement>(null);
  const isReady = sections !== null;
  useEffect(() => {
    // Whoever comes by a link finds the place in the list, too.
    list.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest" });
  }, [place, isReady]);
  const found = term.trim() === "" ? null : findPlaces(term, groups, sections ?? []);
  return (
    <nav className={styles.nav} aria-label={t("console.nav")}>
      <div className={styles.navHead}>
        <BackLink to="/" className={styles.leave}>
          {t("console.leave")}
        </BackLink>
        <TextField
          label={t("console.find")}
          hideLabel
          type="search"
          leading={<Search size={15} />}
          placeholder={t("console.find")}
          value={term}
          onChange={(event) => setTerm(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setTerm("");
          }}
        />
      </div>
      <div className={styles.navList} ref={list}>
        {found !== null ? (
          <Results found={found} />
        ) : (
          <>
            {groups.map((group) => (
              <NavGroup key={group.name} title={t(`console.group.${group.name}`)}>
                {group.pages.map((page) => (
                  <NavLink key={page.path} to={pagePath(page)} isHere={isAt(place, page.path) || (place === "" && page === groups[0]?.pages[0])}>
                    <page.icon size={16} />
                    {t(`console.page.${page.name}`)}
                  </NavLink>
                ))}
              </NavGroup>
            ))}
            {withSettings && <Settings place={place} />}
          </>
        )}
      </div>
    </nav>
  );
}

function isAt(place: string, path: string): boolean {
  return place === path || place.startsWith(`${path}/`);
}

function Settings({ place }: { place: string }) {
  const sections = useConfiguration((state) => state.sections) ?? [];
  const drafts = useConfiguration((state) => state.drafts);
  const names = [...new Set([...SETTING_GROUPS, ...sections.map((one) => one.group)])];
  const hasDraft = (section: string) => Object.keys(drafts).some((name) => name.startsWith(`${section}.`));
  return names.map((name) => {
    const own = sections.filter((one) => one.group === name);
    if (own.length === 0) return null;
    return (
      <NavGroup key={name} title={t(`console.settings.${name}`)}>
        {own.map((section) => (
          <NavLink key={section.name} to={settingsPath(section.name)} isHere={place === `settings/${section.name}`}>
            <span className={styles.navWords}>{sectionTitle(section.name)}</span>
            {hasDraft(section.name) && <span className={styles.changed} role="img" aria-label={t("console.changed")} />}
          </NavLink>
        ))}
      </NavGroup>
    );
  });
}

function NavGroup({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={styles.navGroup} aria-label={title}>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

function NavLink({ to, isHere, children }: { to: string; isHere: boolean; children: React.ReactNode }) {
  return (
    <li>
      <Link to={to} className={classes(styles.navLink, isHere && styles.here)} aria-current={isHere ? "page" : undefined}>
        {children}
      </Link>
    </li>
  );
}

function Results({ found }: { found: readonly Found[] }) {
  return (
    <>
      <p role="status" className={styles.count}>
        {t("console.found", { count: found.length })}
      </p>
      <ul>
        {found.map((one) => (
          <li key={one.path}>
            <Link to={one.path} className={styles.result}>
              <span>{one.title}</span>
              <small>{one.where}</small>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The way back to the list of pages, on a phone. */
export function BackToNav() {
  return (
    <div className={styles.toNav}>
      <BackLink to={CONSOLE}>{t("console.all_pages")}</BackLink>
    </div>
  );
}
