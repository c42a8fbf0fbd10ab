import { useState } from "react";
import { Link, Redirect, useLocation, useSearchParams } from "wouter";
import { errorId, messageOf } from "@/client/http";
import { login, loginType } from "@/client/users";
import { go } from "@/app/paths";
import { t } from "@/i18n/t";
import { signedIn, useSession } from "@/load/session";
import { isEnabled } from "@/state/server";
import { useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { PasswordField, TextField } from "@/ui/Field";
import { Form, FormProblem } from "@/ui/Page";
import { FrontDoor } from "./FrontDoor";

const MFA_WANTED = "mfa.validate_token.authenticate.app_error";
const BY_LINK = "magic_link";

/** Sign in; a second step asks for the code where the account has one. */
export default function LoginScreen() {
  const config = useApp((state) => state.server.config);
  const [path] = useLocation();
  const [params] = useSearchParams();
  const form = useLogin(params.get("redirect_to") ?? (path === "/" || path === "/login" ? "/" : path));
  if (config["NoAccounts"] === "true") return <Redirect to="/signup_user_complete" replace />;
  const canSignUp = config["EnableUserCreation"] === "true" && config["EnableOpenServer"] === "true";
  if (form.wantsCode) return <CodeStep form={form} />;
  if (form.wasMailed) return <FrontDoor title={t("login.reset_sent_title")} lead={t("login.link_sent")} aside={<Button tone="quiet" onClick={form.startAgain}>{t("login.back_to_login")}</Button>}>{null}</FrontDoor>;
  const hasLinks = config["EnableGuestMagicLink"] === "true";
  return (
    <FrontDoor
      title={t("login.title")}
      lead={config["CustomDescriptionText"] ?? undefined}
      aside={
        canSignUp && (
          <>
            {t("login.no_account")} <Link to="/signup_user_complete">{t("login.sign_up")}</Link>
          </>
        )
      }
    >
      <Form onSubmit={form.submit}>
        <FormProblem>{form.problem}</FormProblem>
        <TextField
          label={idLabel(config)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={form.loginId}
          onChange={(event) => form.setLoginId(event.currentTarget.value)}
        />
        <PasswordField
          label={t("login.password")}
          autoComplete="current-password"
          hint={hasLinks ? t("login.password_of_guests") : undefined}
          value={form.password}
          onChange={(event) => form.setPassword(event.currentTarget.value)}
        />
        <Button type="submit" tone="primary" size="l" wide busy={form.busy}>
          {t("login.submit")}
        </Button>
        {config["PasswordEnableForgotLink"] !== "false" && <Link to="/reset_password">{t("login.forgot")}</Link>}
      </Form>
    </FrontDoor>
  );
}

type LoginForm = ReturnType<typeof useLogin>;

function useLogin(target: string) {
  const expired = useSession((session) => session.expired);
  const [loginId, setLoginId] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [wantsCode, setWantsCode] = useState(false);
  const [wasMailed, setWasMailed] = useState(false);
  const hasLinks = useApp((state) => isEnabled(state, "EnableGuestMagicLink"));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(expired ? t("error.session_expired") : "");

  async function submit() {
    if (loginId.trim() === "" || (password === "" && !hasLinks)) {
      setProblem(t("login.fill_both"));
      return;
    }
    setBusy(true);
    setProblem("");
    try {
      if (password === "") {
        const isByLink = (await loginType(loginId.trim())).auth_service === BY_LINK;
        setBusy(false);
        if (isByLink) setWasMailed(true);
        else setProblem(t("login.fill_both"));
        return;
      }
      const me = await login(loginId.trim(), password, code.replace(/\s/g, ""));
      await signedIn(me, () => go(target, { replace: true }));
    } catch (error) {
      setBusy(false);
      if (errorId(error) === MFA_WANTED && !wantsCode) setWantsCode(true);
      else setProblem(messageOf(error));
    }
  }
  return { loginId, setLoginId, password, setPassword, code, setCode, wantsCode, setWantsCode, wasMailed, startAgain: () => setWasMailed(false), busy, problem, submit: () => void submit() };
}

function CodeStep({ form }: { form: LoginForm }) {
  return (
    <FrontDoor title={t("login.code_title")} lead={t("login.code_lead")}>
      <Form onSubmit={form.submit}>
        <FormProblem>{form.problem}</FormProblem>
        <TextField
          label={t("login.code")}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          value={form.code}
          onChange={(event) => form.setCode(event.currentTarget.value)}
        />
        <Button type="submit" tone="primary" size="l" wide busy={form.busy}>
          {t("login.submit")}
        </Button>
        <Button tone="quiet" onClick={() => form.setWantsCode(false)}>
          {t("common.back")}
        </Button>
      </Form>
    </FrontDoor>
  );
}

function idLabel(config: Readonly<Record<string, string | undefined>>): string {
  const byEmail = config["EnableSignInWithEmail"] !== "false";
  const byName = config["EnableSignInWithUsername"] !== "false";
  if (byEmail && byName) return t("login.email_or_username");
  return t(byName ? "login.username" : "login.email");
}
