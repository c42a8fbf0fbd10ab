import { Megaphone } from "lucide-react";
import { useId } from "react";
import type { SiteNotice } from "@/client/notices";
import { t } from "@/i18n/t";
import Words from "@/markdown/Words";
import { Button } from "@/ui/Button";
import styles from "./Notices.module.css";

interface Props {
  notice: SiteNotice;
  onClose: () => void;
}

/** One piece of news, beside the work and not in its way. */
export function NoticeCard({ notice, onClose }: Props) {
  const id = useId();
  return (
    <div className={styles.anchor}>
      <section className={styles.card} aria-labelledby={id}>
        <h2 id={id} className={styles.title}>
          <Megaphone size={16} aria-hidden="true" />
          {notice.title}
        </h2>
        {notice.sysAdminOnly && <p className={styles.only}>{t("app.notice_admins")}</p>}
        <div className={styles.words} role="status">
          <Words text={notice.description} />
        </div>
        <div className={styles.actions}>
          {notice.actionParam !== undefined && (
            <a href={notice.actionParam} target="_blank" rel="noreferrer noopener">
              {notice.actionText}
            </a>
          )}
          <Button tone="primary" size="s" onClick={onClose}>
            {t("app.notice_seen")}
          </Button>
        </div>
      </section>
    </div>
  );
}
