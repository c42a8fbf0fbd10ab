import type { UserPropertyField } from "@mattermost/types/properties";
import { useEffect, useState } from "react";
import { attributeFields, type AttributeValue, attributeValues, saveAttributeValues } from "@/client/accounts";
import { t } from "@/i18n/t";
import { isEnabled } from "@/state/server";
import { useApp } from "@/state/store";
import { Checkbox, Select, TextField } from "@/ui/Field";
import { SaveRow, Section } from "./Section";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";

type Values = Readonly<Record<string, AttributeValue>>;

interface Known {
  fields: readonly UserPropertyField[];
  values: Values;
}

/** What the organisation wants to know of everybody besides the name; nothing where it wants nothing. */
export function ProfileAttributes({ userId }: { userId: string }) {
  const isOn = useApp((state) => isEnabled(state, "FeatureFlagCustomProfileAttributes"));
  const [known, setKnown] = useState<Known | null>(null);
  useEffect(() => {
    if (isOn) fetchKnown(userId).then(setKnown, () => undefined);
  }, [isOn, userId]);
  if (known === null || known.fields.length === 0) return null;
  return <Attributes {...known} onSaved={(values) => setKnown({ ...known, values })} />;
}

async function fetchKnown(userId: string): Promise<Known> {
  const [fields, held] = await Promise.all([attributeFields(), attributeValues(userId)]);
  const values = Object.fromEntries(Object.entries(held).map(([id, value]) => [id, value ?? ""]));
  return { fields: fields.filter((field) => field.attrs.visibility !== "hidden"), values };
}

function Attributes({ fields, values, onSaved }: Known & { onSaved: (values: Values) => void }) {
  const [drafts, setDrafts] = useState<Values>({});
  const { busy, problem, saved, save } = useSaving();
  const store = () =>
    save(async () => {
      await saveAttributeValues(drafts);
      onSaved({ ...values, ...drafts });
      setDrafts({});
    });
  return (
    <Section title={t("settings.attributes")}>
      {fields.map((field) => (
        <Attribute key={field.id} field={field} value={drafts[field.id] ?? values[field.id] ?? ""} onChange={(value) => setDrafts({ ...drafts, [field.id]: value })} />
      ))}
      <SaveRow busy={busy} problem={problem} saved={saved} disabled={Object.keys(drafts).length === 0} onSave={store} />
    </Section>
  );
}

const INPUTS: Readonly<Record<string, "email" | "url" | "tel">> = { email: "email", url: "url", phone: "tel" };

function Attribute({ field, value, onChange }: { field: UserPropertyField; value: AttributeValue; onChange: (value: AttributeValue) => void }) {
  const attrs = field.attrs as Partial<UserPropertyField["attrs"]> & { managed?: string };
  const isSynced = Boolean(attrs.ldap) || Boolean(attrs.saml);
  const isFixed = isSynced || attrs.managed === "admin";
  const hint = isSynced ? t("settings.attribute_synced") : isFixed ? t("settings.attribute_managed") : undefined;
  const options = attrs.options ?? [];
  const chosen = typeof value === "string" ? (value === "" ? [] : [value]) : value;
  if (field.type === "multiselect") {
    return (
      <fieldset className={styles.choices} disabled={isFixed}>
        <legend>{field.name}</legend>
        {options.map((option) => (
          <Checkbox
            key={option.id}
            label={option.name}
            checked={chosen.includes(option.id)}
            disabled={isFixed}
            onChange={(on) => onChange(on ? [...chosen, option.id] : chosen.filter((one) => one !== option.id))}
          />
        ))}
        {hint && <small className={styles.muted}>{hint}</small>}
      </fieldset>
    );
  }
  if (field.type === "select") {
    return (
      <Select label={field.name} hint={hint} value={chosen[0] ?? ""} disabled={isFixed} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">–</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <TextField label={field.name} hint={hint} type={INPUTS[attrs.value_type ?? ""] ?? "text"} maxLength={64} disabled={isFixed} value={chosen[0] ?? ""} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
