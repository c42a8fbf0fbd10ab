import { ArrowLeft } from "lucide-react";
import { Link } from "wouter";
import styles from "./BackLink.module.css";
import { classes } from "./classes";

/** The way to the page one level up, above a heading. */
export function BackLink({ to, className, children }: { to: string; className?: string | undefined; children: string }) {
  return (
    <Link to={to} className={classes(styles.back, className)}>
      <ArrowLeft size={16} aria-hidden="true" />
      {children}
    </Link>
  );
}
