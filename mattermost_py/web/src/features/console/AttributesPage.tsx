import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { attributeFields } from "@/client/accounts";
import { deleteAttribute, patchAttribute } from "@/client/console";
import { tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { isEnabled } from "@/state/server";
import { useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { IconButton } from "@/ui/IconButton";
import { AttributeDialog } from "./AttributeDialog";
import { type Attribute, kindOf, MOST_ATTRIBUTES } from "./attributes";
import styles from "./Parts.module.css";
import { settingsPath } from "./pages";
import { type Column, ConsolePage, DataTable, Mark } from "./parts";
import { useLoaded } from "./useLoaded";

/** What the organisation wants to know of everybody besides the name. */
export default function AttributesPage() {
  const isOn = useApp((state) => isEnabled(state, "FeatureFlagCustomProfileAttributes"));
  if (isOn) return <Attributes />;
  return (
    <ConsolePage title={t("console.page.attributes")} lead={t("console.lead.attributes")}>
      <p className={styles.notice}>
        {t("console.attributes_off")} <Link to={settingsPath("FeatureFlags", "CustomProfileAttributes")}>{t("console.show_setting")}</Link>
      </p>
    </ConsolePage>
  );
}

function Attributes() {
  const { value, problem, reload } = useLoaded("attributes", () => attributeFields() as Promise<Attribute[]>);
  const [editing, setEditing] = useState<Attribute | "new" | null>(null);
  const [deleting, setDeleting] = useState<Attribute | null>(null);
  const fields = value && [...value].sort((one, other) => one.attrs.sort_order - other.attrs.sort_order);
  /** Neighbours change places; places are numbered anew, as old ones may be the same. */
  async function move(from: number, to: number) {
    const order = [...(fields ?? [])];
    const [moved] = order.splice(from, 1);
    if (moved) order.splice(to, 0, moved);
    const changed = order.flatMap((field, place) => (field.attrs.sort_order === place ? [] : [{ field, place }]));
    await tried(() => Promise.all(changed.map(({ field, place }) => patchAttribute(field.id, { attrs: { sort_order: place } }))));
    reload();
  }
  const columns: Column<Attribute>[] = [
    { title: t("console.name"), cell: (field) => field.name },
    { title: t("console.kind"), cell: (field) => t(`console.attribute_kind.${kindOf(field)}`) },
    { title: t("console.attribute_shown"), cell: (field) => t(`console.attribute_shown.${field.attrs.visibility}`) },
    { title: t("console.attribute_by"), cell: (field) => <Mark>{t(`console.attribute_by.${sourceOf(field)}`)}</Mark> },
    {
      title: t("common.more"),
      hideTitle: true,
      end: true,
      cell: (field) => {
        const place = fields?.indexOf(field) ?? 0;
        return (
          <span className={styles.tools}>
            <IconButton label={t("console.move_up", { name: field.name })} icon={<ArrowUp size={16} />} disabled={place === 0} onClick={() => void move(place, place - 1)} />
            <IconButton label={t("console.move_down", { name: field.name })} icon={<ArrowDown size={16} />} disabled={place === (fields?.length ?? 0) - 1} onClick={() => void move(place, place + 1)} />
            <IconButton label={t("console.edit_named", { name: field.name })} icon={<Pencil size={16} />} onClick={() => setEditing(field)} />
            <IconButton label={t("console.delete_named", { name: field.name })} icon={<Trash2 size={16} />} onClick={() => setDeleting(field)} />
          </span>
        );
      },
    },
  ];
  return (
    <ConsolePage
      title={t("console.page.attributes")}
      lead={t("console.lead.attributes")}
      actions={
        <Button tone="primary" icon={<Plus size={16} />} disabled={(fields?.length ?? 0) >= MOST_ATTRIBUTES} onClick={() => setEditing("new")}>
          {t("console.attribute_new")}
        </Button>
      }
    >
      <DataTable label={t("console.page.attributes")} columns={columns} rows={fields} keyOf={(field) => field.id} problem={problem} empty={t("console.no_attributes")} />
      {editing !== null && <AttributeDialog field={editing === "new" ? null : editing} place={fields?.length ?? 0} onClose={() => setEditing(null)} onSaved={reload} />}
      {deleting && (
        <Confirm
          title={t("console.delete_named", { name: deleting.name })}
          action={t("common.delete")}
          danger
          onClose={() => setDeleting(null)}
          onConfirm={async () => {
            await deleteAttribute(deleting.id);
            reload();
          }}
        >
          {t("console.ask.delete_attribute", { name: deleting.name })}
        </Confirm>
      )}
    </ConsolePage>
  );
}

function sourceOf({ attrs }: Attribute): "directory" | "admin" | "person" {
  if (attrs.ldap || attrs.saml) return "directory";
  return attrs.managed === "admin" ? "admin" : "person";
}
