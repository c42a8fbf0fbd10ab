import type { Role } from "@mattermost/types/roles";
import { useState } from "react";
import { Link } from "wouter";
import { everyRole, patchRole } from "@/client/console";
import { t } from "@/i18n/t";
import { change } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Select } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { useTask } from "@/ui/useTask";
import styles from "./Parts.module.css";
import settingStyles from "./settings/Settings.module.css";
import { useConfiguration } from "./configuration";
import { type PageProps, pathTo } from "./pages";
import { Card, ConsolePage, SearchField, Switch, Toolbar } from "./parts";
import { grouped, titleOf } from "./roles";
import { useLoaded } from "./useLoaded";
import { permissionTitle } from "./words";

/** It may do everything, always; taking something away would lock everybody out. */
const ALMIGHTY = "system_admin";

/** One role with its permissions as switches. */
export default function RolePage({ id }: PageProps) {
  const { value: roles, problem, reload } = useLoaded("roles", everyRole);
  const role = roles?.find((one) => one.id === id);
  // The names of permissions come with those of the settings.
  const hasNames = useConfiguration((state) => state.sections !== null || state.problem !== "");
  const back = { to: pathTo("roles"), text: t("console.page.roles") };
  if (roles === null || role === undefined || !hasNames) {
    return (
      <ConsolePage title={t("console.role")} back={back}>
        {problem !== "" ? <FormProblem>{problem}</FormProblem> : roles === null || !hasNames ? <Skeleton rows={8} /> : <Empty title={t("console.no_role")} />}
      </ConsolePage>
    );
  }
  return <Editor key={role.update_at} role={role} every={everyPermission(roles)} back={back} onDone={reload} />;
}

/** Whatever any role has is a permission there is. */
function everyPermission(roles: readonly Role[]): string[] {
  return [...new Set(roles.flatMap((role) => role.permissions))];
}

interface EditorProps {
  role: Role;
  every: readonly string[];
  back: { to: string; text: string };
  onDone: () => void;
}

function Editor({ role, every, back, onDone }: EditorProps) {
  const [granted, setGranted] = useState<ReadonlySet<string>>(() => new Set(role.permissions));
  const [term, setTerm] = useState("");
  const [which, setWhich] = useState("all");
  const { busy, problem, run } = useTask();
  const held = new Set(role.permissions);
  const changed = every.filter((name) => granted.has(name) !== held.has(name)).length;
  const isFixed = role.name === ALMIGHTY;
  const words = term.toLowerCase().split(/\s+/);
  const isShown = (name: string) =>
    words.every((word) => `${permissionTitle(name)} ${name}`.toLowerCase().includes(word)) && (which === "all" || (which === "granted") === granted.has(name));
  const groups = grouped(every.filter(isShown));
  function turn(name: string, on: boolean) {
    const next = new Set(granted);
    if (on) next.add(name);
    else next.delete(name);
    setGranted(next);
  }
  const store = () =>
    run(async () => {
      await patchRole(role.id, [...granted]);
      change(showToast, t("common.saved"));
      onDone();
    });
  return (
    <>
      <ConsolePage
        title={titleOf(role)}
        lead={isFixed ? t("console.role_fixed") : t("console.role_lead")}
        back={back}
        actions={role.name.startsWith("system_") && <Link to={`${pathTo("users")}?role=${role.name}`}>{t("console.who_has_it")}</Link>}
      >
        <Toolbar>
          <SearchField label={t("console.find_permission")} value={term} onChange={setTerm} />
          <Select label={t("console.which")} hideLabel value={which} onChange={(event) => setWhich(event.currentTarget.value)}>
            <option value="all">{t("console.permissions_all")}</option>
            <option value="granted">{t("console.permissions_granted")}</option>
            <option value="withheld">{t("console.permissions_withheld")}</option>
          </Select>
        </Toolbar>
        {groups.length === 0 && <Empty title={t("console.no_permission")} />}
        <div className={styles.cards}>
          {groups.map((group) => (
            <Card key={group.name} title={t(`console.permissions_${group.name}`)}>
              <div>
                {group.permissions.map((name) => (
                  <Switch key={name} label={permissionTitle(name)} hint={<code>{name}</code>} checked={granted.has(name)} disabled={isFixed} onChange={(on) => turn(name, on)} />
                ))}
              </div>
            </Card>
          ))}
        </div>
      </ConsolePage>
      {(changed > 0 || problem !== "") && (
        <div className={settingStyles.saveBar} role="region" aria-label={t("console.changes")}>
          <span role="status" className={settingStyles.saveWords}>
            {t("console.unsaved", { count: changed })}
          </span>
          <FormProblem>{problem}</FormProblem>
          <Button tone="quiet" onClick={() => setGranted(held)}>
            {t("console.discard")}
          </Button>
          <Button tone="primary" busy={busy} onClick={store}>
            {t("common.save")}
          </Button>
        </div>
      )}
    </>
  );
}
