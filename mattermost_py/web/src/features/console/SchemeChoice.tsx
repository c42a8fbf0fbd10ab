import type { Scheme } from "@mattermost/types/schemes";
import { schemes as fetchSchemes } from "@/client/console";
import { tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { change } from "@/state/store";
import { showToast } from "@/state/ui";
import { Select } from "@/ui/Field";
import { useLoaded } from "./useLoaded";

interface Props {
  scope: "team" | "channel";
  value: string;
  choose: (schemeId: string) => Promise<unknown>;
  onDone: () => void;
}

/** Which scheme decides about rights here; nothing where there is none to choose. */
export function SchemeChoice({ scope, value, choose, onDone }: Props) {
  const { value: schemes } = useLoaded<Scheme[]>(scope, () => fetchSchemes(scope));
  if (schemes === null || (schemes.length === 0 && value === "")) return null;
  return (
    <Select
      label={t("console.scheme")}
      hint={t("console.scheme_hint")}
      value={value}
      onChange={(event) => {
        const schemeId = event.currentTarget.value;
        void tried(() => choose(schemeId)).then((done) => {
          if (done) change(showToast, t("common.saved"));
          onDone();
        });
      }}
    >
      <option value="">{t("console.scheme_none")}</option>
      {schemes.map((scheme) => (
        <option key={scheme.id} value={scheme.id}>
          {scheme.display_name}
        </option>
      ))}
    </Select>
  );
}
