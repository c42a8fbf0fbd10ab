import { useEffect, useState } from "react";
import { Link, useSearchParams } from "wouter";
import { errorId, messageOf } from "@/client/http";
import { type InvitedTeam, invitedTeam, joinByInvite } from "@/client/teams";
import { createUser, login } from "@/client/users";
import { defaultPath, go } from "@/app/paths";
import { t } from "@/i18n/t";
import { signedIn, useSession } from "@/load/session";
import { useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { PasswordField, TextField } from "@/ui/Field";
import { Form, FormProblem } from "@/ui/Page";
import { FrontDoor } from "./FrontDoor";
import { JoinTeam } from "./JoinTeam";
import { PasswordRules } from "./PasswordRules";
import { isGoodPassword } from "./passwordPolicy";

export interface Invitation {
  inviteId: string;
  token: string;
  email: string;
}

/** A new account; with an invitation it ends in the team, and for somebody signed in it is only joining. */
export default function SignUpScreen() {
  const phase = useSession((session) => session.phase);
  const [params] = useSearchParams();
  const invitation: Invitation = {
    inviteId: params.get("id") ?? "",
    token: params.get("t") ?? "",
    email: told(params.get("d"), "email"),
  };
  const { team, problem } = useInvitedTeam(invitation, params.get("d"));
  if (phase === "signed-in") return <JoinTeam invitation={invitation} team={team} problem={problem} />;
  return <SignUpForm invitation={invitation} team={team} problem={problem} />;
}

function SignUpForm({ invitation, team, problem }: { invitation: Invitation; team: InvitedTeam | null; problem: string }) {
  const config = useApp((state) => state.server.config);
  const isFirst = config["NoAccounts"] === "true";
  const form = useSignUp(invitation, team);
  const back = invitation.inviteId === "" && invitation.token === "" ? "/login" : `/login?redirect_to=${encodeURIComponent(window.location.pathname + window.location.search)}`;
  return (
    <FrontDoor
      title={isFirst ? t("login.first_title") : team ? t("login.invited_title", { team: team.display_name }) : t("login.sign_up_title")}
      lead={isFirst ? t("login.first_lead") : undefined}
      aside={
        !isFirst && (
          <>
            {t("login.have_account")} <Link to={back}>{t("login.submit")}</Link>
          </>
        )
      }
    >
      <Form onSubmit={form.submit}>
        <FormProblem>{problem || form.problem}</FormProblem>
        <TextField
          label={t("login.email")}
          type="email"
          autoComplete="email"
          autoFocus={invitation.email === ""}
          readOnly={invitation.email !== ""}
          value={form.email}
          problem={form.problems.email}
          onChange={(event) => form.setEmail(event.currentTarget.value)}
        />
        <TextField
          label={t("login.username")}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          hint={t("login.username_hint")}
          value={form.username}
          problem={form.problems.username}
          onChange={(event) => form.setUsername(event.currentTarget.value.toLowerCase())}
        />
        <PasswordField
          label={t("login.password")}
          autoComplete="new-password"
          value={form.password}
          problem={form.problems.password}
          onChange={(event) => form.setPassword(event.currentTarget.value)}
        />
        <PasswordRules password={form.password} />
        <Button type="submit" tone="primary" size="l" wide busy={form.busy}>
          {t("login.create_account")}
        </Button>
      </Form>
    </FrontDoor>
  );
}

interface Problems {
  email?: string;
  username?: string;
  password?: string;
}

function useSignUp(invitation: Invitation, team: InvitedTeam | null) {
  const config = useApp((state) => state.server.config);
  const [email, setEmail] = useState(invitation.email);
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [problems, setProblems] = useState<Problems>({});
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  function check(): Problems {
    const found: Problems = {};
    if (!/^[^\s@]+@[^\s@]+$/.test(email.trim())) found.email = t("login.bad_email");
    if (!/^[a-z][a-z0-9._-]{0,63}$/.test(username)) found.username = t("login.bad_username");
    if (!isGoodPassword(config, password)) found.password = t("login.bad_password");
    return found;
  }

  async function submit() {
    const found = check();
    setProblems(found);
    setProblem("");
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await createUser(
        { email: email.trim().toLowerCase(), username, password, locale: document.documentElement.lang },
        { ...(invitation.token ? { t: invitation.token } : {}), ...(invitation.inviteId ? { iid: invitation.inviteId } : {}) },
      );
      await enter();
    } catch (error) {
      setBusy(false);
      place(error);
    }
  }

  async function enter() {
    try {
      const me = await login(username, password, "");
      const isFirst = config["NoAccounts"] === "true";
      const start = team ? defaultPath(team.name) : isFirst ? "/admin_console/setup" : "/";
      if (invitation.inviteId !== "") await joinByInvite({ invite_id: invitation.inviteId });
      await signedIn(me, () => go(start, { replace: true }));
    } catch (error) {
      if (errorId(error) !== "api.user.login.not_verified.app_error") throw error;
      go(`/should_verify_email?email=${encodeURIComponent(email.trim())}`, { replace: true });
    }
  }

  function place(error: unknown) {
    const id = errorId(error);
    if (id.includes("email_exists")) setProblems({ email: messageOf(error) });
    else if (id.includes("username")) setProblems({ username: messageOf(error) });
    else if (id.includes("password")) setProblems({ password: messageOf(error) });
    else setProblem(messageOf(error));
  }
  return { email, setEmail, username, setUsername, password, setPassword, problems, problem, busy, submit: () => void submit() };
}

function useInvitedTeam({ inviteId, token }: Invitation, data: string | null): { team: InvitedTeam | null; problem: string } {
  const [team, setTeam] = useState<InvitedTeam | null>(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    if (inviteId === "") return;
    let alive = true;
    invitedTeam(inviteId).then(
      (found) => alive && setTeam(found),
      () => alive && setProblem(t("login.invite_invalid")),
    );
    return () => {
      alive = false;
    };
  }, [inviteId]);
  const named = { id: "", name: told(data, "name"), display_name: told(data, "display_name"), description: "" };
  return { team: inviteId === "" && token !== "" && named.name !== "" ? named : team, problem };
}

/** What the address of an email invitation says of it. */
function told(data: string | null, name: "email" | "name" | "display_name"): string {
  try {
    const word = (JSON.parse(data ?? "{}") as Record<string, unknown>)[name];
    return typeof word === "string" ? word : "";
  } catch {
    return "";
  }
}
