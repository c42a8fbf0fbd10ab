import type { Team } from "@mattermost/types/teams";
import { useState } from "react";
import { messageOf } from "@/client/http";
import { createTeam, teamNameExists } from "@/client/teams";
import { t } from "@/i18n/t";
import { loadTeam } from "@/load/teams";
import { isTeamName, slug } from "./slug";

/** A new team on its way. */
export interface TeamForm {
  readonly name: string;
  readonly address: string;
  /** What is wrong with the address. */
  readonly problem: string;
  /** Why there is no such team yet. */
  readonly failure: string;
  readonly busy: boolean;
  setName: (name: string) => void;
  setAddress: (address: string) => void;
  submit: () => void;
}

/** The form of a new team: its name, the address made of it, and what is wrong with them. */
export function useCreateTeam(onCreated: (team: Team) => void): TeamForm {
  const [name, setName] = useState("");
  const [typed, setAddress] = useState<string | null>(null);
  const [problem, setProblem] = useState("");
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const address = typed ?? slug(name);

  async function create() {
    setFailure("");
    if (!isTeamName(address)) {
      setProblem(t("teams.bad_address"));
      return;
    }
    setBusy(true);
    try {
      if ((await teamNameExists(address)).exists) {
        setBusy(false);
        setProblem(t("teams.address_taken"));
        return;
      }
      const team = await createTeam(name.trim(), address);
      await loadTeam(team.id);
      onCreated(team);
    } catch (error) {
      setFailure(messageOf(error));
      setBusy(false);
    }
  }
  const edit = (value: string) => {
    setAddress(value);
    setProblem("");
  };
  return { name, setName, address, setAddress: edit, problem, failure, busy, submit: () => void create() };
}
