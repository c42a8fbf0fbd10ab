/** A program's form on its way: filled in, checked, sent, changed by its program, given up. */
import { useRef, useState } from "react";
import { type Choice, type FormElement, lookUpChoices, type ProgramForm, type Submission, submitForm, type SubmissionReply, type Submitted } from "@/client/dialogs";
import { messageOf } from "@/client/http";
import { clockOf } from "@/features/posts/times";
import { useApp } from "@/state/store";
import { type Task, useTask } from "@/ui/useTask";
import { elementsOf, nextValues, problemOf, type Problems, submitted, type Value, type Values } from "./fields";
import type { Opened } from "./openings";

export interface FormState {
  readonly form: ProgramForm;
  readonly values: Values;
  readonly problems: Problems;
  readonly task: Task;
  readonly teamId: string;
  set: (element: FormElement, value: Value) => void;
  submit: () => void;
  giveUp: () => void;
  lookUp: (element: FormElement, term: string, signal: AbortSignal) => Promise<readonly Choice[]>;
}

type Told = Readonly<Record<string, Submitted>>;

export function useProgramForm({ opening, channelId }: Opened, onClose: () => void): FormState {
  const clock = useApp(clockOf);
  const teamId = useApp((state) => state.channels.byId[channelId]?.team_id || state.teams.currentId);
  const [form, setForm] = useState(opening.dialog);
  const [values, setValues] = useState<Values>(() => nextValues(opening.dialog, {}, Date.now(), clock));
  const [problems, setProblems] = useState<Problems>({});
  const task = useTask();
  const earlier = useRef<Told>({}); // what was filled in on the way here
  const changes = useRef(0);

  const told = (given: Values): Told =>
    Object.fromEntries(elementsOf(form).map((element) => [element.name, submitted(element, given[element.name] ?? "", clock)]));

  const submission = (given: Told, url = opening.url): Submission => ({
    url,
    callback_id: form.callback_id,
    state: form.state,
    channel_id: channelId,
    team_id: teamId,
    submission: given,
    cancelled: false,
  });

  /** What was filled in meanwhile is kept, too, unless another form follows. */
  function adopt(next: ProgramForm, keeps: boolean) {
    setForm(next);
    setValues((current) => nextValues(next, keeps ? current : {}, Date.now(), clock));
    setProblems({});
  }

  /** Returns whether the form will do. */
  function accept(reply: SubmissionReply): boolean {
    const errors = reply.errors ?? {};
    const names = new Set(elementsOf(form).map((element) => element.name));
    const elsewhere = Object.entries(errors).filter(([name]) => !names.has(name));
    setProblems(errors);
    task.setProblem([reply.error ?? "", ...elsewhere.map(([, text]) => text)].filter((text) => text !== "").join(" "));
    return (reply.error ?? "") === "" && Object.keys(errors).length === 0;
  }

  async function send() {
    changes.current += 1; // no earlier answer changes the form any more
    const given = { ...earlier.current, ...told(values) };
    const reply = await submitForm(submission(given));
    if (!accept(reply)) return;
    if (reply.form === undefined) {
      onClose();
      return;
    }
    earlier.current = given;
    adopt(reply.form, false);
  }

  async function refresh(element: FormElement, given: Values, url: string) {
    changes.current += 1;
    const change = changes.current;
    try {
      const reply = await submitForm({ ...submission({ ...earlier.current, ...told(given), selected_field: element.name }, url), type: "refresh" });
      if (change !== changes.current) return; // something else was chosen meanwhile
      if (accept(reply) && reply.form !== undefined) adopt(reply.form, true);
    } catch (error) {
      if (change === changes.current) task.setProblem(messageOf(error));
    }
  }

  return {
    form,
    values,
    problems,
    task,
    teamId,
    set(element, value) {
      const given = { ...values, [element.name]: value };
      setValues(given);
      setProblems(Object.fromEntries(Object.entries(problems).filter(([name]) => name !== element.name)));
      const url = form.source_url ?? "";
      if (element.refresh === true && url !== "") void refresh(element, given, url);
    },
    submit() {
      const now = Date.now();
      const wrong = elementsOf(form).map((element) => [element.name, problemOf(element, values[element.name] ?? "", now, clock)] as const);
      const found = Object.fromEntries(wrong.filter(([, text]) => text !== ""));
      setProblems(found);
      if (Object.keys(found).length === 0) task.run(send);
    },
    giveUp() {
      onClose();
      // Whoever closes a form need not know whether its program heard of it.
      if (form.notify_on_cancel) submitForm({ ...submission({}), cancelled: true }).catch(() => undefined);
    },
    lookUp: (element, term, signal) =>
      lookUpChoices(submission({ ...earlier.current, ...told(values), query: term, selected_field: element.name }, element.data_source_url || opening.url), signal),
  };
}
