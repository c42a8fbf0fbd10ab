import { useEffect, useState } from "react";
import { Link, useSearchParams } from "wouter";
import { messageOf } from "@/client/http";
import { sendVerification, verifyEmail } from "@/client/users";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Form, FormProblem } from "@/ui/Page";
import { FrontDoor } from "./FrontDoor";

/** Proves an email address: by the link in the mail, or asks to look for that mail. */
export default function VerifyScreen() {
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const email = params.get("email") ?? "";
  const { outcome, problem } = useVerification(token);
  const [sent, setSent] = useState(false);
  const done = outcome === "done";
  return (
    <FrontDoor
      title={t(done ? "login.verified" : "login.verify_title")}
      lead={done ? undefined : t("login.verify_lead", { email })}
      aside={<Link to="/login">{t("login.back_to_login")}</Link>}
    >
      <FormProblem>{problem}</FormProblem>
      {!done && email !== "" && (
        <Form onSubmit={() => void sendVerification(email).then(() => setSent(true))}>
          <Button type="submit" wide size="l" disabled={sent}>
            {t(sent ? "login.verify_sent" : "login.verify_again")}
          </Button>
        </Form>
      )}
    </FrontDoor>
  );
}

function useVerification(token: string) {
  const [outcome, setOutcome] = useState<"waiting" | "done">("waiting");
  const [problem, setProblem] = useState("");
  useEffect(() => {
    if (token === "") return;
    verifyEmail(token).then(
      () => setOutcome("done"),
      (error: unknown) => setProblem(messageOf(error)),
    );
  }, [token]);
  return { outcome, problem };
}
