import type { ReactNode } from "react";

interface Props {
  userId: string;
  className?: string | undefined;
  children: ReactNode;
}

/** A name or picture that opens the person's profile. */
export function Person({ userId, className, children }: Props) {
  return (
    <button type="button" className={className} data-user={userId}>
      {children}
    </button>
  );
}
