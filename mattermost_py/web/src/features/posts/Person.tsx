import type { ReactNode } from "react";

interface Props {
  userId: string;
  className?: string | undefined;
  /** The person's name, where the child is only a picture. */
  label?: string | undefined;
  children: ReactNode;
}

/** A name or picture that opens the person's profile. */
export function Person({ userId, className, label, children }: Props) {
  return (
    <button type="button" className={className} data-user={userId} aria-label={label}>
      {children}
    </button>
  );
}
