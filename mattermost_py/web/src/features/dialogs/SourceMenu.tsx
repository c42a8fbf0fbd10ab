import { useState } from "react";
import type { Choice } from "@/client/dialogs";
import { useApp } from "@/state/store";
import { ChoiceField } from "./ChoiceField";
import { findChannels, findPeople } from "./choices";

interface Props {
  name: string;
  /** "users" or "channels". */
  source: string;
  isDisabled: boolean;
  onChoose: (id: string) => void;
}

/** A message's menu of people or channels. */
export default function SourceMenu({ name, source, isDisabled, onChoose }: Props) {
  const teamId = useApp((state) => state.teams.currentId);
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  return (
    <ChoiceField
      label={name}
      isSmall
      placeholder={name}
      required={false}
      isMany={false}
      isDisabled={isDisabled}
      chosen={chosen}
      find={source === "users" ? findPeople : findChannels(teamId)}
      onChange={(choices) => {
        setChosen(choices);
        if (choices[0] !== undefined) onChoose(choices[0].value);
      }}
    />
  );
}
