import { absolute } from "@/app/paths";
import { t } from "@/i18n/t";
import { AddressField, TextField } from "@/ui/Field";
import type { TeamForm } from "./useCreateTeam";

/** The name of a new team, and the address made of it. */
export function TeamFields({ form, autoFocus = false }: { form: TeamForm; autoFocus?: boolean }) {
  return (
    <>
      <TextField
        label={t("teams.name")}
        autoFocus={autoFocus}
        maxLength={64}
        placeholder={t("teams.name_example")}
        value={form.name}
        onChange={(event) => form.setName(event.currentTarget.value)}
      />
      <AddressField label={t("teams.address")} value={form.address} problem={form.problem} hint={absolute(`/${form.address}`)} onChange={form.setAddress} />
    </>
  );
}
