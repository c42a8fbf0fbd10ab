import { AtSign, Bookmark, Compass, Search, Settings } from "lucide-react";
import { SearchBar } from "@/features/search/SearchBar";
import { HelpMenu } from "@/features/users/HelpMenu";
import { StatusMenu } from "@/features/users/StatusMenu";
import { t } from "@/i18n/t";
import { change, useApp } from "@/state/store";
import { openDialog, toggleAside } from "@/state/ui";
import { IconButton } from "@/ui/IconButton";
import { BrandMark } from "@/ui/Page";
import styles from "./GlobalHeader.module.css";
import { keyName, keysOf } from "./keys";

/** The bar over everything: switch, search, mentions, saved, help, settings, oneself. */
export function GlobalHeader({ teamName }: { teamName: string }) {
  const aside = useApp((state) => state.ui.aside.kind);
  const keys = useApp((state) => keysOf(state, "switch"));
  return (
    <header className={styles.header} data-region="header">
      <div className={styles.start}>
        <span className={styles.brand}>
          <BrandMark size={24} />
        </span>
        <button type="button" className={styles.switcher} onClick={() => change(openDialog, "switcher")}>
          <Search size={15} className={styles.wideOnly} aria-hidden="true" />
          <Compass size={18} className={styles.narrowOnly} aria-hidden="true" />
          <span>{t("switcher.open")}</span>
          <kbd aria-hidden="true">{keyName(keys)}</kbd>
        </button>
      </div>
      <div className={styles.search} data-team={teamName}>
        <SearchBar />
      </div>
      <div className={styles.end}>
        <IconButton label={t("header.mentions")} icon={<AtSign size={18} />} active={aside === "mentions"} onClick={() => change(toggleAside, { kind: "mentions" })} />
        <IconButton label={t("header.saved")} icon={<Bookmark size={18} />} active={aside === "saved"} onClick={() => change(toggleAside, { kind: "saved" })} />
        <span className={styles.wideOnly}>
          <HelpMenu />
        </span>
        <span className={styles.wideOnly}>
          <IconButton label={t("settings.title")} icon={<Settings size={18} />} onClick={() => change(openDialog, "settings")} />
        </span>
        <StatusMenu />
      </div>
    </header>
  );
}
