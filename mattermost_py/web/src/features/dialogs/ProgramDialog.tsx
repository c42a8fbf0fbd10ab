import { useEffect, useRef } from "react";
import type { DialogProps } from "@/app/Dialogs";
import { PostMarkdown } from "@/features/posts/PostMarkdown";
import { pictureSource } from "@/features/posts/pictures";
import { t } from "@/i18n/t";
import { FormDialog } from "@/ui/FormDialog";
import { FormProblem } from "@/ui/Page";
import { Stack } from "@/ui/Stack";
import { elementsOf } from "./fields";
import { FormField } from "./FormField";
import { type Opened, openingOf } from "./openings";
import styles from "./ProgramDialog.module.css";
import { useProgramForm } from "./useProgramForm";

/** A form that a program shows to whoever pressed its button or gave its command. */
export default function ProgramDialog({ id, onClose }: DialogProps) {
  const opened = openingOf(id);
  return opened === undefined ? null : <Shown opened={opened} onClose={onClose} />;
}

function Shown({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  const { form, values, problems, task, teamId, set, submit, giveUp, lookUp } = useProgramForm(opened, onClose);
  const fields = useRef<HTMLDivElement>(null);
  const elements = elementsOf(form);
  useEffect(() => {
    if (Object.keys(problems).length > 0) fields.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong="true"] input')?.focus();
  }, [problems]);
  return (
    <FormDialog
      title={form.title}
      action={form.submit_label || t("dialogs.submit")}
      size="m"
      steady
      busy={task.busy}
      startsAtAction={elements.length === 0}
      onSubmit={submit}
      onClose={giveUp}
    >
      <div ref={fields}>
        <Stack>
          <Introduction text={form.introduction_text} icon={form.icon_url} />
          <FormProblem>{task.problem}</FormProblem>
          {elements.map((element, index) => (
            <FormField
              key={element.name}
              element={element}
              value={values[element.name] ?? ""}
              problem={problems[element.name] ?? ""}
              teamId={teamId}
              autoFocus={index === 0}
              lookUp={(term, signal) => lookUp(element, term, signal)}
              onChange={(value) => set(element, value)}
            />
          ))}
        </Stack>
      </div>
    </FormDialog>
  );
}

function Introduction({ text, icon }: { text: string; icon: string }) {
  const picture = pictureSource(icon);
  if (text === "" && picture === null) return null;
  return (
    <div className={styles.introduction}>
      {picture === null ? null : <img className={styles.icon} src={picture} alt="" />}
      <div className={styles.text}>
        <PostMarkdown text={text} />
      </div>
    </div>
  );
}
