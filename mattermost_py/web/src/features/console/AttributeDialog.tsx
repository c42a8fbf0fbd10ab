import { Plus, X } from "lucide-react";
import { useState } from "react";
import { createAttribute, patchAttribute } from "@/client/console";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Checkbox, Select, TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { IconButton } from "@/ui/IconButton";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import { type Attribute, draftOf, hasOptions, isComplete, KINDS, type Option, VISIBILITIES, wireOf } from "./attributes";
import styles from "./Parts.module.css";

interface Props {
  /** `null` for a new one. */
  field: Attribute | null;
  /** Where a new one stands. */
  place: number;
  onClose: () => void;
  onSaved: () => void;
}

/** What an attribute is called, what it may be, who fills it in and who sees it. */
export function AttributeDialog({ field, place, onClose, onSaved }: Props) {
  const [draft, setDraft] = useState(() => draftOf(field));
  const { busy, problem, run } = useTask();
  const edit = (patch: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...patch }));
  const isChoice = hasOptions(draft.kind);
  const save = () =>
    run(async () => {
      const wanted = wireOf(draft);
      if (field) await patchAttribute(field.id, wanted);
      else await createAttribute({ ...wanted, attrs: { ...wanted.attrs, sort_order: place } });
      onSaved();
      onClose();
    });
  return (
    <FormDialog
      title={field ? t("console.edit_named", { name: field.name }) : t("console.attribute_new")}
      action={t(field ? "common.save" : "console.create")}
      size="m"
      busy={busy}
      disabled={!isComplete(draft)}
      onSubmit={save}
      onClose={onClose}
    >
      <div className={styles.form}>
        <TextField label={t("console.name")} maxLength={40} autoFocus value={draft.name} onChange={(event) => edit({ name: event.currentTarget.value })} />
        <Select label={t("console.kind")} value={draft.kind} onChange={(event) => edit({ kind: KINDS.find((one) => one === event.currentTarget.value) ?? "text" })}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`console.attribute_kind.${kind}`)}
            </option>
          ))}
        </Select>
        {isChoice && <Options options={draft.options} onChange={(options) => edit({ options })} />}
        <Select label={t("console.attribute_shown")} value={draft.visibility} onChange={(event) => edit({ visibility: VISIBILITIES.find((one) => one === event.currentTarget.value) ?? "when_set" })}>
          {VISIBILITIES.map((one) => (
            <option key={one} value={one}>
              {t(`console.attribute_shown.${one}`)}
            </option>
          ))}
        </Select>
        <Checkbox label={t("console.attribute_managed")} hint={t("console.attribute_managed_hint")} checked={draft.isManaged} onChange={(isManaged) => edit({ isManaged })} />
        {!isChoice && !draft.isManaged && (
          <>
            <TextField label={t("console.attribute_ldap")} hint={t("console.attribute_sync_hint")} autoCapitalize="none" spellCheck={false} value={draft.ldap} onChange={(event) => edit({ ldap: event.currentTarget.value })} />
            <TextField label={t("console.attribute_saml")} autoCapitalize="none" spellCheck={false} value={draft.saml} onChange={(event) => edit({ saml: event.currentTarget.value })} />
          </>
        )}
        <FormProblem>{problem}</FormProblem>
      </div>
    </FormDialog>
  );
}

function Options({ options, onChange }: { options: readonly Option[]; onChange: (options: readonly Option[]) => void }) {
  const shown = options.length === 0 ? [{ id: "", name: "" }] : options;
  const rename = (place: number, name: string) => onChange(shown.map((one, index) => (index === place ? { ...one, name } : one)));
  return (
    <fieldset className={styles.options}>
      <legend>{t("console.options")}</legend>
      {shown.map((option, place) => (
        // New options have no id yet, and their places do not change.
        <div key={option.id || place} className={styles.option}>
          <TextField label={t("console.option", { number: place + 1 })} hideLabel placeholder={t("console.option", { number: place + 1 })} maxLength={128} value={option.name} onChange={(event) => rename(place, event.currentTarget.value)} />
          <IconButton label={t("console.option_remove", { number: place + 1 })} icon={<X size={16} />} onClick={() => onChange(shown.filter((_one, index) => index !== place))} />
        </div>
      ))}
      <Button size="s" icon={<Plus size={15} />} onClick={() => onChange([...shown, { id: "", name: "" }])}>
        {t("console.option_add")}
      </Button>
    </fieldset>
  );
}
