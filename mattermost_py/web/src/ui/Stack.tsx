import type { ReactNode } from "react";
import styles from "./Stack.module.css";

/** Fields and paragraphs one under the other, evenly apart. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>;
}
