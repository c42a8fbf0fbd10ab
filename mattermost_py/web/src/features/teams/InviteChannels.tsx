import { t } from "@/i18n/t";
import type { Channel } from "@/state/model";
import { useAppShallow } from "@/state/store";
import { Chip } from "@/ui/Chips";
import { Select } from "@/ui/Field";
import styles from "./InviteDialog.module.css";

interface Props {
  teamId: string;
  label: string;
  chosen: readonly Channel[];
  onChange: (chosen: readonly Channel[]) => void;
}

/** The channels in which those who are invited find themselves. */
export function InviteChannels({ teamId, label, chosen, onChange }: Props) {
  const mine = useAppShallow((state) => Object.keys(state.channels.mine).flatMap((id) => state.channels.byId[id] ?? []).filter((channel) => channel.team_id === teamId && channel.delete_at === 0));
  const left = mine.filter((channel) => !chosen.some(({ id }) => id === channel.id)).sort((one, other) => one.display_name.localeCompare(other.display_name));
  return (
    <>
      <Select label={label} value="" onChange={(event) => onChange([...chosen, ...left.filter(({ id }) => id === event.currentTarget.value)])}>
        <option value="">{t("teams.guest_channel_add")}</option>
        {left.map((channel) => (
          <option key={channel.id} value={channel.id}>
            {channel.display_name}
          </option>
        ))}
      </Select>
      {chosen.length > 0 && (
        <ul className={styles.chips} aria-label={label}>
          {chosen.map((channel) => (
            <li key={channel.id}>
              <Chip name={channel.display_name} removal={t("teams.guest_channel_drop", { channel: channel.display_name })} onRemove={() => onChange(chosen.filter(({ id }) => id !== channel.id))} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
