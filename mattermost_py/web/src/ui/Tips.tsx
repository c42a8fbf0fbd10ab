import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import styles from "./Tips.module.css";
import type { TipSide } from "./Tooltip";

const HOVER_MS = 450;
const GAP = 6;
const EDGE = 8;

interface Tip {
  anchor: HTMLElement;
  text: string;
  keys: string;
  side: TipSide;
}

/** Draws the tooltip of whatever marked control is pointed at or focused; mounted once. */
export function Tips() {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => watch(setTip), []);
  return tip && createPortal(<Bubble key={tip.text} {...tip} />, document.body);
}

function watch(show: (tip: Tip | null) => void): () => void {
  let timer = 0;
  let shown: HTMLElement | null = null;
  const hide = () => {
    clearTimeout(timer);
    shown = null;
    show(null);
  };
  const over = (event: PointerEvent) => {
    const anchor = anchorOf(event.target);
    if (anchor === shown && anchor !== null) return;
    hide();
    if (anchor === null || event.pointerType === "touch") return;
    shown = anchor;
    timer = window.setTimeout(() => anchor.isConnected && anchor.ariaExpanded !== "true" && show(tipOf(anchor)), HOVER_MS);
  };
  const focus = (event: FocusEvent) => {
    const anchor = anchorOf(event.target);
    if (anchor?.matches(":focus-visible")) show(tipOf(anchor));
  };
  document.addEventListener("pointerover", over);
  document.addEventListener("focusin", focus);
  for (const name of GOES) document.addEventListener(name, hide, { capture: true, passive: true });
  return () => {
    hide();
    document.removeEventListener("pointerover", over);
    document.removeEventListener("focusin", focus);
    for (const name of GOES) document.removeEventListener(name, hide, { capture: true });
  };
}

const GOES = ["pointerdown", "keydown", "scroll", "focusout"] as const;

function anchorOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;
}

function tipOf(anchor: HTMLElement): Tip {
  const { tip = "", tipKeys = "", tipSide = "bottom" } = anchor.dataset;
  return { anchor, text: tip, keys: tipKeys, side: tipSide as TipSide };
}

function Bubble({ anchor, text, keys, side }: Tip) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (bubble.current) place(bubble.current, anchor.getBoundingClientRect(), side);
  }, [anchor, side]);
  return (
    <div ref={bubble} role="tooltip" className={styles.bubble}>
      {text}
      {keys !== "" && <kbd className={styles.keys}>{keys}</kbd>}
    </div>
  );
}

/** Beside the anchor, on the other side if there is no room, never over the window's edge. */
function place(bubble: HTMLElement, anchor: DOMRect, side: TipSide): void {
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const across = side === "left" || side === "right";
  let left = across ? (side === "right" ? anchor.right + GAP : anchor.left - GAP - width) : anchor.left + (anchor.width - width) / 2;
  let top = across ? anchor.top + (anchor.height - height) / 2 : side === "top" ? anchor.top - GAP - height : anchor.bottom + GAP;
  if (!across && top + height > window.innerHeight - EDGE) top = anchor.top - GAP - height;
  if (!across && top < EDGE) top = anchor.bottom + GAP;
  if (across && left + width > window.innerWidth - EDGE) left = anchor.left - GAP - width;
  left = Math.min(Math.max(EDGE, left), window.innerWidth - width - EDGE);
  bubble.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
