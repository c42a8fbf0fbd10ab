import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";

import { t } from "@/i18n/t";

import styles from "./Collapsible.module.css";

const MOST_HEIGHT = 480;

/** Folds something tall; a button below shows the rest. */
export function Collapsible({ children }: { children: ReactNode }) {
  const inner = useRef<HTMLDivElement>(null);
  const [isTall, setTall] = useState(true);
  const [isOpen, setOpen] = useState(false);

  useLayoutEffect(() => {
    setTall((inner.current?.scrollHeight ?? 0) > MOST_HEIGHT + 60);
  }, [children]);

  const isFolded = isTall && !isOpen;
  return (
    <div>
      <div ref={inner} className={isFolded ? styles.folded : undefined} style={isFolded ? { maxHeight: MOST_HEIGHT } : undefined}>
        {children}
      </div>
      {isTall ? (
        <button type="button" className={styles.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? <ChevronUp size={15} aria-hidden /> : <ChevronDown size={15} aria-hidden />}
          {t(isOpen ? "posts.show_less" : "posts.show_more")}
        </button>
      ) : null}
    </div>
  );
}
