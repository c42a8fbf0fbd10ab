import type { ReactNode } from "react";

interface Props {
  userId: string;
  className?: string | undefined;
  /** What a mere picture is called; it leaves the tab order, as the name beside it does the same. */
  label?: string | undefined;
  children: ReactNode;
}

/** A name or picture that opens the person's profile. */
export function Person({ userId, className, label, children }: Props) {
  return (
    <button type="button" className={className} data-user={userId} aria-label={label} tabIndex={label === undefined ? undefined : -1}>
      {children}
    </button>
  );
}
