import type { UserAccessToken } from "@mattermost/types/users";
import { useState } from "react";
import { revokeAccessToken, setAccessTokenActive } from "@/client/accounts";
import { tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";

interface Props {
  token: Pick<UserAccessToken, "id" | "description" | "is_active">;
  /** It works again or no longer, or is gone. */
  onChanged: (outcome: "active" | "inactive" | "deleted") => void;
}

/** What can be done with an access token. */
export function TokenButtons({ token, onChanged }: Props) {
  const [asking, setAsking] = useState(false);
  async function turn() {
    if (await tried(() => setAccessTokenActive(token.id, !token.is_active))) onChanged(token.is_active ? "inactive" : "active");
  }
  return (
    <>
      <Button size="s" onClick={() => void turn()}>
        {t(token.is_active ? "settings.token_disable" : "settings.token_enable")}
      </Button>
      <Button size="s" onClick={() => setAsking(true)}>
        {t("common.delete")}
      </Button>
      {asking && (
        <Confirm
          title={t("settings.token_delete")}
          action={t("common.delete")}
          danger
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await revokeAccessToken(token.id);
            onChanged("deleted");
          }}
        >
          {t("settings.token_delete_ask", { name: token.description })}
        </Confirm>
      )}
    </>
  );
}
