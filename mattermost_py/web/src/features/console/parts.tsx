import { ChevronLeft, ChevronRight, Search } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "@/i18n/t";
import { BackLink } from "@/ui/BackLink";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { classes } from "@/ui/classes";
import styles from "./Parts.module.css";

interface PageProps {
  title: string;
  lead?: ReactNode;
  /** Where this page was reached from, if it is about one thing of a list. */
  back?: { to: string; text: string };
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every page: heading, what it is for, what can be done, the content. */
export function ConsolePage({ title, lead, back, actions, children }: PageProps) {
  return (
    <div className={styles.page}>
      {back && (
        <div data-up className={styles.up}>
          <BackLink to={back.to}>{back.text}</BackLink>
        </div>
      )}
      <header className={styles.head}>
        <div className={styles.headWords}>
          <h1>{title}</h1>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** Things that belong together, under their heading. */
export function Card({ title, lead, actions, children }: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.card} aria-label={title}>
      <header className={styles.cardHead}>
        <div>
          <h2>{title}</h2>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}

export function Toolbar({ children }: { children: ReactNode }) {
  return <div className={styles.toolbar}>{children}</div>;
}

export function SearchField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <TextField
      label={label}
      hideLabel
      type="search"
      leading={<Search size={15} />}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export interface Column<T> {
  title: string;
  cell: (row: T) => ReactNode;
  /** Numbers stand at the right. */
  end?: boolean;
  /** The title is only for the ear. */
  hideTitle?: boolean;
}

interface TableProps<T> {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[] | null;
  keyOf: (row: T) => string;
  problem?: string;
  empty: string;
}

/** A page of rows. */
export function DataTable<T>({ label, columns, rows, keyOf, problem = "", empty }: TableProps<T>) {
  if (problem !== "") return <FormProblem>{problem}</FormProblem>;
  if (rows === null) return <Skeleton rows={6} />;
  if (rows.length === 0) {
    return (
      <div className={styles.tableFrame}>
        <Empty title={empty} />
      </div>
    );
  }
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" className={column.end ? styles.end : undefined}>
                <span className={column.hideTitle ? "visually-hidden" : undefined}>{column.title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.title} className={column.end ? styles.end : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PagerProps {
  page: number;
  /** Whether there are more; a known total says so more precisely. */
  hasMore: boolean;
  total?: number | undefined;
  onPage: (page: number) => void;
}

/** Back and forth between pages; nothing where everything fits on one. */
export function Pager({ page, hasMore, total, onPage }: PagerProps) {
  const isAlone = page === 0 && !hasMore;
  if (isAlone && total === undefined) return null;
  return (
    <div className={styles.pager}>
      {total !== undefined && <span role="status">{t("console.total", { count: total })}</span>}
      {!isAlone && (
        <>
          <Button size="s" icon={<ChevronLeft size={15} />} disabled={page === 0} onClick={() => onPage(page - 1)}>
            {t("console.previous")}
          </Button>
          <Button size="s" disabled={!hasMore} onClick={() => onPage(page + 1)}>
            {t("common.next")}
            <ChevronRight size={15} />
          </Button>
        </>
      )}
    </div>
  );
}

/** Names and their values. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How something stands, as a coloured word. */
export function Mark({ tone = "plain", children }: { tone?: "plain" | "good" | "warn" | "bad"; children: string }) {
  return <span className={classes(styles.mark, styles[tone])}>{children}</span>;
}

interface SwitchProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  /** Says it without showing it, where the words stand elsewhere. */
  hiddenLabel?: string;
  onChange: (checked: boolean) => void;
}

/** On or off. */
export function Switch({ label, hint, checked, disabled = false, hiddenLabel, onChange }: SwitchProps) {
  return (
    <label className={styles.switch}>
      <span className={styles.switchWords}>
        {label}
        {hint !== undefined && <small>{hint}</small>}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-label={hiddenLabel}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
