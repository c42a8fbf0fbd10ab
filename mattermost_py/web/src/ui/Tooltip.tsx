import { cloneElement, type ReactElement } from "react";

export type TipSide = "top" | "right" | "bottom" | "left";

interface Props {
  text: string;
  keys?: string | undefined;
  side?: TipSide;
  children: ReactElement<Record<string, unknown>>;
}

/**
 * A few words beside a control, on hover and on keyboard focus. The control keeps its own accessible name.
 * The control is only marked; one `<Tips />` draws for all of them.
 */
export function Tooltip({ text, keys, side = "bottom", children }: Props) {
  return cloneElement(children, { "data-tip": text, "data-tip-keys": keys, "data-tip-side": side });
}
