/** People by what is typed: asks the server a moment after the last key, newest question wins. */
import { useEffect, useState } from "react";
import { listUsers, searchUsers } from "@/client/users";
import type { User } from "@/state/model";
import { receiveUsers } from "@/state/users";
import { change } from "@/state/store";

const PAUSE_MS = 120;

export interface PeopleScope {
  teamId?: string;
  notInChannelId?: string;
  notInTeamId?: string;
}

/** `null` while nothing is known yet. */
export function usePeopleSearch(term: string, scope: PeopleScope): readonly User[] | null {
  const [people, setPeople] = useState<readonly User[] | null>(null);
  const { teamId = "", notInChannelId = "", notInTeamId = "" } = scope;
  useEffect(() => {
    let alive = true;
    const timer = setTimeout(() => {
      find(term.trim(), teamId, notInChannelId, notInTeamId).then(
        (found) => {
          if (!alive) return;
          change(receiveUsers, found);
          setPeople(found.filter((user) => user.delete_at === 0));
        },
        () => alive && setPeople([]),
      );
    }, PAUSE_MS);
    return () => {
      alive = false;
      clearTimeout(timer);
    };
  }, [term, teamId, notInChannelId, notInTeamId]);
  return people;
}

function find(term: string, teamId: string, notInChannelId: string, notInTeamId: string): Promise<User[]> {
  const inTeam = teamId === "" ? {} : { in_team: teamId };
  const notInChannel = notInChannelId === "" ? {} : { not_in_channel: notInChannelId };
  const notInTeam = notInTeamId === "" ? {} : { not_in_team: notInTeamId };
  // The search wants at least one letter.
  if (term.replace(/^@/, "") === "") return listUsers({ ...inTeam, ...notInChannel, ...notInTeam });
  return searchUsers({
    term: term.replace(/^@/, ""),
    limit: 100,
    ...(teamId === "" ? {} : { team_id: teamId }),
    ...(notInChannelId === "" ? {} : { not_in_channel_id: notInChannelId }),
    ...(notInTeamId === "" ? {} : { not_in_team_id: notInTeamId }),
  });
}
