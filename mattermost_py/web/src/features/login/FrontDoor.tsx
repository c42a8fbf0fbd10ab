import { type CSSProperties, type ReactNode, useState } from "react";
import { brandUrl, iconUrl } from "@/client/server";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { Page } from "@/ui/Page";
import { late, Later } from "@/ui/late";
import styles from "./FrontDoor.module.css";
import { type SiteLink, siteLinks, siteName } from "./site";

const Words = late(() => import("@/markdown/Words"));

interface Props {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  aside?: ReactNode;
}

/** A screen for those who are not in yet, with the looks and the links the site has chosen. */
export function FrontDoor(props: Props) {
  const config = useApp((state) => state.server.config);
  const isBranded = config["EnableCustomBrand"] === "true";
  const text = isBranded ? (config["CustomBrandText"] ?? "").trim() : "";
  const links = siteLinks(config);
  const icon = config["BrandIcon"] ?? "";
  return (
    <Page
      {...props}
      colours={accentStyle(config["BrandColor"] ?? "")}
      site={siteName(config)}
      {...(isBranded ? { picture: <Picture name={siteName(config)} icon={icon} /> } : icon === "" ? {} : { picture: <Icon icon={icon} /> })}
      foot={
        (text !== "" || links.length > 0) && (
          <>
            {text !== "" && (
              <Later>
                <div className={styles.words}>
                  <Words text={text} />
                </div>
              </Later>
            )}
            <Links links={links} />
          </>
        )
      }
    />
  );
}

/** A colour for buttons, with white or near black on it, whichever can be read. */
function accentStyle(colour: string): CSSProperties | undefined {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return undefined;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const isBright = red * 0.299 + green * 0.587 + blue * 0.114 > 150;
  return { "--mm-accent": colour, "--mm-accent-hover": `color-mix(in srgb, ${colour} 88%, ${isBright ? "white" : "black"})`, "--mm-on-accent": isBright ? "#16181d" : "#ffffff" } as CSSProperties;
}

/** The site's icon in place of the usual sign. */
function Icon({ icon }: { icon: string }) {
  return <img className={styles.icon} src={iconUrl(icon, 96)} alt="" width={36} height={36} />;
}

/** The site's own picture; without one its icon, or the usual sign, stays. */
function Picture({ name, icon }: { name: string; icon: string }) {
  const [isMissing, setMissing] = useState(false);
  if (isMissing) return icon === "" ? null : <Icon icon={icon} />;
  return <img className={styles.picture} src={brandUrl()} alt={name} onError={() => setMissing(true)} />;
}

function Links({ links }: { links: readonly SiteLink[] }) {
  if (links.length === 0) return null;
  return (
    <nav className={styles.links} aria-label={t("login.links")}>
      {links.map(({ name, href }) => (
        <a key={name} href={href} target="_blank" rel="noreferrer noopener">
          {t(`login.link_${name}`)}
        </a>
      ))}
    </nav>
  );
}
