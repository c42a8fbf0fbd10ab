import { Link } from "wouter";
import { accessTokens } from "@/client/accounts";
import { revokeUserSession, userSessions, userTeams } from "@/client/console";
import { teamIconUrl } from "@/client/teams";
import { tried } from "@/features/channels/actions";
import { SessionList } from "@/features/settings/SessionList";
import { TokenButtons } from "@/features/settings/TokenButtons";
import { t } from "@/i18n/t";
import { Avatar } from "@/ui/Avatar";
import { FormProblem } from "@/ui/Page";
import styles from "./Parts.module.css";
import { pathTo } from "./pages";
import { Card, Mark } from "./parts";
import { useLoaded } from "./useLoaded";

/** The teams somebody is in. */
export function TeamsCard({ userId }: { userId: string }) {
  const { value: teams, problem } = useLoaded(userId, () => userTeams(userId));
  return (
    <Card title={t("console.page.teams")}>
      <FormProblem>{problem}</FormProblem>
      {teams?.length === 0 && <p className={styles.muted}>{t("console.in_no_team")}</p>}
      <ul className={styles.list}>
        {teams?.map((team) => (
          <li key={team.id}>
            <Link to={pathTo("teams", team.id)}>
              <span className={styles.thing}>
                <Avatar src={teamIconUrl(team)} name={team.display_name} size={24} square />
                {team.display_name}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Where somebody is signed in. */
export function SessionsCard({ userId }: { userId: string }) {
  const { value: sessions, problem, set } = useLoaded(userId, () => userSessions(userId));
  async function end(sessionId: string) {
    const done = await tried(() => revokeUserSession(userId, sessionId));
    if (done && sessions) set(sessions.filter((one) => one.id !== sessionId));
  }
  return (
    <Card title={t("settings.sessions")}>
      <FormProblem>{problem}</FormProblem>
      {sessions?.length === 0 && <p className={styles.muted}>{t("console.no_sessions")}</p>}
      {sessions && sessions.length > 0 ? <SessionList sessions={sessions} onEnd={({ id }) => void end(id)} /> : null}
    </Card>
  );
}

/** Somebody's access tokens; none where there are none. */
export function TokensCard({ userId }: { userId: string }) {
  const { value: tokens, reload } = useLoaded(userId, () => accessTokens(userId));
  if (tokens === null || tokens.length === 0) return null;
  return (
    <Card title={t("console.page.tokens")}>
      <ul className={styles.list}>
        {tokens.map((token) => (
          <li key={token.id} className={styles.row}>
            <span>
              {token.description} {!token.is_active && <Mark>{t("console.off")}</Mark>}
            </span>
            <TokenButtons token={token} onChanged={reload} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
