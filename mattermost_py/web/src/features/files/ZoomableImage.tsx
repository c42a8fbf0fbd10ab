import type { FileInfo } from "@mattermost/types/files";
import { ZoomIn, ZoomOut } from "lucide-react";
import { type PointerEvent, useEffect, useRef, useState } from "react";

import { fileUrl, previewUrl } from "@/client/files";
import { t } from "@/i18n/t";

import styles from "./Lightbox.module.css";

interface View {
  scale: number;
  x: number;
  y: number;
}

interface Point {
  x: number;
  y: number;
}

const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);

const FIT: View = { scale: 1, x: 0, y: 0 };
const MOST = 8;

/** A picture that zooms by wheel, two fingers, double click, buttons and keys, and moves by dragging. */
export function ZoomableImage({ file }: { file: FileInfo }) {
  const [view, setView] = useState(FIT);
  const frame = useRef<HTMLDivElement>(null);
  /** Where the mouse or each finger is that holds the picture. */
  const held = useRef(new Map<number, Point>());

  const zoom = (factor: number) =>
    setView((old) => {
      const scale = Math.min(MOST, Math.max(1, old.scale * factor));
      return scale === 1 ? FIT : { scale, x: (old.x * scale) / old.scale, y: (old.y * scale) / old.scale };
    });

  useEffect(() => {
    const element = frame.current;
    // React's wheel listener is passive, and the page must not scroll or zoom along.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 400));
    };
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "+" || event.key === "=") zoom(1.4);
      if (event.key === "-") zoom(1 / 1.4);
      if (event.key === "0") setView(FIT);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  function onPointerMove(event: PointerEvent) {
    const from = held.current.get(event.pointerId);
    if (!from) return;
    const to = { x: event.clientX, y: event.clientY };
    const other = [...held.current].find(([id]) => id !== event.pointerId)?.[1];
    held.current.set(event.pointerId, to);
    if (other) zoom(distance(to, other) / Math.max(1, distance(from, other)));
    else if (view.scale > 1) setView((old) => ({ ...old, x: old.x + to.x - from.x, y: old.y + to.y - from.y }));
  }

  const isLarge = view.scale > 1.2 || !file.has_preview_image || file.extension === "gif";
  return (
    // The buttons and keys do what dragging and double clicks do.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a surface to drag is no control
    <div
      ref={frame}
      role="group"
      aria-label={file.name}
      className={styles.frame}
      onPointerDown={(event) => {
        held.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={(event) => held.current.delete(event.pointerId)}
      onPointerCancel={(event) => held.current.delete(event.pointerId)}
      onDoubleClick={() => (view.scale > 1 ? setView(FIT) : zoom(2.5))}
    >
      <img
        className={styles.picture}
        src={isLarge ? fileUrl(file.id) : previewUrl(file.id)}
        alt={file.name}
        draggable={false}
        style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`, cursor: view.scale > 1 ? "grab" : "zoom-in" }}
      />
      <div className={styles.zoom}>
        <button type="button" className={styles.tool} aria-label={t("files.zoom_out")} onClick={() => zoom(1 / 1.4)}>
          <ZoomOut size={18} aria-hidden />
        </button>
        <button type="button" className={styles.percent} aria-label={t("files.zoom_fit")} onClick={() => setView(FIT)}>
          {Math.round(view.scale * 100)} %
        </button>
        <button type="button" className={styles.tool} aria-label={t("files.zoom_in")} onClick={() => zoom(1.4)}>
          <ZoomIn size={18} aria-hidden />
        </button>
      </div>
    </div>
  );
}
