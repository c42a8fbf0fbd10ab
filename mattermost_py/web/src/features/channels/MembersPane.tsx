import { Search, UserPlus } from "lucide-react";
import { useState } from "react";
import { channelMembersByIds, removeChannelMember, setChannelAdmin } from "@/client/channels";
import { searchUsers, usersInChannel } from "@/client/users";
import { MemberList } from "@/features/users/MemberList";
import { usePeoplePages } from "@/features/users/usePeoplePages";
import { t, withWords } from "@/i18n/t";
import { loadPresences } from "@/load/users";
import { receiveChannelMembers } from "@/state/channels";
import type { User } from "@/state/model";
import { can } from "@/state/roles";
import { change, getState, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";

import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { MenuItem } from "@/ui/Menu";
import { late, Later } from "@/ui/late";
import { tried } from "./actions";
import styles from "./MembersPane.module.css";

const Requests = late(() => withWords(import("./Requests"), "more"));

/** Who is in the channel; with the right to, adds, removes and appoints. */
export function MembersPane({ channelId }: { channelId: string }) {
  const channel = useApp((state) => state.channels.byId[channelId]);
  const members = useApp((state) => state.channels.members[channelId]);
  // A changed count means that somebody came or went.
  const count = useApp((state) => state.channels.stats[channelId]?.member_count);
  const mayAdd = useApp((state) => can(state, channel?.type === "P" ? "manage_private_channel_members" : "manage_public_channel_members", { channelId }));
  const mayAppoint = useApp((state) => can(state, "manage_channel_roles", { channelId }));
  const [term, setTerm] = useState("");
  const { people, more } = usePeoplePages(channelId, term, count, (page, word) => findMembers(channelId, page, word));
  if (channel === undefined) return null;
  const isTeamChannel = channel.team_id !== "";
  const isAdmin = (user: User) => members?.[user.id]?.scheme_admin ?? false;
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
      {channel.type === "P" && mayAppoint && (
        <Later>
          <Requests channelId={channelId} />
        </Later>
      )}
      <MemberList
        people={people?.filter((user) => members?.[user.id]) ?? null}
        label={t("channels.members")}
        isAdmin={isAdmin}
        actions={(user) => (
          <>
            {mayAppoint && isTeamChannel && (
              <MenuItem onSelect={() => void appoint(channelId, user.id, !isAdmin(user))}>{t(isAdmin(user) ? "channels.make_member" : "channels.make_admin")}</MenuItem>
            )}
            {mayAdd && isTeamChannel && (
              // The event of it changes list and count, as for everybody else.
              <MenuItem danger onSelect={() => void tried(() => removeChannelMember(channelId, user.id))}>
                {t("channels.remove_member")}
              </MenuItem>
            )}
          </>
        )}
        onEnd={more}
      />
    </div>
  );
}

async function findMembers(channelId: string, page: number, word: string): Promise<User[]> {
  const users = await (word === "" ? usersInChannel(channelId, page) : searchUsers({ term: word, in_channel_id: channelId, limit: 100 }));
  const ids = users.map((user) => user.id);
  if (ids.length > 0) change(receiveChannelMembers, channelId, await channelMembersByIds(channelId, ids));
  void loadPresences(ids).catch(() => undefined);
  return users;
}

async function appoint(channelId: string, userId: string, isAdmin: boolean): Promise<void> {
  const done = await tried(() => setChannelAdmin(channelId, userId, isAdmin));
  const member = getState().channels.members[channelId]?.[userId];
  if (done && member) change(receiveChannelMembers, channelId, [{ ...member, scheme_admin: isAdmin }]);
}
