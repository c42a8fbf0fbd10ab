/** What the switcher offers besides places: threads one follows, and what can be done. Brought with the first letter. */
import {
  AtSign, Bell, CheckCheck, Circle, Compass, FileEdit, FolderPlus, Hash, Inbox, Info, Keyboard, LogOut, type LucideIcon, MessagesSquare, Moon, PenLine,
  Search, Settings, ShieldCheck, Smile, Sun, SunMoon, UserPlus,
} from "lucide-react";
import { keyName, keysOf } from "@/app/keys";
import type { Command } from "@/app/keys";
import { go } from "@/app/paths";
import { themeRules } from "@/app/theme";
import { runCommand } from "@/app/useShortcuts";
import { setPreference } from "@/features/channels/actions";
import { markAllRead } from "@/features/channels/markAllRead";
import { loadInbox } from "@/features/threads/threadActions";
import { choosePresence, presenceName } from "@/features/users/presence";
import { t } from "@/i18n/t";
import { signOut } from "@/load/session";
import { channelName } from "@/state/channels";
import type { State } from "@/state/model";
import { isCollapsedThreads } from "@/state/preferences";
import { can, mayOpenConsole } from "@/state/roles";
import { change, getState } from "@/state/store";
import { currentTeam } from "@/state/teams";
import { threadsInTeam } from "@/state/threads";
import { openDialog } from "@/state/ui";
import { nameOf } from "@/state/users";
import { COLD, type Destination } from "./places";
import { fold } from "./ranking";

const TITLE_LENGTH = 90;

let askedFor = "";

/** Threads and commands; asks the server for the threads it is the first to need. */
export async function beyondPlaces(): Promise<readonly Destination[]> {
  const { teams, users, connection } = getState();
  const asked = `${users.meId}:${teams.currentId}:${connection.resyncs}`;
  if (isCollapsedThreads(getState()) && asked !== askedFor) {
    askedFor = asked;
    await loadInbox(teams.currentId, undefined, false).catch(() => (askedFor = ""));
  }
  return [...threadPlaces(getState()), ...commands(getState())];
}

function threadPlaces(state: State): Destination[] {
  if (!isCollapsedThreads(state)) return [];
  const team = currentTeam(state)?.name ?? "";
  return threadsInTeam(state, state.teams.currentId).flatMap((thread) => {
    const post = state.posts.byId[thread.id];
    const channel = state.channels.byId[post?.channel_id ?? ""];
    const name = titleOf(post?.message ?? "");
    if (channel === undefined || name === "") return [];
    const where = `${nameOf(state, post?.user_id ?? "")} · ${channelName(state, channel)}`;
    return {
      ...COLD,
      kind: "thread",
      key: `thread-${thread.id}`,
      id: thread.id,
      name,
      folded: fold(name),
      also: fold(where),
      isSentence: true,
      usedAt: thread.last_reply_at,
      mentions: thread.unread_mentions,
      isUnread: thread.unread_replies > 0,
      team: where,
      icon: MessagesSquare,
      run: () => go(`/${team}/threads/${thread.id}`),
    } satisfies Destination;
  });
}

/** The first line of a message, without the marks of Markdown. */
function titleOf(message: string): string {
  const line = message.split("\n").find((one) => /[\p{L}\p{N}]/u.test(one)) ?? "";
  const plain = line.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/^[#>\s*-]+|[*`~]|\|/g, "").trim();
  return plain.length > TITLE_LENGTH ? `${plain.slice(0, TITLE_LENGTH)}…` : plain;
}

const KEYED: readonly (readonly [Command, LucideIcon])[] = [
  ["unreads", Inbox],
  ["next_unread", Bell],
  ["direct", PenLine],
  ["write", PenLine],
  ["search", Search],
  ["mentions", AtSign],
  ["info", Info],
  ["settings", Settings],
  ["shortcuts", Keyboard],
];

function commands(state: State): Destination[] {
  const team = currentTeam(state)?.name ?? "";
  const teamId = state.teams.currentId;
  const creates = can(state, "create_public_channel", { teamId }) || can(state, "create_private_channel", { teamId });
  const invites = can(state, "add_user_to_team", { teamId }) || can(state, "invite_user", { teamId });
  return [
    ...KEYED.map(([name, icon]) => command(t(`shortcuts.${name}`), icon, () => runCommand(name), keyName(keysOf(state, name)))),
    ...(isCollapsedThreads(state) ? [command(t("sidebar.threads"), MessagesSquare, () => go(`/${team}/threads`))] : []),
    command(t("drafts.kinds"), FileEdit, () => go(`/${team}/drafts`)),
    command(t("shortcuts.all_read"), CheckCheck, () => void markAllRead()),
    dialog("channels.browse", Compass, "browse-channels"),
    ...(creates ? [dialog("channels.create", Hash, "create-channel")] : []),
    dialog("sidebar.new_category", FolderPlus, "new-category"),
    ...(invites ? [dialog("teams.invite", UserPlus, "invite", teamId)] : []),
    dialog("users.status_set", Smile, "custom-status"),
    ...(["online", "away", "dnd", "offline"] as const).map((one) => command(t("switcher.presence", { name: presenceName(one) }), Circle, () => void choosePresence(one))),
    ...themes(state),
    ...(mayOpenConsole(state) ? [command(t("app.console"), ShieldCheck, () => go("/admin_console"))] : []),
    command(t("users.sign_out"), LogOut, () => void signOut()),
  ];
}

function dialog(words: string, icon: LucideIcon, name: string, id?: string): Destination {
  return command(t(words), icon, () => change(openDialog, name, id));
}

const THEMES = [["system", SunMoon], ["light", Sun], ["dark", Moon]] as const;

/** Those the site lets people choose. */
function themes(state: State): Destination[] {
  const { mayChoose, offered } = themeRules(state.server.config);
  if (!mayChoose) return [];
  return THEMES.filter(([choice]) => offered.includes(choice)).map(([choice, icon]) =>
    command(t("switcher.theme", { name: t(`settings.theme_${choice}`) }), icon, () => void setPreference("display_settings", "mmpy_theme", choice)),
  );
}

function command(name: string, icon: LucideIcon, run: () => void, keys = ""): Destination {
  const key = `command-${fold(name).replace(/\W+/g, "-")}`;
  return { ...COLD, kind: "command", key, id: key, name, folded: fold(name), also: "", isSentence: true, icon, run, keys };
}
