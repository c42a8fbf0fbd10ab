import type { ComponentProps, MouseEvent } from "react";
import { basePath } from "@/client/http";
import { go } from "./paths";

interface Props extends Omit<ComponentProps<"a">, "href" | "onClick"> {
  /** Below the mounted path. */
  path: string;
}

/** A link inside the site. Unlike the router's own it does not hear of every move, so that hundreds of them cost nothing. */
export function PathLink({ path, children, ...attributes }: Props) {
  function follow(event: MouseEvent) {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(path);
  }
  return (
    <a {...attributes} href={basePath + path} onClick={follow}>
      {children}
    </a>
  );
}
