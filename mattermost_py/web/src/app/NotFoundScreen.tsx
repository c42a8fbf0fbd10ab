import { Compass } from "lucide-react";
import { useSearchParams } from "wouter";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { go } from "./paths";
import styles from "./Waiting.module.css";

/** An address that leads nowhere, or an error the server sent the browser to. */
export default function NotFoundScreen() {
  const [params] = useSearchParams();
  const message = params.get("message");
  return (
    <main className={styles.page}>
      <Empty
        icon={<Compass size={24} />}
        title={params.get("title") ?? t("app.not_found_title")}
        action={
          <Button tone="primary" onClick={() => go("/", { replace: true })}>
            {t("app.go_home")}
          </Button>
        }
      >
        {message ?? t("app.not_found_text")}
      </Empty>
    </main>
  );
}
