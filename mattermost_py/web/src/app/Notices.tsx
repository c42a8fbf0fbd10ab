import { useEffect, useState } from "react";
import { markNoticesSeen, type SiteNotice, unseenNotices } from "@/client/notices";
import { currentLocale } from "@/i18n/t";
import { useApp } from "@/state/store";
import { NoticeCard } from "./NoticeCard";

/** Whoever comes back after this long is asked for news again. */
const STALE_MS = 600_000;

/** News of the site, one after the other; what somebody has seen does not come back. */
export default function Notices() {
  const teamId = useApp((state) => state.teams.currentId);
  const [notices, setNotices] = useState<readonly SiteNotice[]>([]);
  useEffect(() => {
    if (teamId === "") return;
    let askedAt = 0;
    let alive = true;
    const ask = () => {
      if (document.hidden || Date.now() - askedAt < STALE_MS) return;
      askedAt = Date.now();
      // Without them everything works; the next look asks again.
      unseenNotices(teamId, currentLocale()).then((found) => alive && setNotices(found), () => undefined);
    };
    ask();
    document.addEventListener("visibilitychange", ask);
    return () => {
      alive = false;
      document.removeEventListener("visibilitychange", ask);
    };
  }, [teamId]);
  const [first, ...rest] = notices;
  if (first === undefined) return null;
  const close = () => {
    setNotices(rest);
    void markNoticesSeen([first.id]).catch(() => undefined);
  };
  return <NoticeCard key={first.id} notice={first} onClose={close} />;
}
