import { BellRing, CircleAlert } from "lucide-react";

import { t } from "@/i18n/t";
import { classes } from "@/ui/classes";

import styles from "./PriorityTag.module.css";

/** That a message matters more than others. */
export function PriorityTag({ priority }: { priority: string }) {
  if (priority !== "urgent" && priority !== "important") return null;
  const isUrgent = priority === "urgent";
  return (
    <span className={classes(styles.tag, isUrgent ? styles.urgent : styles.important)}>
      {isUrgent ? <BellRing size={11} aria-hidden /> : <CircleAlert size={11} aria-hidden />}
      {t(isUrgent ? "composer.priority.urgent" : "composer.priority.important")}
    </span>
  );
}
