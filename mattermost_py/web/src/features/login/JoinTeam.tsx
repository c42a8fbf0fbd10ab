import { useState } from "react";
import { messageOf } from "@/client/http";
import { type InvitedTeam, joinByInvite } from "@/client/teams";
import { defaultPath, go } from "@/app/paths";
import { t } from "@/i18n/t";
import { loadTeam } from "@/load/teams";
import { getState, useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { Form, FormProblem, Page } from "@/ui/Page";
import { siteName } from "./site";
import type { Invitation } from "./SignUpScreen";

interface Props {
  invitation: Invitation;
  team: InvitedTeam | null;
  problem: string;
}

/** An invitation opened by somebody who is signed in. */
export function JoinTeam({ invitation, team, problem }: Props) {
  const config = useApp((state) => state.server.config);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  async function join() {
    setBusy(true);
    try {
      const { inviteId, token } = invitation;
      const member = await joinByInvite(inviteId === "" ? { token } : { invite_id: inviteId });
      await loadTeam(member.team_id);
      const joined = getState().teams.byId[member.team_id];
      go(joined ? defaultPath(joined.name) : "/", { replace: true });
    } catch (error) {
      setFailure(messageOf(error));
      setBusy(false);
    }
  }
  const canJoin = team !== null || invitation.token !== "";
  return (
    <Page
      site={siteName(config)}
      title={team ? t("login.join_title", { team: team.display_name }) : t("login.join_title_plain")}
      lead={team?.description === "" ? undefined : team?.description}
    >
      <Form onSubmit={() => void join()}>
        <FormProblem>{problem || failure}</FormProblem>
        <Button type="submit" tone="primary" size="l" wide busy={busy} disabled={!canJoin} autoFocus>
          {t("login.join")}
        </Button>
        <Button tone="quiet" onClick={() => go("/")}>
          {t("app.go_home")}
        </Button>
      </Form>
    </Page>
  );
}
