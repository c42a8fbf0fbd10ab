import { useState } from "react";
import { Link, useSearchParams } from "wouter";
import { messageOf } from "@/client/http";
import { resetPassword, sendPasswordReset } from "@/client/users";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { PasswordField, TextField } from "@/ui/Field";
import { Form, FormProblem } from "@/ui/Page";
import { FrontDoor } from "./FrontDoor";
import { PasswordRules } from "./PasswordRules";
import { isGoodPassword } from "./passwordPolicy";

/** A forgotten password: first the address, then, by the link in the mail, a new password. */
export default function ResetScreen() {
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  return token === "" ? <AskForMail /> : <NewPassword token={token} />;
}

function AskForMail() {
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const { busy, problem, run } = useAction();
  const back = <Link to="/login">{t("login.back_to_login")}</Link>;
  if (sent) return <FrontDoor title={t("login.reset_sent_title")} lead={t("login.reset_sent", { email })} aside={back}>{null}</FrontDoor>;
  return (
    <FrontDoor title={t("login.reset_title")} lead={t("login.reset_lead")} aside={back}>
      <Form onSubmit={() => run(async () => { await sendPasswordReset(email.trim()); setSent(true); })}>
        <FormProblem>{problem}</FormProblem>
        <TextField label={t("login.email")} type="email" autoComplete="email" autoFocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <Button type="submit" tone="primary" size="l" wide busy={busy} disabled={email.trim() === ""}>
          {t("login.reset_send")}
        </Button>
      </Form>
    </FrontDoor>
  );
}

function NewPassword({ token }: { token: string }) {
  const config = useApp((state) => state.server.config);
  const [password, setPassword] = useState("");
  const [done, setDone] = useState(false);
  const { busy, problem, run } = useAction();
  const login = <Link to="/login">{t("login.back_to_login")}</Link>;
  if (done) return <FrontDoor title={t("login.reset_done")} aside={login}>{null}</FrontDoor>;
  return (
    <FrontDoor title={t("login.new_password_title")} aside={login}>
      <Form onSubmit={() => run(async () => { await resetPassword(token, password); setDone(true); })}>
        <FormProblem>{problem}</FormProblem>
        <PasswordField label={t("login.new_password")} autoComplete="new-password" autoFocus value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <PasswordRules password={password} />
        <Button type="submit" tone="primary" size="l" wide busy={busy} disabled={!isGoodPassword(config, password)}>
          {t("common.save")}
        </Button>
      </Form>
    </FrontDoor>
  );
}

function useAction() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const run = (action: () => Promise<void>) => {
    setBusy(true);
    setProblem("");
    void action().catch((error: unknown) => setProblem(messageOf(error))).finally(() => setBusy(false));
  };
  return { busy, problem, run };
}
