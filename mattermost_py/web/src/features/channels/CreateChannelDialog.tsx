import { useState } from "react";
import type { DialogProps } from "@/app/Dialogs";
import { absolute, goToChannel } from "@/app/paths";
import { createChannel } from "@/client/channels";
import { isChannelName, slug } from "@/features/teams/slug";
import { t } from "@/i18n/t";
import { loadChannel, needCategories } from "@/load/channels";
import { receiveChannels } from "@/state/channels";
import { can } from "@/state/roles";
import { change, getState, useApp } from "@/state/store";
import { currentTeam } from "@/state/teams";
import { openDialog } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { AddressField, Radios, TextArea, TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { CategoryField } from "./CategoryField";
import { Stack } from "@/ui/Stack";
import { useTask } from "@/ui/useTask";

/** A new channel of the team on the screen. */
export default function CreateChannelDialog({ onClose }: DialogProps) {
  const form = useCreateChannel();
  const team = useApp(currentTeam);
  const teamId = team?.id ?? "";
  const mayPublic = useApp((state) => can(state, "create_public_channel", { teamId }));
  const mayPrivate = useApp((state) => can(state, "create_private_channel", { teamId }));
  const kinds = [
    ...(mayPublic ? [{ value: "O" as const, text: t("channels.public"), hint: t("channels.public_hint") }] : []),
    ...(mayPrivate ? [{ value: "P" as const, text: t("channels.private"), hint: t("channels.private_hint") }] : []),
  ];
  const kind = kinds.some((one) => one.value === form.kind) ? form.kind : (kinds[0]?.value ?? "O");
  return (
    <Dialog
      title={t("channels.create")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" busy={form.busy} disabled={form.name.trim() === ""} onClick={() => form.submit(kind)}>
            {t("channels.create_submit")}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          form.submit(kind);
        }}
      >
        <Stack>
          <FormProblem>{form.problem}</FormProblem>
          <TextField label={t("channels.name")} autoFocus maxLength={64} placeholder={t("channels.name_example")} value={form.name} onChange={(event) => form.setName(event.currentTarget.value)} />
          <AddressField
            label={t("channels.address")}
            value={form.address}
            problem={form.addressProblem}
            hint={absolute(`/${team?.name ?? ""}/channels/${form.address}`)}
            onChange={form.setAddress}
          />
          <Radios label={t("channels.kind")} value={kind} options={kinds} onChange={form.setKind} />
          <TextArea label={`${t("channels.purpose")} (${t("common.optional")})`} hint={t("channels.purpose_hint")} maxLength={250} value={form.purpose} onChange={(event) => form.setPurpose(event.currentTarget.value)} />
          <CategoryField teamId={teamId} value={form.category} onChange={form.setCategory} />
        </Stack>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

function useCreateChannel() {
  const [name, setName] = useState("");
  const [typed, setAddress] = useState<string | null>(null);
  const [kind, setKind] = useState<"O" | "P">("O");
  const [purpose, setPurpose] = useState("");
  const [category, setCategory] = useState("");
  const [addressProblem, setAddressProblem] = useState("");
  const { busy, problem, run } = useTask();
  // Names without a single Latin letter get a neutral address.
  const address = typed ?? (slug(name) || (name.trim() === "" ? "" : `channel-${Date.now().toString(36)}`));

  async function create(type: "O" | "P") {
    const team_id = getState().teams.currentId;
    const made = await createChannel({ team_id, name: address, display_name: name.trim(), type, purpose: purpose.trim(), default_category_name: category.trim() });
    change(receiveChannels, [made]);
    await loadChannel(made.id);
    needCategories(team_id);
    goToChannel(made.id);
    change(openDialog, "add-members", made.id);
  }
  function submit(type: "O" | "P") {
    if (name.trim() === "") return;
    if (!isChannelName(address)) setAddressProblem(t("channels.bad_address"));
    else run(() => create(type));
  }
  const edit = (value: string) => {
    setAddress(value);
    setAddressProblem("");
  };
  return { name, setName, address, setAddress: edit, kind, setKind, purpose, setPurpose, category, setCategory, addressProblem, busy, problem, submit };
}
