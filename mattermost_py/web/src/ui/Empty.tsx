import type { ReactNode } from "react";
import styles from "./Empty.module.css";

interface Props {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** What a list says when it has nothing: what would be here, and how to get it. */
export function Empty({ icon, title, children, action }: Props) {
  return (
    <div className={styles.empty}>
      {icon !== undefined && <span className={styles.icon}>{icon}</span>}
      <h3 className={styles.title}>{title}</h3>
      {children !== undefined && <p className={styles.text}>{children}</p>}
      {action}
    </div>
  );
}
