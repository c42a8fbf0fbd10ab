import { Tooltip as Bubble, TooltipAnchor, TooltipProvider } from "@ariakit/react/tooltip";
import type { ReactElement } from "react";
import styles from "./Tooltip.module.css";

interface Props {
  text: string;
  keys?: string | undefined;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactElement;
}

/** A few words beside a control, on hover and on keyboard focus. The control keeps its own accessible name. */
export function Tooltip({ text, keys, side = "bottom", children }: Props) {
  return (
    <TooltipProvider placement={side} timeout={450} hideTimeout={0}>
      <TooltipAnchor render={children} />
      <Bubble className={styles.bubble} gutter={6} unmountOnHide portal>
        {text}
        {keys !== undefined && <kbd className={styles.keys}>{keys}</kbd>}
      </Bubble>
    </TooltipProvider>
  );
}
