import { PostMarkdown } from "@/features/posts/PostMarkdown";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { readableOn } from "@/ui/colors";
import styles from "./ChannelBanner.module.css";

/** The coloured line its channel shows above every message; it stays. */
export function ChannelBanner({ channelId }: { channelId: string }) {
  const banner = useApp((state) => state.channels.byId[channelId]?.banner_info);
  if (!banner?.enabled || !banner.text) return null;
  const color = /^#[0-9a-f]{3,8}$/i.test(banner.background_color ?? "") ? banner.background_color : undefined;
  return (
    <div className={styles.banner} role="region" aria-label={t("channels.banner_label")} style={color ? { background: color, color: readableOn(color) } : undefined}>
      <PostMarkdown text={banner.text} isInline />
    </div>
  );
}
