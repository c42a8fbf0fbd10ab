import { MoreHorizontal, Search, UserPlus } from "lucide-react";
import { useState } from "react";
import { VList } from "virtua";
import { removeChannelMember, setChannelAdmin } from "@/client/channels";
import { PersonRow } from "@/features/users";
import { t, withWords } from "@/i18n/t";
import { receiveChannelMembers } from "@/state/channels";
import type { Channel, ChannelMember, User } from "@/state/model";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";

import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem } from "@/ui/Menu";
import { late, Later } from "@/ui/late";
import { Skeleton } from "@/ui/Skeleton";
import { openDirect, tried } from "./actions";
import styles from "./MembersPane.module.css";
import { useMembers } from "./useMembers";

const Requests = late(() => withWords(import("./Requests"), "more"));

/** Who is in the channel; with the right to, adds, removes and appoints. */
export function MembersPane({ channelId }: { channelId: string }) {
  const channel = useApp((state) => state.channels.byId[channelId]);
  const byId = useApp((state) => state.users.byId);
  const members = useApp((state) => state.channels.members[channelId]);
  const mayAdd = useApp((state) => can(state, channel?.type === "P" ? "manage_private_channel_members" : "manage_public_channel_members", { channelId }));
  const mayAnswer = useApp((state) => can(state, "manage_channel_roles", { channelId }));
  const [term, setTerm] = useState("");
  const { ids, hasMore, more } = useMembers(channelId);
  if (channel === undefined) return null;
  const words = term.trim().toLowerCase();
  const people = (ids ?? []).flatMap((id) => byId[id] ?? []).filter((user) => matches(user, words));
  const isTeamChannel = channel.team_id !== "";
  return (
    <div className={styles.pane}>
      <div className={styles.tools}>
        <TextField label={t("users.search")} hideLabel leading={<Search size={15} />} placeholder={t("users.search")} value={term} onChange={(event) => setTerm(event.currentTarget.value)} />
        {isTeamChannel && mayAdd && channel.delete_at === 0 && (
          <Button icon={<UserPlus size={16} />} onClick={() => change(openDialog, "add-members", channelId)}>
            {t("channels.add")}
          </Button>
        )}
      </div>
      {channel.type === "P" && mayAnswer && (
        <Later>
          <Requests channelId={channelId} />
        </Later>
      )}
      {ids === null ? (
        <Skeleton rows={6} avatar />
      ) : (
        <VList className={styles.list} role="list" aria-label={t("channels.members")} onScrollEnd={() => hasMore && more()}>
          {people.map((user) => (
            <div key={user.id} role="listitem" className={styles.row}>
              <button type="button" className={styles.person} data-user={user.id}>
                <PersonRow user={user} note={members?.[user.id]?.scheme_admin ? t("channels.admin") : undefined} />
              </button>
              <MemberMenu channel={channel} user={user} member={members?.[user.id]} mayManage={mayAdd && isTeamChannel} />
            </div>
          ))}
        </VList>
      )}
    </div>
  );
}

interface MenuProps {
  channel: Channel;
  user: User;
  member: ChannelMember | undefined;
  mayManage: boolean;
}

function MemberMenu({ channel, user, member, mayManage }: MenuProps) {
  const isMe = useApp((state) => state.users.meId === user.id);
  const mayAppoint = useApp((state) => can(state, "manage_channel_roles", { channelId: channel.id }));
  const isAdmin = member?.scheme_admin ?? false;
  async function appoint() {
    const done = await tried(() => setChannelAdmin(channel.id, user.id, !isAdmin));
    if (done && member) change(receiveChannelMembers, channel.id, [{ ...member, scheme_admin: !isAdmin }]);
  }
  async function remove() {
    // The event of it changes list and count, as for everybody else.
    await tried(() => removeChannelMember(channel.id, user.id));
  }
  if (isMe) return null;
  return (
    <Menu
      label={t("users.actions", { name: user.username })}
      placement="bottom-end"
      button={<IconButton size="s" label={t("users.actions", { name: user.username })} icon={<MoreHorizontal size={17} />} />}
    >
      <MenuItem onSelect={() => void openDirect(user.id)}>{t("users.message")}</MenuItem>
      {mayAppoint && channel.team_id !== "" && (
        <MenuItem onSelect={() => void appoint()}>{t(isAdmin ? "channels.make_member" : "channels.make_admin")}</MenuItem>
      )}
      {mayManage && (
        <MenuItem danger onSelect={() => void remove()}>
          {t("channels.remove_member")}
        </MenuItem>
      )}
    </Menu>
  );
}

function matches(user: User, words: string): boolean {
  if (words === "") return true;
  return [user.username, user.nickname, user.first_name, user.last_name, `${user.first_name} ${user.last_name}`].some((text) =>
    text.toLowerCase().includes(words.replace(/^@/, "")),
  );
}

