import { t } from "@/i18n/t";
import type { Channel } from "@/state/model";
import { Checkbox, TextField } from "@/ui/Field";
import styles from "./ChannelBanner.module.css";

type Banner = NonNullable<Channel["banner_info"]>;

const USUAL_COLOR = "#1f6feb";

interface Props {
  banner: Banner | undefined;
  onChange: (banner: Banner) => void;
}

/** The line above the messages: whether there is one, what it says, its colour. */
export function BannerFields({ banner, onChange }: Props) {
  const now: Banner = { enabled: false, text: "", background_color: USUAL_COLOR, ...banner };
  return (
    <>
      <Checkbox label={t("channels.banner")} hint={t("channels.banner_hint")} checked={now.enabled ?? false} onChange={(enabled) => onChange({ ...now, enabled })} />
      {now.enabled && (
        <div className={styles.fields}>
          <TextField label={t("channels.banner_text")} maxLength={1024} value={now.text ?? ""} onChange={(event) => onChange({ ...now, text: event.currentTarget.value })} />
          <label className={styles.color}>
            {t("channels.banner_color")}
            <input type="color" value={now.background_color ?? USUAL_COLOR} onChange={(event) => onChange({ ...now, background_color: event.currentTarget.value })} />
          </label>
        </div>
      )}
    </>
  );
}
