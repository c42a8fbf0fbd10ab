import { Briefcase, Clock3, Mail } from "lucide-react";
import { pictureUrl } from "@/client/users";
import { Emoji } from "@/features/emoji";
import { currentLocale, t } from "@/i18n/t";
import type { User } from "@/state/model";
import { isMilitaryTime } from "@/state/preferences";
import { useApp, useAppShallow } from "@/state/store";
import { customStatusOf, displayName, nameFormat, presenceOf } from "@/state/users";
import { Avatar } from "@/ui/Avatar";
import styles from "./ProfileCard.module.css";
import { presenceName } from "./presence";
import { ProfileFacts } from "./ProfileFacts";
import { UserTags } from "./UserTags";

/** A person at a glance. */
export function ProfileCard({ userId }: { userId: string }) {
  const user = useApp((state) => state.users.byId[userId]);
  const presence = useApp((state) => presenceOf(state, userId));
  const format = useApp(nameFormat);
  const status = useAppShallow((state) => customStatusOf(state.users.byId[userId], Date.now()));
  if (user === undefined) return null;
  const name = displayName(user, format);
  const full = `${user.first_name} ${user.last_name}`.trim();
  return (
    <div className={styles.card}>
      <Avatar src={pictureUrl(user)} name={name} size={96} presence={user.is_bot ? undefined : presence} />
      <h3 className={styles.name}>{full || name}</h3>
      <p className={styles.user}>
        @{user.username} <UserTags user={user} />
      </p>
      {user.nickname !== "" && user.nickname !== name && <p className={styles.user}>{user.nickname}</p>}
      {status && (
        <p className={styles.status}>
          {status.emoji !== "" && <Emoji name={status.emoji} />} {status.text}
        </p>
      )}
      <Facts user={user} presence={user.is_bot ? "" : presenceName(presence)} />
      {user.is_bot ? null : <ProfileFacts userId={userId} />}
    </div>
  );
}

function Facts({ user, presence }: { user: User; presence: string }) {
  const military = useApp(isMilitaryTime);
  const time = localTime(user, military);
  return (
    <ul className={styles.facts}>
      {user.position !== "" && (
        <li>
          <Briefcase size={15} aria-hidden="true" /> {user.position}
        </li>
      )}
      {(user.email as string | undefined) && !user.is_bot && (
        <li>
          <Mail size={15} aria-hidden="true" /> <a href={`mailto:${user.email}`}>{user.email}</a>
        </li>
      )}
      {time !== "" && (
        <li>
          <Clock3 size={15} aria-hidden="true" /> {t("users.local_time", { time })}
        </li>
      )}
      {user.delete_at > 0 ? <li>{t("users.deactivated")}</li> : presence !== "" && <li className="visually-hidden">{presence}</li>}
    </ul>
  );
}

/** What the clock shows where the person is; nothing if it is not known. */
export function localTime(user: Pick<User, "timezone">, military: boolean): string {
  const zone = user.timezone;
  const name = zone === undefined ? "" : String(zone.useAutomaticTimezone) === "true" ? zone.automaticTimezone : zone.manualTimezone;
  if (name === "") return "";
  try {
    return new Intl.DateTimeFormat(currentLocale(), { hour: "numeric", minute: "2-digit", hour12: !military, timeZone: name }).format();
  } catch {
    return "";
  }
}
