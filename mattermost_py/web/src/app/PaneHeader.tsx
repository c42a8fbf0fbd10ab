import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "@/i18n/t";
import { IconButton } from "@/ui/IconButton";
import styles from "./PaneHeader.module.css";

interface Props {
  title: ReactNode;
  /** To the channels, on narrow screens; a window of its own has none. */
  onBack?: (() => void) | undefined;
  children?: ReactNode;
}

/** The head of a middle pane; on narrow screens with the way back to the channels. */
export function PaneHeader({ title, onBack, children }: Props) {
  return (
    <header className={styles.header}>
      {onBack && (
        <span className={styles.back}>
          <IconButton label={t("app.back_to_channels")} icon={<ArrowLeft size={20} />} onClick={onBack} />
        </span>
      )}
      <div className={styles.title}>{typeof title === "string" ? <h1>{title}</h1> : title}</div>
      {children}
    </header>
  );
}
