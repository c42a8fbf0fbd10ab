import { CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import styles from "./OfflineHint.module.css";

const PATIENCE_MS = 3000;

/** A quiet line once the connection has been gone for a while. */
export function OfflineHint() {
  const offline = useApp((state) => state.connection.link === "offline");
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(offline), offline ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [offline]);
  return (
    <div role="status">
      {shown && (
        <p className={styles.hint}>
          <CloudOff size={15} aria-hidden="true" />
          {t("app.offline")}
        </p>
      )}
    </div>
  );
}
