import { ImageUp, Trash2 } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { removeBrand, removeIcon, uploadBrand, uploadIcon } from "@/client/console";
import { brandUrl, iconUrl } from "@/client/server";
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
const THEME = ["EnableThemeSelection", "DefaultTheme", "AllowCustomThemes", "AllowedThemes"];
const BANNER = ["EnableBanner", "BannerText", "BannerColor", "BannerTextColor", "AllowBannerDismissal"];

/** How the site presents itself to those who come to it. */
export default function BrandingPage() {
  const icon = useApp((state) => state.server.config["BrandIcon"] ?? "");
  const manages = useApp((state) => can(state, "manage_system"));
  return (
    <ConsolePage title={t("console.page.branding")} lead={t("console.lead.branding")}>
      <PictureCard
        title={t("console.brand_icon")}
        lead={t("console.brand_icon_lead")}
        missing={t("console.brand_no_icon")}
        url={() => (icon === "" ? "" : iconUrl(icon, 96))}
        upload={uploadIcon}
        remove={removeIcon}
      >
        {manages && <ChosenSettings names={["Branding.Color"]} />}
      </PictureCard>
      <PictureCard
        title={t("console.brand_picture")}
        lead={t("console.brand_picture_lead")}
        missing={t("console.brand_no_picture")}
        url={brandUrl}
        upload={uploadBrand}
        remove={removeBrand}
      />
      {manages && (
        <>
          <Card title={t("console.brand_words")} lead={t("console.brand_words_lead")}>
            <ChosenSettings names={WORDS} />
          </Card>
          <Card title={t("console.section.AnnouncementSettings")} lead={t("console.brand_banner_lead")}>
            <ChosenSettings names={BANNER.map((key) => `AnnouncementSettings.${key}`)} />
          </Card>
          <Card title={t("console.section.ThemeSettings")} lead={t("console.brand_theme_lead")}>
            <ChosenSettings names={THEME.map((key) => `ThemeSettings.${key}`)} />
          </Card>
          <Card title={t("console.brand_links")} lead={t("console.brand_links_lead")}>
            <ChosenSettings names={LINKS.map((key) => `SupportSettings.${key}`)} />
          </Card>
        </>
      )}
    </ConsolePage>
  );
}

/** A picture of the site's own, which can be chosen, replaced and taken away. */
function PictureCard({ title, lead, missing, url, upload, remove, children }: PictureProps) {
  const input = useRef<HTMLInputElement>(null);
  const [version, setVersion] = useState(() => Date.now());
  const [isGone, setGone] = useState(false);
  const { busy, problem, run } = useTask();
  const address = url(version);
  const isMissing = address === "" || isGone;
  const after = (action: () => Promise<unknown>) =>
    run(async () => {
      await action();
      setGone(false);
      setVersion(Date.now());
    });
  return (
    <Card title={title} lead={lead}>
      {isMissing ? (
        <p className={styles.muted}>{missing}</p>
      ) : (
        <img key={address} className={styles.brand} src={address} alt={title} onError={() => setGone(true)} />
      )}
      <FormProblem>{problem}</FormProblem>
      <div className={styles.actions}>
        <Button busy={busy} icon={<ImageUp size={15} />} onClick={() => input.current?.click()}>
          {t("console.brand_choose")}
        </Button>
        {!isMissing && (
          <Button tone="quiet" busy={busy} icon={<Trash2 size={15} />} onClick={() => after(remove)}>
            {t("common.remove")}
          </Button>
        )}
      </div>
      <FilePicker ref={input} accept="image/*" onPick={([picture]) => picture && after(() => upload(picture))} />
      {children}
    </Card>
  );
}

interface PictureProps {
  title: string;
  lead: string;
  missing: string;
  /** Where it is; empty where it is known that there is none. */
  url: (version: number) => string;
  upload: (picture: File) => Promise<unknown>;
  remove: () => Promise<unknown>;
  children?: ReactNode;
}
