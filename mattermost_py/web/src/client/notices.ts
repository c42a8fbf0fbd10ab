/** News of the site, which come a while after the page. */
import { get, put } from "./http";

/** News of the site, as official clients read them, too. */
export interface SiteNotice {
  id: string;
  sysAdminOnly: boolean;
  title: string;
  description: string;
  actionParam?: string;
  actionText?: string;
}

export const unseenNotices = (teamId: string, locale: string) =>
  get<SiteNotice[]>(`/system/notices/${teamId}`, { client: "web", clientVersion: "11.6.0", locale });

export const markNoticesSeen = (noticeIds: readonly string[]) => put<unknown>("/system/notices/view", noticeIds);
