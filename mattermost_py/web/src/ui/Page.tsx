import type { CSSProperties, ReactNode } from "react";
import styles from "./Page.module.css";

interface Props {
  site: string;
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** Below the card: the other way to go. */
  aside?: ReactNode;
  /** In place of the product's sign. */
  picture?: ReactNode;
  /** At the very bottom. */
  foot?: ReactNode;
  /** The site's own colours. */
  colours?: CSSProperties | undefined;
}

/** A screen that asks one question, before there is an app around it. */
export function Page({ site, title, lead, children, aside, picture, foot, colours }: Props) {
  return (
    <main className={styles.page} style={colours}>
      <div className={styles.column}>
        <div className={styles.brand}>
          {picture ?? <BrandMark size={36} />}
          <span>{site}</span>
        </div>
        <section className={styles.card}>
          <h1 className={styles.title}>{title}</h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
          {children}
        </section>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
        {foot !== undefined && <footer className={styles.foot}>{foot}</footer>}
      </div>
    </main>
  );
}

/** The product's sign. */
export function BrandMark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="var(--mm-accent)" />
      <path
        d="M8 21.5v-9.2c0-1.9 2.3-2.6 3.5-1.2l4.5 5.6 4.5-5.6c1.2-1.4 3.5-.7 3.5 1.2v9.2"
        fill="none"
        stroke="var(--mm-on-accent)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Fields one under the other with the button last. */
export function Form({ children, onSubmit }: { children: ReactNode; onSubmit: () => void }) {
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

/** What went wrong with the form as a whole. */
export function FormProblem({ children }: { children: string }) {
  if (children === "") return null;
  return (
    <p role="alert" className={styles.problem}>
      {children}
    </p>
  );
}
