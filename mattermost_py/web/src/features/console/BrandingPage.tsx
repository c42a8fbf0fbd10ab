import { ImageUp, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { removeBrand, uploadBrand } from "@/client/console";
import { brandUrl } from "@/client/server";
import { t } from "@/i18n/t";
import { can } from "@/state/roles";
import { useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import { FilePicker } from "@/ui/FilePicker";
import styles from "./Parts.module.css";
import { Card, ConsolePage } from "./parts";
import { ChosenSettings } from "./settings/ChosenSettings";

const WORDS = ["TeamSettings.SiteName", "TeamSettings.CustomDescriptionText", "TeamSettings.EnableCustomBrand", "TeamSettings.CustomBrandText"];
const LINKS = ["AboutLink", "HelpLink", "TermsOfServiceLink", "PrivacyPolicyLink", "SupportEmail", "ReportAProblemType", "ReportAProblemLink", "ReportAProblemMail"];
const BANNER = ["EnableBanner", "BannerText", "BannerColor", "BannerTextColor", "AllowBannerDismissal"];

/** How the site presents itself to those who come to it. */
export default function BrandingPage() {
  const manages = useApp((state) => can(state, "manage_system"));
  return (
    <ConsolePage title={t("console.page.branding")} lead={t("console.lead.branding")}>
      <PictureCard />
      {manages && (
        <>
          <Card title={t("console.brand_words")} lead={t("console.brand_words_lead")}>
            <ChosenSettings names={WORDS} />
          </Card>
          <Card title={t("console.section.AnnouncementSettings")} lead={t("console.brand_banner_lead")}>
            <ChosenSettings names={BANNER.map((key) => `AnnouncementSettings.${key}`)} />
          </Card>
          <Card title={t("console.brand_links")} lead={t("console.brand_links_lead")}>
            <ChosenSettings names={LINKS.map((key) => `SupportSettings.${key}`)} />
          </Card>
        </>
      )}
    </ConsolePage>
  );
}

function PictureCard() {
  const input = useRef<HTMLInputElement>(null);
  const [version, setVersion] = useState(() => Date.now());
  const [isMissing, setMissing] = useState(false);
  const { busy, problem, run } = useTask();
  const after = (action: () => Promise<unknown>) =>
    run(async () => {
      await action();
      setMissing(false);
      setVersion(Date.now());
    });
  return (
    <Card title={t("console.brand_picture")} lead={t("console.brand_picture_lead")}>
      {isMissing ? (
        <p className={styles.muted}>{t("console.brand_no_picture")}</p>
      ) : (
        <img key={version} className={styles.brand} src={brandUrl(version)} alt={t("console.brand_picture")} onError={() => setMissing(true)} />
      )}
      <FormProblem>{problem}</FormProblem>
      <div className={styles.actions}>
        <Button busy={busy} icon={<ImageUp size={15} />} onClick={() => input.current?.click()}>
          {t("console.brand_choose")}
        </Button>
        {!isMissing && (
          <Button tone="quiet" busy={busy} icon={<Trash2 size={15} />} onClick={() => after(removeBrand)}>
            {t("common.remove")}
          </Button>
        )}
      </div>
      <FilePicker ref={input} accept="image/*" onPick={([picture]) => picture && after(() => uploadBrand(picture))} />
    </Card>
  );
}
