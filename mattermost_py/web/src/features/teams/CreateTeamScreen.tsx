import { Link } from "wouter";
import { defaultPath, go } from "@/app/paths";
import { siteName } from "@/features/login/site";
import { t } from "@/i18n/t";
import { myTeams } from "@/state/teams";
import { change, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Form, FormProblem, Page } from "@/ui/Page";
import { TeamFields } from "./TeamFields";
import { useCreateTeam } from "./useCreateTeam";

/** A new team: its name, and the address made of it. */
export default function CreateTeamScreen() {
  const form = useCreateTeam((team) => {
    go(defaultPath(team.name), { replace: true });
    change(openDialog, "invite", team.id);
  });
  const teams = useApp(myTeams);
  const site = useApp((state) => siteName(state.server.config));
  return (
    <Page
      site={site}
      title={t("teams.create_title")}
      lead={t("teams.create_lead")}
      aside={teams.length > 0 ? <Link to="/">{t("common.back")}</Link> : <Link to="/select_team">{t("teams.join_instead")}</Link>}
    >
      <Form onSubmit={form.submit}>
        <FormProblem>{form.failure}</FormProblem>
        <TeamFields form={form} autoFocus />
        <Button type="submit" tone="primary" size="l" wide busy={form.busy} disabled={form.name.trim() === ""}>
          {t("teams.create_submit")}
        </Button>
      </Form>
    </Page>
  );
}
