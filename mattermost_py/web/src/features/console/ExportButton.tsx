import { Download } from "lucide-react";
import { useState } from "react";
import { tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";

/** Makes a file of the whole list, filters included. */
export function ExportButton({ make }: { make: () => Promise<unknown> }) {
  const [busy, setBusy] = useState(false);
  async function start() {
    setBusy(true);
    await tried(make);
    setBusy(false);
  }
  return (
    <Button icon={<Download size={15} />} busy={busy} onClick={() => void start()}>
      {t("console.export")}
    </Button>
  );
}
