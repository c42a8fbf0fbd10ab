import { useEffect, useState } from "react";
import { loadPresences, needUsers } from "@/load/users";
import { late, Later } from "@/ui/late";

const Card = late(() => import("./ProfileCardPopover"));

interface Opened {
  userId: string;
  anchor: HTMLElement;
}

/** One popover for every name and picture that carries `data-user`. */
export function ProfilePopover() {
  const [opened, setOpened] = useState<Opened | null>(null);
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const anchor = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-user]") : null;
      const userId = anchor?.dataset["user"] ?? "";
      if (anchor === null || userId === "") return;
      event.preventDefault();
      needUsers([userId]);
      void loadPresences([userId]).catch(() => undefined);
      setOpened({ userId, anchor });
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, []);
  return (
    opened && (
      <Later>
        <Card key={opened.userId} {...opened} onClose={() => setOpened(null)} />
      </Later>
    )
  );
}
