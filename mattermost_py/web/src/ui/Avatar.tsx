import { useEffect, useState } from "react";
import styles from "./Avatar.module.css";
import { classes } from "./classes";
import { holdPicture, isHeld } from "./pictures";
import { isRushing, onceCalm } from "./rows/moving";

interface Props {
  /** The picture's address; initials show until it is there and if it is missing. */
  src: string;
  name: string;
  size?: 16 | 20 | 24 | 32 | 36 | 44 | 64 | 96 | 128;
  presence?: "online" | "away" | "dnd" | "offline" | "ooo" | undefined;
  square?: boolean;
}

/** A person's or team's picture. Decorative: the name stands beside it or on the control around it. */
export function Avatar({ src, name, size = 32, presence, square = false }: Props) {
  const [failed, setFailed] = useState("");
  const isWanted = useWanted(src);
  return (
    <span
      className={classes(styles.avatar, square && styles.square)}
      style={{ width: size, height: size, fontSize: Math.max(9, size * 0.4) }}
      aria-hidden="true"
    >
      {failed === src || src === "" || !isWanted ? (
        <span className={styles.initials}>{initials(name)}</span>
      ) : (
        <img
          src={src}
          alt=""
          width={size}
          height={size}
          loading="lazy"
          decoding="async"
          draggable={false}
          onLoad={() => holdPicture(src)}
          onError={() => setFailed(src)}
        />
      )}
      {presence !== undefined && <PresenceDot presence={presence} size={size <= 24 ? 10 : size < 64 ? 12 : 16} className={classes(styles.dot, size >= 64 && styles.onEdge)} />}
    </span>
  );
}

/** Of people who fly past, no picture is fetched: the server would be busy with hundreds nobody sees. */
function useWanted(src: string): boolean {
  const [isWanted, setWanted] = useState(() => !isRushing() || isHeld(src));
  useEffect(() => (isWanted ? undefined : onceCalm(() => setWanted(true))), [isWanted]);
  return isWanted;
}

interface DotProps {
  presence: "online" | "away" | "dnd" | "offline" | "ooo";
  size?: number;
  className?: string | undefined;
}

/** Presence as shape and colour: full, half-moon, bar, ring. */
export function PresenceDot({ presence, size = 10, className }: DotProps) {
  const kind = presence === "ooo" ? "offline" : presence;
  return (
    <svg viewBox="0 0 12 12" width={size} height={size} className={classes(styles[kind], className)} aria-hidden="true">
      {kind === "online" && <circle cx="6" cy="6" r="5" fill="currentColor" />}
      {kind === "away" && <path d="M6 1a5 5 0 1 0 4.6 7A4.4 4.4 0 0 1 6 1Z" fill="currentColor" />}
      {kind === "dnd" && <path d="M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1ZM3.2 5.2v1.6h5.6V5.2Z" fill="currentColor" fillRule="evenodd" />}
      {kind === "offline" && <circle cx="6" cy="6" r="3.9" fill="none" stroke="currentColor" strokeWidth="1.8" />}
    </svg>
  );
}

/** Up to two letters that stand for a name. */
export function initials(name: string): string {
  const words = name.replace(/[^\p{L}\p{N}\s._-]/gu, "").split(/[\s._-]+/u).filter(Boolean);
  const [first = "", second = ""] = words;
  const letters = second === "" ? first.slice(0, 2) : (first[0] ?? "") + (second[0] ?? "");
  return letters.toLocaleUpperCase();
}
