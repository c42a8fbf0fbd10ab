import { Download } from "lucide-react";
import { useState } from "react";
import { supportPacketUrl } from "@/client/operations";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Field";
import styles from "./Parts.module.css";
import { Card, ConsolePage } from "./parts";

/** One file with everything that somebody who helps needs to know. */
export default function SupportPage() {
  const [withLogs, setWithLogs] = useState(true);
  return (
    <ConsolePage title={t("console.page.support")} lead={t("console.lead.support")}>
      <Card title={t("console.packet")} lead={t("console.packet_lead")}>
        <Checkbox label={t("console.packet_logs")} hint={t("console.packet_logs_hint")} checked={withLogs} onChange={setWithLogs} />
        <div className={styles.actions}>
          <Button tone="primary" icon={<Download size={15} />} onClick={() => window.location.assign(supportPacketUrl(withLogs))}>
            {t("console.packet_get")}
          </Button>
        </div>
      </Card>
    </ConsolePage>
  );
}
