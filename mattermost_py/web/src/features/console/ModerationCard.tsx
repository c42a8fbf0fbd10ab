import type { ChannelModeration } from "@mattermost/types/channels";
import { moderations as fetchModerations, patchModerations } from "@/client/console";
import { tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { FormProblem } from "@/ui/Page";
import { Card, type Column, DataTable, Switch } from "./parts";
import { useLoaded } from "./useLoaded";

type Who = "members" | "guests";

/** What members and guests may do in one channel; each switch acts at once. */
export function ModerationCard({ channelId, mayWrite }: { channelId: string; mayWrite: boolean }) {
  const { value: rows, problem, set, reload } = useLoaded(channelId, () => fetchModerations(channelId));
  async function turn(name: string, who: Who, on: boolean) {
    // The switch moves at once; what the server made of it follows.
    set((rows ?? []).map((row) => (row.name === name ? { ...row, roles: { ...row.roles, [who]: { enabled: true, value: on } } } : row)));
    const done = await tried(async () => set(await patchModerations(channelId, [{ name, roles: { [who]: on } }])));
    if (!done) reload();
  }
  const columns: Column<ChannelModeration>[] = [
    {
      title: t("console.moderation_what"),
      cell: (row) => (
        <>
          {t(`console.moderation.${row.name}`)}
          {!row.roles.members.enabled && <small>{t("console.moderation_off")}</small>}
        </>
      ),
    },
    ...(["members", "guests"] as const).map((who) => ({
      title: t(`console.moderation_${who}`),
      end: true,
      cell: (row: ChannelModeration) => <Cell row={row} who={who} mayWrite={mayWrite} onTurn={(on) => void turn(row.name, who, on)} />,
    })),
  ];
  return (
    <Card title={t("console.moderation")} lead={t("console.moderation_lead")}>
      {problem !== "" ? <FormProblem>{problem}</FormProblem> : <DataTable label={t("console.moderation")} columns={columns} rows={rows} keyOf={(row) => row.name} empty="" />}
    </Card>
  );
}

function Cell({ row, who, mayWrite, onTurn }: { row: ChannelModeration; who: Who; mayWrite: boolean; onTurn: (on: boolean) => void }) {
  // Guests never have some of them; the server then sends null.
  const held = row.roles[who] as { value: boolean; enabled: boolean } | null | undefined;
  if (!held) return <span aria-hidden="true">–</span>;
  const label = `${t(`console.moderation.${row.name}`)}: ${t(`console.moderation_${who}`)}`;
  return <Switch label="" hiddenLabel={label} checked={held.value} disabled={!mayWrite || !held.enabled} onChange={onTurn} />;
}
