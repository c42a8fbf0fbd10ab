import { useCallback, useEffect, useState } from "react";
import { type Invitation, invitations, revokeInvitation } from "@/client/teams";
import { tried } from "@/features/channels/actions";
import { agoText, clockOf } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import styles from "./InviteDialog.module.css";

/** What became of the invitations by mail; open ones can be taken back. */
export function Invitations({ teamId }: { teamId: string }) {
  const [all, setAll] = useState<readonly Invitation[]>([]);
  const clock = useApp(clockOf);
  const load = useCallback(() => {
    invitations(teamId).then(setAll, () => setAll([]));
  }, [teamId]);
  useEffect(load, [load]);
  if (all.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 id="invitations">{t("teams.invitations")}</h3>
      <ul className={styles.history} aria-labelledby="invitations">
        {all.map((one) => (
          <li key={one.id}>
            <span className={styles.address}>{one.email}</span>
            <span className={styles.outcome}>
              {one.is_guest ? `${t("teams.as_guest")} · ` : ""}
              {t(`teams.invitation.${one.outcome}`)} · {agoText(one.created_at, Date.now(), clock)}
            </span>
            {one.outcome === "open" && (
              <Button size="s" tone="quiet" aria-label={t("teams.revoke_of", { email: one.email })} onClick={() => void tried(() => revokeInvitation(teamId, one.id)).then(load)}>
                {t("teams.revoke")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
