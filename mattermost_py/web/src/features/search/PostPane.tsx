import type { ReactNode } from "react";

import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Skeleton } from "@/ui/Skeleton";

import type { Marks } from "./marks";
import { ResultList } from "./ResultList";
import type { Fetched } from "@/load/useFetched";

interface Props {
  found: Fetched<readonly string[]>;
  icon: ReactNode;
  emptyTitle: string;
  emptyText: string;
  marks?: Marks | undefined;
  hidesChannel?: boolean;
  onEnd?: () => void;
}

/** A pane of posts: on its way, failed, empty, or there. */
export function PostPane({ found, icon, emptyTitle, emptyText, marks, hidesChannel = false, onEnd }: Props) {
  if (found.problem !== "") {
    return (
      <Empty title={t("search.failed")} action={<Button onClick={found.retry}>{t("common.retry")}</Button>}>
        {found.problem}
      </Empty>
    );
  }
  if (found.value === null) return <Skeleton rows={5} avatar />;
  if (found.value.length === 0) {
    return (
      <Empty icon={icon} title={emptyTitle}>
        {emptyText}
      </Empty>
    );
  }
  return <ResultList postIds={found.value} marks={marks} hidesChannel={hidesChannel} onEnd={onEnd} />;
}
