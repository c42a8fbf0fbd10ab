import { useRef, useState } from "react";
import { patchMe, pictureUrl, removePicture, uploadPicture } from "@/client/users";
import { messageOf } from "@/client/http";
import { t } from "@/i18n/t";
import { speak } from "@/load/session";
import type { User } from "@/state/model";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { me, receiveUsers } from "@/state/users";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { PasswordField, Select, TextField } from "@/ui/Field";
import { FilePicker } from "@/ui/FilePicker";
import { ProfileAttributes } from "./ProfileAttributes";
import { SaveRow, Section, Sections } from "./Section";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";

/** Who one is to the others. */
export default function ProfileSettings() {
  const user = useApp(me);
  if (user === undefined) return null;
  return (
    <Sections>
      <Picture user={user} />
      <Names user={user} />
      <ProfileAttributes userId={user.id} />
      <Email user={user} />
      <Language user={user} />
    </Sections>
  );
}

function Picture({ user }: { user: User }) {
  const file = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  async function run(action: () => Promise<unknown>, at: number) {
    setBusy(true);
    try {
      await action();
      change(receiveUsers, [{ ...user, last_picture_update: at }]);
    } catch (error) {
      change(showToast, messageOf(error), "danger");
    }
    setBusy(false);
  }
  return (
    <div className={styles.picture}>
      <Avatar src={pictureUrl(user)} name={user.username} size={96} />
      <div className={styles.section}>
        <FilePicker
          ref={file}
          accept="image/png,image/jpeg,image/gif,image/bmp"
          onPick={([image]) => image && void run(() => uploadPicture(user.id, image), Date.now())}
        />
        <Button busy={busy} onClick={() => file.current?.click()}>
          {t("settings.picture_choose")}
        </Button>
        {user.last_picture_update > 0 && (
          <Button tone="quiet" onClick={() => void run(() => removePicture(user.id), -Date.now())}>
            {t("settings.picture_remove")}
          </Button>
        )}
      </div>
    </div>
  );
}

const FIELDS = ["first_name", "last_name", "nickname", "position", "username"] as const;
type Field = (typeof FIELDS)[number];

function Names({ user }: { user: User }) {
  const [draft, setDraft] = useState<Pick<User, Field>>(user);
  const { busy, problem, saved, save } = useSaving();
  const changed = Object.fromEntries(FIELDS.filter((key) => draft[key] !== user[key]).map((key) => [key, draft[key].trim()]));
  const field = (key: Field, most: number) => (
    <TextField
      label={t(`settings.${key}`)}
      maxLength={most}
      value={draft[key]}
      {...(key === "username" ? { hint: t("login.username_hint"), autoCapitalize: "none", spellCheck: false } : {})}
      onChange={(event) => setDraft({ ...draft, [key]: event.currentTarget.value })}
    />
  );
  return (
    <Section title={t("settings.names")}>
      <div className={styles.pair}>
        {field("first_name", 64)}
        {field("last_name", 64)}
      </div>
      {field("nickname", 64)}
      {field("position", 128)}
      {field("username", 64)}
      <SaveRow busy={busy} problem={problem} saved={saved} disabled={Object.keys(changed).length === 0} onSave={() => save(async () => change(receiveUsers, [await patchMe(changed)]))} />
    </Section>
  );
}

function Email({ user }: { user: User }) {
  const [email, setEmail] = useState(user.email);
  const [password, setPassword] = useState("");
  const { busy, problem, saved, save } = useSaving();
  if (user.auth_service !== "") return null;
  const isNew = email.trim().toLowerCase() !== user.email;
  const store = () =>
    save(async () => {
      change(receiveUsers, [await patchMe({ email: email.trim().toLowerCase(), password })]);
      setPassword("");
    });
  return (
    <Section title={t("settings.email")}>
      <TextField label={t("settings.email")} type="email" value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
      {isNew && (
        <PasswordField label={t("settings.current_password")} autoComplete="current-password" hint={t("settings.email_needs_password")} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
      )}
      <SaveRow busy={busy} problem={problem} saved={saved} disabled={!isNew || password === ""} onSave={store} />
    </Section>
  );
}

function Language({ user }: { user: User }) {
  const { save, problem } = useSaving();
  return (
    <Section title={t("settings.language")}>
      <Select
        label={t("settings.language")}
        hideLabel
        problem={problem}
        value={user.locale.startsWith("de") ? "de" : "en"}
        onChange={(event) => {
          const locale = event.currentTarget.value;
          save(async () => {
            change(receiveUsers, [await patchMe({ locale })]);
            await speak(locale);
          });
        }}
      >
        <option value="en">English</option>
        <option value="de">Deutsch</option>
      </Select>
    </Section>
  );
}
