/** Forms that programs open for somebody. Names are the wire's. */
import { post } from "./http";

export interface Choice {
  readonly text: string;
  readonly value: string;
}

export interface FormElement {
  readonly display_name: string;
  readonly name: string;
  readonly type: string;
  readonly subtype: string;
  readonly default: string;
  readonly placeholder: string;
  readonly help_text: string;
  readonly optional: boolean;
  readonly min_length: number;
  readonly max_length: number;
  readonly data_source: string;
  readonly data_source_url?: string;
  readonly options: readonly Choice[] | null;
  readonly multiselect: boolean;
  readonly refresh?: boolean;
  readonly datetime_config?: { readonly time_interval?: number; readonly location_timezone?: string; readonly allow_manual_time_entry?: boolean };
  readonly min_date?: string;
  readonly max_date?: string;
  readonly time_interval?: number;
}

export interface ProgramForm {
  readonly callback_id: string;
  readonly title: string;
  readonly introduction_text: string;
  readonly icon_url: string;
  readonly elements: readonly FormElement[] | null;
  readonly submit_label: string;
  readonly notify_on_cancel: boolean;
  readonly state: string;
  /** Who is asked when a field that changes the form was changed. */
  readonly source_url?: string;
}

/** What `open_dialog` brings. */
export interface Opening {
  readonly trigger_id: string;
  readonly url: string;
  readonly dialog: ProgramForm;
}

export type Submitted = string | number | boolean | readonly string[];

export interface Submission {
  readonly type?: "refresh";
  readonly url: string;
  readonly callback_id: string;
  readonly state: string;
  readonly channel_id: string;
  readonly team_id: string;
  readonly submission: Readonly<Record<string, Submitted>>;
  readonly cancelled: boolean;
}

/** What the program says to it: nothing, what is wrong, or another form. */
export interface SubmissionReply {
  readonly error?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly form?: ProgramForm;
}

export const submitForm = (submission: Submission) => post<SubmissionReply>("/actions/dialogs/submit", submission);

export const lookUpChoices = async (submission: Submission, signal: AbortSignal): Promise<readonly Choice[]> =>
  (await post<{ items: readonly Choice[] | null }>("/actions/dialogs/lookup", submission, undefined, signal)).items ?? [];
