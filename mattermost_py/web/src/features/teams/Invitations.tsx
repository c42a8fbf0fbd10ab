import { useState } from "react";
import { type Invitation, invitations, revokeInvitation } from "@/client/teams";
import { tried } from "@/features/channels/actions";
import { agoText, clockOf } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { useFetchedPages } from "@/load/useFetched";
import { useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { LongList } from "@/ui/rows/LongList";
import styles from "./InviteDialog.module.css";

/** How high a row is, unless its address is long. */
const ROW_PX = 44;

/** What became of the invitations by mail; open ones can be taken back. */
export function Invitations({ teamId }: { teamId: string }) {
  const { value, retry, more } = useFetchedPages(`invitations:${teamId}`, (page) => invitations(teamId, page));
  const [revoked, setRevoked] = useState<ReadonlySet<string>>(new Set());
  const clock = useApp(clockOf);
  if (value === null || value.length === 0) return null;
  const known = new Map(value.map((one) => [one.id, revoked.has(one.id) ? { ...one, outcome: "revoked" as const } : one]));
  async function revoke({ id }: Invitation) {
    if (await tried(() => revokeInvitation(teamId, id))) setRevoked(new Set(revoked).add(id));
    else retry();
  }
  return (
    <section className={styles.section}>
      <h3 id="invitations">{t("teams.invitations")}</h3>
      <LongList style={{ height: `min(220px, ${known.size * ROW_PX}px)` }} rows={[...known.values()]} role="list" aria-labelledby="invitations" onNearEnd={more}>
        {(one) => (
          <div role="listitem" className={styles.invited}>
            <span className={styles.address}>{one.email}</span>
            <span className={styles.outcome}>
              {one.is_guest ? `${t("teams.as_guest")} · ` : ""}
              {t(`teams.invitation.${one.outcome}`)} · {agoText(one.created_at, Date.now(), clock)}
            </span>
            {one.outcome === "open" && (
              <Button size="s" tone="quiet" aria-label={t("teams.revoke_of", { email: one.email })} onClick={() => void revoke(one)}>
                {t("teams.revoke")}
              </Button>
            )}
          </div>
        )}
      </LongList>
    </section>
  );
}
