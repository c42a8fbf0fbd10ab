import { Dialog as Sheet, DialogDismiss, DialogHeading } from "@ariakit/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useContext, useEffect, useState } from "react";
import { t } from "@/i18n/t";
import styles from "./DialogParts.module.css";
import { afterPaint } from "./afterPaint";
import { classes } from "./classes";
import { finalFocus, forgetFinalFocus } from "./finalFocus";
import { Rehearsal } from "./rehearsal";

export interface DialogProps {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the bottom, the main one last. */
  footer?: ReactNode;
  size?: "s" | "m" | "l";
  /** For dialogs that bring their own scrolling and padding. */
  bare?: boolean;
  /** Says the title without showing it. */
  hideTitle?: boolean;
  /** Stays when somebody clicks beside it: there is something to lose. */
  steady?: boolean;
}

/** Fields with a list of their own close that first. */
const hasOwnEscape = (target: EventTarget | null) => target instanceof HTMLElement && target.dataset["ownEscape"] === "true";

/** Whether a field of the dialog has asked for the focus already. */
const hasFocus = (part: HTMLElement | null) => part?.closest('[role="dialog"]')?.contains(document.activeElement) === true;

/** A modal dialog, drawn; loaded with the first one that opens, see `Dialog.tsx`. */
export default function DialogParts({ title, onClose, children, footer, size = "m", bare = false, hideTitle = false, steady = false }: DialogProps) {
  const isRehearsal = useContext(Rehearsal);
  const [isPainted, setPainted] = useState(false);
  useEffect(forgetFinalFocus, []);
  useEffect(() => afterPaint(() => setPainted(true)), []);
  return (
    <Sheet
      open={!isRehearsal}
      // What lies behind becomes inert once the dialog is seen: all of it gets new styles for that, which takes a while.
      getPersistentElements={() => (isPainted ? [] : document.body.children)}
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else has it look at the page again
      unstable_treeSnapshotKey={isPainted}
      onClose={onClose}
      autoFocusOnShow={(first) => !hasFocus(first)}
      hideOnInteractOutside={!steady}
      hideOnEscape={(event) => !hasOwnEscape(event.target)}
      finalFocus={finalFocus}
      backdrop={<div className={styles.scrim} />}
      className={classes(styles.dialog, styles[size])}
    >
      {hideTitle ? (
        <>
          <DialogHeading render={<h2>{title}</h2>} className="visually-hidden" />
          {/* Without one of ours the library adds a way out in English. */}
          <DialogDismiss className={styles.corner} tabIndex={-1} aria-label={t("common.close")}>
            <X size={18} />
          </DialogDismiss>
        </>
      ) : (
        <header className={styles.header}>
          <DialogHeading render={<h2>{title}</h2>} className={styles.title} />
          <DialogDismiss className={styles.dismiss} aria-label={t("common.close")}>
            <X size={18} />
          </DialogDismiss>
        </header>
      )}
      <div className={bare ? styles.bare : styles.body}>{children}</div>
      {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
    </Sheet>
  );
}
